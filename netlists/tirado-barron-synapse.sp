* Reference netlist: cell synapse of pdk/sizing/tirado-barron.yaml, process sky130. Written by netlists/generate.mjs.
* Sizes are bare micrometres, for libraries that set .option scale=1.0u (open_pdks). In a deck:
*   .include "tirado-barron-synapse.sp"
*   X1 vpre vpos ipos vdd 0 synapse
* THIS CELL CANNOT BE MADE in sky130, nor simulated with its models:
*   W1: L = 0.1 um, but SKY130 pfet_01v8 needs L >= 0.15 um (poly.1a)
*   W2: L = 0.1 um, but SKY130 pfet_01v8 needs L >= 0.15 um (poly.1a)
*   W3: L = 0.1 um, but SKY130 nfet_01v8 needs L >= 0.15 um (poly.1a)
*   W4: L = 0.1 um, but SKY130 nfet_01v8 needs L >= 0.15 um (poly.1a)
*   W5: L = 0.1 um, but SKY130 nfet_01v8 needs L >= 0.15 um (poly.1a)
*   W6: L = 0.1 um, but SKY130 nfet_01v8 needs L >= 0.15 um (poly.1a)
* HP memristor: linear ion drift (Strukov et al., Nature 453 (2008) 80)
*
* Ports       te  top electrode: a current into te drives the state up, towards ron
*             be  bottom electrode
*             x   the state w/D as a voltage, 0 (roff) to 1 (ron). For probes; leave it open, and give every device its own node.
*
* Parameters  ron, roff  [ohm] resistance at state 1 and at state 0, ron < roff
*             thickness  [m] D, of the film
*             mobility   [m^2/(V s)] of the dopants
*             window     0 none (stops at the ends), 1 Joglekar, 2 Biolek, 3 Strukov, 4 Prodromakis
*             p          exponent of the window, a whole number from 1
*             x0         state at the start, 0 to 1
*
* Equations   i = v / (ron x + roff (1 - x))
*             dx/dt = (mobility ron / thickness^2) i f(x, i)
*             f: none      1, and 0 for leaving the range
*                Joglekar  1 - (2x - 1)^2p; a state that has come to 0 or 1 stays there for ever
*                Biolek    1 - x^2p for i > 0, 1 - (1 - x)^2p for i < 0
*                Strukov   x (1 - x), Prodromakis 1 - ((x - 1/2)^2 + 3/4)^p; both lock at the ends like Joglekar's
*
* Simulation  Transient analysis, from x0 with or without "uic". In an operating point or a sweep a state has no start: it
*             settles where its drive pushes it. Put a resistor in the place of the device there.
*             Check that x stays within 0 to 1 after every run: a wrong solution can reach the end of time.
*             Use reltol=1e-7, trtol=1, a step limit well below the period or the pulse width, and finite edges.
*
* Why so      The state is a charge: C = thickness^2/(mobility ron) takes the device current itself (times f), so the solver sees
*             volts and device amperes at any time scale. The window depends on the direction of the current, so a state at an
*             end can come back. The arguments of steep functions are capped. Braces hold one name each, as ngspice pastes an
*             expression in braces into a B source without parentheses.
*
.subckt memristor_hp te be x ron=100 roff=16000 thickness=1e-8 mobility=1e-14 window=2 p=1 x0=0
.param span = {roff - ron}
.param exponent = {2*p}
.param charge = {thickness*thickness/(mobility*ron)}
* device current, ohmic at every state
Bdevice te be I = V(te,be) / ({roff} - {span}*min(max(V(x),0),1))
* drift of the state: the device current times the window
Bdrift 0 x I = V(te,be) / ({roff} - {span}*min(max(V(x),0),1))
+ * ({window} < 0.5 ? tanh(min((V(te,be) >= 0 ? 1-V(x) : V(x))/1e-4, 20))
+ : ({window} < 1.5 ? 1 - abs(2*min(max(V(x),0),1) - 1)^{exponent}
+ : ({window} < 2.5 ? 1 - (V(te,be) >= 0 ? V(x) : 1-V(x))^{exponent}
+ : ({window} < 3.5 ? min(max(V(x),0),1)*(1 - min(max(V(x),0),1)) : 1 - ((min(max(V(x),0),1) - 0.5)*(min(max(V(x),0),1) - 0.5) + 0.75)^{p}))))
Cstate x 0 {charge} IC={x0}
.ic V(x)={x0}
.ends memristor_hp
*
* synapse: synapse of six transistors and a memristor: H bridge under a current mirror (bridge-6t1r)
* Ports
*   vpre  presynaptic spike
*   vpos  postsynaptic spike
*   ipos  current out, into the postsynaptic membrane
*   vdd   supply
*   gnd   ground
* Memristor: HP memristor, linear ion drift, top electrode b, bottom electrode a
* Notes
*   ASSUMED: which of the published W1..W6 is which transistor. Mirror W1 W2 (M5 M6), pre-gated W3 W5 (M1 M4), post-gated W4 W6 (M2 M3).
*   The publication does not say. The assumption fits the equal pairs 5/5, 1.5/1.5, 15/15, and the authors' drawings, where post-gated is wider than pre-gated.
*   Source and drain areas are not drawn: junction capacitances are those that the models assume.
.subckt synapse vpre vpos ipos vdd gnd
* W1 = M5, p: mirror, input: feeds the bridge. pfet_01v8, 5 um / 0.1 um
XM5 vi vi vdd vdd sky130_fd_pr__pfet_01v8 w=5 l=0.1 nf=1 m=1
* W2 = M6, p: mirror, output: into the postsynaptic membrane. pfet_01v8, 5 um / 0.1 um
XM6 ipos vi vdd vdd sky130_fd_pr__pfet_01v8 w=5 l=0.1 nf=1 m=1
* W3 = M1, n: pre spike: mirror to a. nfet_01v8, 1.5 um / 0.1 um
XM1 vi vpre a gnd sky130_fd_pr__nfet_01v8 w=1.5 l=0.1 nf=1 m=1
* W4 = M2, n: post spike: a to ground. nfet_01v8, 15 um / 0.1 um
XM2 a vpos gnd gnd sky130_fd_pr__nfet_01v8 w=15 l=0.1 nf=1 m=1
* W5 = M4, n: pre spike: b to ground. nfet_01v8, 1.5 um / 0.1 um
XM4 b vpre gnd gnd sky130_fd_pr__nfet_01v8 w=1.5 l=0.1 nf=1 m=1
* W6 = M3, n: post spike: mirror to b. nfet_01v8, 15 um / 0.1 um
XM3 vi vpos b gnd sky130_fd_pr__nfet_01v8 w=15 l=0.1 nf=1 m=1
* current into the top electrode
vmem b mem_te 0
Xmem mem_te a mem_state memristor_hp ron=100 roff=16000 thickness=1e-8 mobility=1e-14 window=2 p=1 x0=0
.ends synapse
