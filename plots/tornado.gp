# tornado.gp - what drives the choice? A bar per assumption, split at zero; all in pixels.
eval(frame)
if (!DRAWN) {
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.165; set tmargin at screen 0.850
  unset tics; unset border; unset grid
  set xrange [0:1]; set yrange [0:1]
  set label 1 NOTE at 0.5,0.55 center font f(16) tc rgb SUB noenhanced
  plot 2 w l
} else {
  set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
  set bmargin at screen 0.110; set tmargin at screen 0.110 + HEIGHT/H
  set xrange [0:WIDTH]; set yrange [0:HEIGHT]
  unset ytics; unset grid; set grid x lt 1 lc rgb GRID lw 1; set border 0
  y(i) = HEIGHT - ROW*(i - 0.5)
  BAR = 0.31*ROW > 17 ? 17 : 0.31*ROW
  set arrow 1 from ZERO,0 to ZERO,HEIGHT + 8 nohead lc rgb INK lw 1.6 back
  # words on either side of zero, a line higher where that side has no room for them
  set label 1 '◀ '.NAME[OTHER].' is cheaper' at first ZERO - 6,first HEIGHT + 22 right font fb(12.5) tc rgb hex(INKS[OTHER]) noenhanced
  if (LEFT + ZERO < SIDE + 36) { set label 1 at screen 0.030,first HEIGHT + 44 left }
  set label 2 NAME[FAVOURITE].' is cheaper ▶' at first ZERO + 6,first HEIGHT + 22 left font fb(12.5) tc rgb hex(INKS[FAVOURITE]) noenhanced
  if (WIDTH - ZERO < SIDE) { set label 2 at first WIDTH,first HEIGHT + 44 right }
  set label 3 BASETEXT at first WIDTH,first HEIGHT + (WIDTH - ZERO < SIDE + BASEROOM ? 44 : 22) right font f(11) tc rgb SUB noenhanced
  if (WIDTH - ZERO < SIDE) { set label 3 at screen 0.030,first HEIGHT + 22 left }
  set style textbox opaque noborder fillcolor rgb '#FFFFFF' margins 0.3,0.15
  less(a,b) = a < b ? a : b
  more(a,b) = a > b ? a : b
  k = 10
  do for [i=1:B] {
    if (LOW[i] < ZERO) { set object k rect from LOW[i],y(i) - BAR to less(HIGH[i],ZERO),y(i) + BAR fc rgb FILL[OTHER] fs solid noborder; k = k + 1 }
    if (HIGH[i] > ZERO) { set object k rect from more(LOW[i],ZERO),y(i) - BAR to HIGH[i],y(i) + BAR fc rgb FILL[FAVOURITE] fs solid noborder; k = k + 1 }
    set label 100+i TITLE[i] at screen 0.030,first y(i) left font F12 tc rgb INK noenhanced
    set label 200+i LOWTEXT[i] at first LOW[i] - 7,y(i) right boxed font F11 tc rgb SUB noenhanced front
    set label 300+i HIGHTEXT[i] at first HIGH[i] + 7,y(i) left boxed font F11 tc rgb SUB noenhanced front
    if (LOW[i] < BASE && BASE < HIGH[i]) { set arrow 100+i from BASE,y(i) - BAR to BASE,y(i) + BAR nohead lc rgb '#FFFFFF' lw 1.6 front }
  }
  plot -1e9 w l
}
