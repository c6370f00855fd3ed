* hidden_pos_r0_c0: passive crossbar, 2 word lines (rows) x 2 bit lines (columns), linear cells
* segments: word line 100 mohm, bit line 200 mohm; one before the first cell, one after the last
* rx<i>_<j>: cell; rw<i>_<j>: word line segment before it; rb<i>_<j>: bit line segment after it
* rd<i>: driver 10 ohm; rs<j>: sense amplifier 5 ohm; with an e: at the second end
* i and j count from 0 in the tile; its first cell is row 0, column 0 of hidden
* wl<row> word lines, bl<column> bit lines, counted in the layer: drive the first, hold the others at ground
.subckt hidden_pos_r0_c0 wl0 wl1 bl0 bl1
rd0 wl0 wd0 10
rw0_0 wd0 w0_0 0.1
rx0_0 w0_0 b0_0 10000
rb0_0 b0_0 b1_0 0.2
rw0_1 w0_0 w0_1 0.1
rx0_1 w0_1 b0_1 5000
rb0_1 b0_1 b1_1 0.2
rd1 wl1 wd1 10
rw1_0 wd1 w1_0 0.1
rx1_0 w1_0 b1_0 3333.3333333333335
rb1_0 b1_0 bs0 0.2
rs0 bs0 bl0 5
rw1_1 w1_0 w1_1 0.1
rx1_1 w1_1 b1_1 2500
rb1_1 b1_1 bs1 0.2
rs1 bs1 bl1 5
.ends hidden_pos_r0_c0
