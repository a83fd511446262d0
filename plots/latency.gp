# latency.gp - does it meet the limit, and which stage costs? Left all in pixels, right from 0 to 1.
if (!DRAWN) {
  eval(frame)
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.165; set tmargin at screen 0.850
  unset tics; unset border; unset grid
  set xrange [0:1]; set yrange [0:1]
  set label 1 NOTE at 0.5,0.55 center font f(16) tc rgb SUB noenhanced
  plot 2 w l
} else {
  set multiplot
  eval(frame)
  set style textbox opaque noborder fillcolor '#FFFFFF' margins 0.2,0.1
  set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
  set bmargin at screen 0.125; set tmargin at screen 0.125 + HEIGHT/H
  set xrange [0:WIDTH]; set yrange [0:HEIGHT]
  unset ytics; unset grid; set border 0
  eval(BARTICS)
  do for [k=1:C] {
    set object k rect from SWATCHX[k],HEIGHT+36 to SWATCHX[k]+11,HEIGHT+47 front noclip fc rgb hex(SWATCH[k]) fs solid noborder
    set label 100+k SWATCHNAME[k] at SWATCHX[k]+16,HEIGHT+41.5 left font f(11) tc rgb INK noenhanced front
  }
  if (LIMITX >= 0) {
    set arrow 1 from LIMITX,0 to LIMITX,HEIGHT nohead lc rgb INK lw 1 dt (14,9) back
    set label 1 LIMIT at LIMITX,HEIGHT+14 center font f(11.5) tc rgb INK noenhanced
  }
  # a bar, and below it the range of the P95; many designs make both thinner
  ROW = HEIGHT/N
  BAR = ROW > 90 ? 40 : 0.40*ROW
  LOW = ROW > 90 ? 20 : 0.24*ROW
  SMALL = ROW > 80 ? 11 : 9
  base(i) = HEIGHT - ROW*(i - 1) - (ROW - BAR - LOW)/2 - BAR
  do for [i=1:N] {
    y = base(i) - LOW
    set label 10+i NAME[i] at screen 0.030,first base(i) + BAR/2 left font fb(NAMEPT[i]) tc rgb hex(INKS[i]) noenhanced
    if (MEANX[i] >= 0) { set label 30+i MEANLABEL[i] at MEANX[i] + 8,base(i) + BAR/2 left font f(SMALL) tc rgb SUB noenhanced front boxed }
    if (P95X[i] >= 0) {
      if (LOWX[i] < WIDTH - 0.5) { set arrow 201+3*i from LOWX[i],y - 4 to LOWX[i],y + 4 nohead lc rgb AXIS lw 2 }
      # beyond the axis, or without end
      if (HIGHX[i] > WIDTH - 0.5) { set arrow 200+3*i from LOWX[i],y to HIGHX[i],y head filled size 9,25 lc rgb AXIS lw 2 }
      else {
        set arrow 200+3*i from LOWX[i],y to HIGHX[i],y nohead lc rgb AXIS lw 2
        set arrow 202+3*i from HIGHX[i],y - 4 to HIGHX[i],y + 4 nohead lc rgb AXIS lw 2
      }
      if (HIGHX[i] < WIDTH - 80) { set label 70+i P95LABEL[i] at HIGHX[i] + 8,y left font fb(SMALL) tc rgb INK noenhanced front boxed }
      else { set label 70+i P95LABEL[i] at LOWX[i] - 8,y right font fb(SMALL) tc rgb INK noenhanced front boxed }
    }
    set label 90+i NOTES[i] at screen 0.030,first y left font f(SMALL) tc rgb '#A84300' noenhanced
  }
  set style fill solid border rgb '#FFFFFF'
  plot $Boxes u ($1 > 0 ? $2 : NaN):(base($1)):2:3:(base($1)):(base($1) + BAR):4 w boxxyerror lw 0.7 lc rgb variable, \
       for [i=1:N] '+' u (P95X[i] >= 0 ? P95X[i] : NaN):(base(i) - LOW) every ::::0 w p pt 13 ps 1.5*PSK lc rgb INK
  eval(unframe)
  unset label; unset arrow; unset object
  set lmargin at screen CURVES/W; set rmargin at screen CURVESEND/W
  set xrange [0:1]; set yrange [0:1]
  set border 1
  eval(CURVETICS)
  # labels of tics are printf formats: a per cent sign is doubled
  set ytics nomirror scale 0 ('0%%' 0, '25%%' .25, '50%%' .5, '75%%' .75, '100%%' 1) textcolor rgb SUB font F12
  set grid y lt 1 lc rgb GRID lw 1
  if (LIMITR >= 0) {
    set arrow 1 from LIMITR,0 to LIMITR,1 nohead lc rgb INK lw 1 dt (14,9) back
    set label 1 LIMIT at LIMITR,1.035 center font f(11.5) tc rgb INK noenhanced
  }
  TOP = 0
  do for [i=1:N] {
    TOP = LABELY[i] > TOP ? LABELY[i] : TOP
    set label 10+i LABEL[i] at screen NAMES/W,first LABELY[i] left font fb(12) tc rgb hex(INKS[i]) noenhanced
    set label 30+i SHORT[i] at screen (NAMES + NUMBER)/W,first LABELY[i] left font fb(12) tc rgb hex(INKS[i]) noenhanced
  }
  set label 50 CAPTION at screen NAMES/W,first TOP + 0.062 left font f(11) tc rgb SUB noenhanced
  plot for [i=1:N] '$Curve'.i w l lc rgb FILL[i] lw 2.6, \
       for [i=1:N] '+' u (READX[i] > 0 ? READX[i] : NaN):(READY[i]) every ::::0 w p pt 7 ps DISC(9) lc rgb FILL[i]
  unset multiplot
}
