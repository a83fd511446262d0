# cadence.gp - how often to retrain? Cost of a month by interval; all but the axes in C.
eval(frame)
if (!DRAWN) {
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.165; set tmargin at screen 0.850
  unset tics; unset border; unset grid
  set xrange [0:1]; set yrange [0:1]
  set label 1 NOTE at 0.5,0.55 center font f(16) tc rgb SUB noenhanced
  plot 2 w l
} else {
  set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
  set bmargin at screen 0.165; set tmargin at screen 0.850
  set xrange [XLOW:XHIGH]; set yrange [0:YMAX]
  eval(YTICS)
  set xtics 0,XSTEP
  set xlabel XLABEL font F12 tc rgb SUB noenhanced
  unset grid; set grid y lt 1 lc rgb GRID lw 1 back
  if (RANGEHIGH > RANGELOW) { set object 1 rect from RANGELOW,graph 0 to RANGEHIGH,graph 1 behind fc rgb '#F3F5F7' fs solid noborder }
  set label 1 RANGETEXT at RANGEX,graph 0.965 center font f(11.5) tc rgb SUB noenhanced front
  set label 2 RANGESPAN at RANGEX,graph 0.915 center font fb(13) tc rgb INK noenhanced front
  do for [k=1:3] { set label 10+k NAME[k] at XHIGH,NAMEY[k] left offset character 0.8,0 font fb(k == 1 ? 14 : 12.5) tc rgb hex(INKS[k]) noenhanced }
  if (BESTX < XLOW + 0.85*(XHIGH - XLOW)) { set label 20 BESTTEXT at BESTX,BESTY left offset character 0,1.1 font f(11.5) tc rgb INK noenhanced front }
  else { set label 20 BESTTEXT at BESTX,BESTY right offset character 0,1.1 font f(11.5) tc rgb INK noenhanced front }
  plot $Cadence u 1:5:6 w filledcurves lc rgb clear(FILL[1], 0.80) fs solid noborder, \
       $Cadence u 1:2 w l lc rgb FILL[2] lw 2.4, \
       $Cadence u 1:3 w l lc rgb FILL[3] lw 2.4, \
       $Cadence u 1:4 w l lc rgb FILL[1] lw 3, \
       '+' u (BESTX):(BESTY) every ::::0 w p pt 7 ps DISC(11) lc rgb INK
}
