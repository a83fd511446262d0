# exceed.gp - what budget gives me 80% safety? Both axes run from 0 to 1.
eval(frame)
set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
set bmargin at screen 0.165; set tmargin at screen 0.800
set xrange [0:1]; set yrange [0:1]
# labels of tics are printf formats: a per cent sign is doubled
set ytics ('0%%' 0, '25%%' .25, '50%%' .5, '75%%' .75, '100%%' 1)
set xlabel XLABEL font F12 tc rgb SUB noenhanced
set border 1
if (BUDGETX >= 0) {
  if (ONAXIS) { set arrow 1 from BUDGETX,0 to BUDGETX,1 nohead lc rgb INK lw 1 dt (14,9) back }
  if (BUDGETX < 0.08) { set label 1 BUDGET at 0,1.045 left font f(12) tc rgb INK noenhanced }
  else { if (BUDGETX > 0.92) { set label 1 BUDGET at 1,1.045 right font f(12) tc rgb INK noenhanced }
  else { set label 1 BUDGET at BUDGETX,1.045 center font f(12) tc rgb INK noenhanced } }
} else {
  set arrow 1 from 0,0.2 to 1,0.2 nohead lc rgb INK lw 1 dt (14,9) back
}
# the amount or chance, then the name; a line leads from the crossing to them
SX = (LEFT + WIDTH + 20)/W
TOP = 0
do for [i=1:N] {
  TOP = LABELY[i] > TOP ? LABELY[i] : TOP
  if (ONAXIS) { set arrow 10+2*i from ATX[i],ATY[i] to 1,ATY[i] nohead lc rgb MUTE lw 1 back }
  set arrow 11+2*i from 1,ATY[i] to screen SX - 5/W,first LABELY[i] nohead lc rgb MUTE lw 1 back
  set label 10+i LABEL[i] at screen SX,first LABELY[i] left font fb(15) tc rgb hex(INKS[i]) noenhanced
  ruled = strlen(RULED[i])
  set label 30+i NAME[i] at screen SX + NUMBER/W,first LABELY[i] + (ruled ? 8.0/HEIGHT : 0) left font fb(NAMEPT[i]) tc rgb hex(INKS[i]) noenhanced
  if (ruled) { set label 60+i RULED[i] at screen SX + NUMBER/W,first LABELY[i] - 9.0/HEIGHT left font f(10) tc rgb SUB noenhanced }
}
set label 50 CAPTION at screen SX,first TOP + 0.062 left font f(11.5) tc rgb SUB noenhanced
plot for [i=1:N] '$Curve'.i w l lc rgb FILL[i] lw 3, \
     for [i=1:N] '+' u (ONAXIS ? ATX[i] : NaN):(ATY[i]) every ::::0 w p pt 7 ps DISC(11) lc rgb FILL[i]
