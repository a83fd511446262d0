# map.gp - where would the answer be different? A cell for each point, all in cells.
eval(frame)
if (!DRAWN) {
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.165; set tmargin at screen 0.850
  unset tics; unset border; unset grid
  set xrange [0:1]; set yrange [0:1]
  set label 1 NOTE at 0.5,0.55 center font f(16) tc rgb SUB noenhanced
  plot 2 w l
} else {
  set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
  set bmargin at screen 0.175; set tmargin at screen 0.175 + HEIGHT/H
  set xrange [-0.5:COLUMNS-0.5]; set yrange [-0.5:ROWS-0.5]
  set border 0; unset grid
  set xlabel XTITLE font F12 tc rgb SUB noenhanced
  set label 9 YTITLE at screen 0.042,(0.175 + HEIGHT/H/2) center rotate by 90 font f(12) tc rgb SUB noenhanced
  do for [k=1:NAMES] { set label 10+k MAPNAME[k] at NAMEX[k],NAMEY[k] center font fb(NAMESIZE[k]) tc rgb hex(MAPINK[k]) noenhanced front }
  if (BOX) {
    # the range that 8 in 10 of the scenario's own futures are in
    set object 1 rect from BOXLEFT,BOXLOW to BOXRIGHT,BOXHIGH front fs empty border lc rgb INK lw 2
    set label 1 'this scenario, P10–P90' at (BOXLEFT + BOXRIGHT)/2.0,BOXHIGH center offset character 0,0.8 font fb(12) tc rgb INK noenhanced front
  }
  # cells overlap a little: no seams between them
  plot $Map u 1:2:($1 - 0.53):($1 + 0.53):($2 - 0.53):($2 + 0.53):3 w boxxyerror fs solid noborder lc rgb variable, \
       '+' u (BOX ? BOXX : NaN):(BOXY) every ::::0 w p pt 7 ps DISC(10) lc rgb INK
}
