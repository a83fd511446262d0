# waterfall.gp - why is one design dearer than another? Bars between two levels; all in pixels.
eval(frame)
set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
set bmargin at screen 0.150; set tmargin at screen 0.150 + HEIGHT/H
set xrange [0:WIDTH]; set yrange [0:HEIGHT]
unset xtics; set border 1
do for [i=1:N] {
  set label 100+i NAME[i] at (X0[i] + X1[i])/2,-22 center font f(NAMEPT[i]) tc rgb INK noenhanced
  set label 200+i LABEL[i] at (X0[i] + X1[i])/2,LABELY[i] center font fb(LABELPT[i]) tc rgb hex(INKS[i]) noenhanced front
  if (i < N) { set arrow 100+i from X1[i],END[i] to X0[i+1],END[i] nohead lc rgb MUTE lw 1 back }
}
set style fill solid noborder
plot for [i=1:N] '+' u ((X0[i] + X1[i])/2):((LOW[i] + HIGH[i])/2):(X0[i]):(X1[i]):(LOW[i]):(HIGH[i]):(FILL[i]) every ::::0 w boxxyerror lc rgb variable
