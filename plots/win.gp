# win.gp - which is cheapest if judged at month m? Chances that sum to 100%.
eval(frame)
set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
set bmargin at screen 0.165; set tmargin at screen 0.845
set xrange [0:MONTHS]; set yrange [0:1]
set xtics 0,STEP,MONTHS
set ytics ('0%%' 0, '25%%' .25, '50%%' .5, '75%%' .75, '100%%' 1)
set border 0; unset grid
set xlabel 'Judged after so many months of service' font F12 tc rgb SUB
do for [i=1:N] {
  if (LABELY[i] >= 0) {
    set label 10+i LABEL[i] at screen (LEFT + WIDTH + 12)/W,first LABELY[i] left font fb(15) tc rgb hex(INKS[i]) noenhanced
    ruled = strlen(RULED[i])
    set label 30+i NAME[i] at screen (LEFT + WIDTH + 12 + NUMBER)/W,first LABELY[i] + (ruled ? 8.0/HEIGHT : 0) left font fb(NAMEPT[i]) tc rgb hex(INKS[i]) noenhanced
    if (ruled) { set label 60+i RULED[i] at screen (LEFT + WIDTH + 12 + NUMBER)/W,first LABELY[i] - 9.0/HEIGHT left font f(10) tc rgb SUB noenhanced }
  }
}
# the area of design i lies between the sums before it and with it
plot for [i=1:N] $Win u 1:(column(i + 1)):(column(i + 2)) w filledcurves lc rgb FILL[i] fs solid noborder, \
     for [i=1:N-1] $Win u 1:(column(i + 2)) w l lc rgb '#FFFFFF' lw 1.5, \
     for [k=1:3] [0:MONTHS] k/4.0 w l lc rgb '#FFFFFF' lw 0.5 dt (10,10)
