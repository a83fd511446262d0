# style.gp - house style, before every chart. gnuplot 5.4 or later.
#
# Set before: FMT (png, svg, pdf), FONT, HEAD and HEADPT (the finding and its size),
# SUBH and SUBHPT (how to read it), FOOT and BRAND. The picture goes to standard output.
set encoding utf8
set decimalsign '.'
W = 1200.0; H = 675.0
if (FMT eq 'png') { set terminal pngcairo enhanced butt size 2*W,2*H font FONT.',13' fontscale 2 linewidth 2 pointscale 2 background '#ffffff' }
if (FMT eq 'svg') { set terminal svg enhanced butt size W,H fixed font FONT.',17' linewidth 1.33 background '#ffffff' name 'forkcast' }
if (FMT eq 'pdf') { set terminal pdfcairo enhanced butt size 10in,5.625in font FONT.',13' fontscale 0.608 linewidth 1.1 pointscale 0.72 background '#ffffff' }

# svg measures type in pixels, cairo in points at 96 dpi, and svg draws points larger:
# the factors make text and dots the same share of the canvas
K   = (FMT eq 'svg') ? 1.27 : 1.0
PSK = (FMT eq 'svg') ? 0.52 : 1.0
f(size)  = sprintf('%s,%.4g', FONT, size*K)
fb(size) = sprintf('%s:Bold,%.4g', FONT, size*K)
# a point size for dots of so many pixels across
DISC(pixels) = 0.153*pixels*PSK
# `set tics font` and `set xlabel font` take a variable, but no function call
F10 = f(10); F11 = f(11); F12 = f(12); F13 = f(13); B12 = fb(12); B13 = fb(13); B15 = fb(15)

INK = '#1F2328'; SUB = '#57606A'; GRID = '#E4E7EB'; AXIS = '#8C959F'; MUTE = '#AFB8C1'; FAINT = '#6E7781'
# a colour as text, and a colour with a share of transparency
hex(rgb) = sprintf('#%06X', rgb)
clear(rgb, share) = int(share*255)*0x1000000 + rgb

set border 1 lc rgb AXIS lw 1
set format '%g'
set tics nomirror out scale 0 textcolor rgb SUB font F12
set xtics noenhanced
set ytics noenhanced
set grid y lt 1 lc rgb GRID lw 1
set grid noxtics
unset key
set style fill solid 1.0 noborder

# `eval(frame)` puts the words around the plot; `eval(unframe)` keeps them from being
# drawn again in the next panel
frame = 'set label 9001 HEAD at screen 0.030,0.948 left front font fb(HEADPT) tc rgb INK noenhanced; \
 set label 9002 SUBH at screen 0.030,0.898 left front font f(SUBHPT) tc rgb SUB noenhanced; \
 set label 9003 FOOT at screen 0.030,0.026 left front font f(9.5) tc rgb FAINT noenhanced; \
 set label 9004 BRAND at screen 0.970,0.026 right front font f(9.5) tc rgb FAINT noenhanced'
unframe = 'unset label 9001; unset label 9002; unset label 9003; unset label 9004'
