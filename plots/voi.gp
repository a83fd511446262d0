# voi.gp - what should we find out first? A bar per assumption, the last for all of them; in pixels.
eval(frame)
if (!DRAWN) {
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.165; set tmargin at screen 0.850
  unset tics; unset border; unset grid
  set xrange [0:1]; set yrange [0:1]
  set label 1 NOTE at 0.5,0.55 center font f(16) tc rgb SUB noenhanced
  plot 2 w l
} else {
  set lmargin at screen LEFT/W; set rmargin at screen (LEFT + WIDTH)/W
  set bmargin at screen 0.160; set tmargin at screen 0.160 + HEIGHT/H
  set xrange [0:WIDTH]; set yrange [0:HEIGHT]
  unset ytics; unset grid; set grid x lt 1 lc rgb GRID lw 1; set border 0
  y(i) = HEIGHT - ROW*(i - 0.5)
  BAR = 0.32*ROW > 20 ? 20 : 0.32*ROW
  do for [i=1:B] {
    set object i rect from 0,y(i) - BAR to END[i],y(i) + BAR fc rgb (i == B ? MUTE : '#3B4754') fs solid noborder
    set label 100+i TITLE[i] at screen 0.030,first y(i) left font F12 tc rgb INK noenhanced
    set label 200+i AMOUNT[i] at first END[i] + 8,y(i) left font B12 tc rgb INK noenhanced
  }
  set label 1 RESTTEXT at screen 0.030,0.080 left font f(12) tc rgb SUB noenhanced
  plot -1e9 w l
}
