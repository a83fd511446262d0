# dots.gp - will it stay in budget? One row of dots per design; all in pixels.
eval(frame)
set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
set bmargin at screen 0.160; set tmargin at screen 0.160 + HEIGHT/H
set xrange [0:WIDTH]; set yrange [0:HEIGHT]
unset ytics; set border 0; unset grid
set xlabel XLABEL font F12 tc rgb SUB noenhanced
if (ONAXIS) { set arrow 1 from BUDGETX,0 to BUDGETX,HEIGHT + 4 nohead lc rgb INK lw 1 dt (14,9) back }
if (strlen(BUDGET)) {
  if (BUDGETX < 60) { set label 1 BUDGET at 0,HEIGHT + 17 left font f(12) tc rgb INK noenhanced }
  else { if (BUDGETX > WIDTH - 60) { set label 1 BUDGET at WIDTH,HEIGHT + 17 right font f(12) tc rgb INK noenhanced }
  else { set label 1 BUDGET at BUDGETX,HEIGHT + 17 center font f(12) tc rgb INK noenhanced } }
}
do for [i=1:N] {
  y = HEIGHT - ROW*i
  ruled = ROW > 80 && strlen(RULED[i])
  set label 10+i NAME[i] at screen 0.030,first y + 8 + (ruled ? 40 : ROW > 80 ? 30 : 22) left font fb(NAMEPT[i]) tc rgb hex(INKS[i]) noenhanced
  if (ruled) { set label 50+i RULED[i] at screen 0.030,first y + 26 left font f(10) tc rgb SUB noenhanced }
  set label 30+i COUNT[i] at screen 0.030,first y + 8 left font f(ROW > 80 ? 12 : 11) tc rgb INK noenhanced
  set arrow 10+i from 0,y to WIDTH,y nohead lc rgb GRID lw 1.3 back
}
plot for [i=1:N] $Dots u ($1==i && $4==0 ? $2 : NaN):3 w p pt 7 ps DISC(DOT) lc rgb FILL[i], \
     for [i=1:N] $Dots u ($1==i && $4==1 ? $2 : NaN):3 w p pt 6 ps DISC(DOT - 1.6) lw 1.8 lc rgb FILL[i]
