# fan.gp - how does spending grow, and how sure are we? A panel per design, on one scale.
set multiplot
set xrange [0:MONTHS]; set yrange [0:YMAX]
set xtics 0,STEP,MONTHS
set border 0; unset grid
do for [i=1:N] {
  row = (i - 1)/int(COLUMNS); column = (i - 1)%int(COLUMNS)
  x = LEFT + PITCH*column; y = TOP - DOWN*row
  set lmargin at screen x/W; set rmargin at screen (x + PW)/W
  set tmargin at screen y/H; set bmargin at screen (y - PH)/H
  if (i == 1) { eval(frame) } else { eval(unframe) }
  if (column == 0) { eval(YTICS) } else { set ytics ('' 0) }
  if (i + COLUMNS > N && column == int(COLUMNS - 1)/2) { set xlabel 'Months of service' font F12 tc rgb SUB } else { unset xlabel }
  set label 1 NAME[i] at screen x/W,(y + (strlen(RULED[i]) ? 57 : 44))/H left font fb(NAMEPT[i]) tc rgb hex(INKS[i]) noenhanced
  if (strlen(RULED[i])) { set label 7 RULED[i] at screen x/W,(y + 38)/H left font f(10) tc rgb SUB noenhanced } else { unset label 7 }
  set label 2 NOTE[i] at screen x/W,(y + 20)/H left font f(12) tc rgb INK noenhanced
  set label 3 P90LABEL[i] at screen (x + PW + 7)/W,first P90Y[i] left font f(11.5) tc rgb SUB noenhanced
  set label 4 P50LABEL[i] at screen (x + PW + 7)/W,first P50Y[i] left font fb(13) tc rgb hex(INKS[i]) noenhanced
  set label 5 P10LABEL[i] at screen (x + PW + 7)/W,first P10Y[i] left font f(11.5) tc rgb SUB noenhanced
  if (i == 1 && BUDGETY >= 0) { set label 6 BUDGET at graph 0.02,first BUDGETY + 13*YMAX/PH left font f(11.5) tc rgb INK noenhanced front } else { unset label 6 }
  plot for [k=0:int(YMAX/YSTEP)] [0:MONTHS] k*YSTEP w l lc rgb (k ? GRID : AXIS) lw 1, \
       for [j=1:N] '$Fan'.j u 1:(j == i ? NaN : $4) w l lc rgb '#C4CAD1' lw 1.2, \
       '$Fan'.i u 1:2:6 w filledcurves lc rgb clear(FILL[i], 0.80) fs solid noborder, \
       '$Fan'.i u 1:3:5 w filledcurves lc rgb clear(FILL[i], 0.62) fs solid noborder, \
       [0:MONTHS] (BUDGETY >= 0 ? BUDGETY : NaN) w l lc rgb INK lw 1 dt (14,9), \
       '$Fan'.i u 1:4 w l lc rgb FILL[i] lw 2.8
}
unset multiplot
