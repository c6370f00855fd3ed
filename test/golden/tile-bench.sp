hidden_pos_r0_c0: all word lines at 100 mV
* v<word line> drives it [V]; i(v<bit line>) is the current of a bit line into ground [A]
.include hidden_pos_r0_c0.sp
vwl0 wl0 0 0.1
vwl1 wl1 0 0.1
vbl0 bl0 0 0
vbl1 bl1 0 0
Xtile wl0 wl1 bl0 bl1 hidden_pos_r0_c0
.save i(vbl0) i(vbl1)
.op
.end
