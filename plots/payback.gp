# payback.gp - when, if ever, is one ahead of the other? Savings so far, and the chance.
eval(frame)
if (!DRAWN) {
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.165; set tmargin at screen 0.850
  unset tics; unset border; unset grid
  set xrange [0:1]; set yrange [0:1]
  set label 1 NOTE at 0.5,0.55 center font f(16) tc rgb SUB noenhanced
  plot 2 w l
} else {
  set multiplot
  set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
  set tmargin at screen 0.830; set bmargin at screen 0.400
  set xrange [-0.5:MONTHS+0.5]; set yrange [YLOW:YHIGH]
  set border 0; set xtics 0,STEP,MONTHS; set format x ''
  eval(YTICS)
  up(y) = y > 0 ? y : 0
  down(y) = y < 0 ? y : 0
  # the money is on the side of one design above zero, of the other below
  set label 1 AHEADNAME at -0.3,AHEADY left font fb(12.5) tc rgb hex(AHEADINK) noenhanced front
  set label 2 AGAINSTNAME at -0.3,AGAINSTY left font fb(12.5) tc rgb hex(AGAINSTINK) noenhanced front
  do for [k=1:3] { set label 10+k ENDLABEL[k] at screen (LEFT + WIDTH + 8)/W,first ENDY[k] left font (k == 2 ? fb(13) : f(11.5)) tc rgb (k == 2 ? INK : SUB) noenhanced }
  plot $Saved u 1:(up($2)):(up($6)) w filledcurves lc rgb AHEADTINT[1] fs solid noborder, \
       $Saved u 1:(down($2)):(down($6)) w filledcurves lc rgb AGAINSTTINT[1] fs solid noborder, \
       $Saved u 1:(up($3)):(up($5)) w filledcurves lc rgb AHEADTINT[2] fs solid noborder, \
       $Saved u 1:(down($3)):(down($5)) w filledcurves lc rgb AGAINSTTINT[2] fs solid noborder, \
       [0:MONTHS] 0 w l lc rgb INK lw 1.2, $Saved u 1:4 w l lc rgb INK lw 2.8
  eval(unframe); unset label
  set tmargin at screen 0.345; set bmargin at screen 0.150
  set yrange [0:TOP]; set format x '%g'
  eval(CHANCETICS)
  set xlabel 'Months of service' font F12 tc rgb SUB
  set boxwidth 0.7
  do for [k=1:MARKS] { set label k MARK[k] at MARKX[k],MARKY[k] + 0.085*TOP center font fb(12) tc rgb hex(AHEADINK) noenhanced front }
  plot $Saved u 1:7 w boxes lc rgb AHEADFILL fs solid noborder, [0:MONTHS] 0 w l lc rgb AXIS lw 1
  unset multiplot
}
