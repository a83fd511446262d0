# stack.gp - where does the money go? One bar of means per design; all in pixels.
eval(frame)
set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
set bmargin at screen 0.125; set tmargin at screen 0.125 + HEIGHT/H
set xrange [0:WIDTH]; set yrange [0:HEIGHT]
unset ytics; unset grid; set grid x lt 1 lc rgb GRID lw 1; set border 0
do for [k=1:C] {
  set object k rect from SWATCHX[k],HEIGHT+21 to SWATCHX[k]+15,HEIGHT+34 front noclip fc rgb SWATCH[k] fs solid noborder
  set label 100+k SWATCHNAME[k] at SWATCHX[k]+22,HEIGHT+27.5 left font f(12) tc rgb INK noenhanced front
}
# a bar, and below it the range of the total; many designs make both thinner
BAR = ROW > 140 ? 58 : 0.42*ROW
LOW = ROW > 140 ? 18 : 0.13*ROW
SMALL = ROW > 80 ? 11 : 9
base(i) = HEIGHT - ROW*(i - 1) - (ROW - BAR - LOW - (ROW > 80 ? 26 : 8))/2 - BAR
do for [i=1:N] {
  ruled = ROW > 80 && strlen(RULED[i])
  set label 10+i NAME[i] at screen 0.030,first base(i) + BAR/2 + (ruled ? 9 : 0) left font fb(NAMEPT[i]) tc rgb hex(INKS[i]) noenhanced
  if (ruled) { set label 500+i RULED[i] at screen 0.030,first base(i) + BAR/2 - 11 left font f(10) tc rgb SUB noenhanced }
  set label 30+i MEANLABEL[i] at MEANX[i] + 9,base(i) + BAR/2 left font fb(ROW > 80 ? 15 : 12) tc rgb INK noenhanced front
  y = base(i) - LOW
  set arrow 200+3*i from P10X[i],y to P90X[i],y nohead lc rgb AXIS lw 2
  set arrow 201+3*i from P10X[i],y - 5 to P10X[i],y + 5 nohead lc rgb AXIS lw 2
  set arrow 202+3*i from P90X[i],y - 5 to P90X[i],y + 5 nohead lc rgb AXIS lw 2
  if (P10X[i] > 90) { set label 60+i P10LABEL[i] at P10X[i] - 7,y right font f(SMALL) tc rgb SUB noenhanced }
  set label 70+i P90LABEL[i] at P90X[i] + 7,y left font f(SMALL) tc rgb SUB noenhanced
  if (ROW > 80) { set label 80+i P50LABEL[i] at P50X[i],y - 19 center font f(SMALL) tc rgb SUB noenhanced }
}
set style fill solid border rgb '#FFFFFF'
plot $Boxes u 2:(base($1)):2:3:(base($1)):(base($1) + BAR):4 w boxxyerror lw 1 lc rgb variable, \
     $Boxes u (($2 + $3)/2):(base($1) + BAR/2):6:5 w labels center font f(ROW > 80 ? 12 : 10) tc rgb variable noenhanced, \
     for [i=1:N] '+' u (P50X[i]):(base(i) - LOW) every ::::0 w p pt 7 ps DISC(7) lc rgb SUB
