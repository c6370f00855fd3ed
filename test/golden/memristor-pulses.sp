memristor: potentiation and depression
* 3 pulses of 1 V, then 3 of -1 V, each 2 ms wide at half height.
* Between pulses the drive rests at 0.1 V for 10 us.
* Conductance is i(vsense) / v(te) in the middle of the rest.
* Probes: v(te) the drive, i(vsense) the current into the top electrode, v(state) the state, 0 to 1.
* Device: HP memristor, linear ion drift, specification 4c5e09a01375.
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
Vdrive drive 0 PWL(0 0.1
+ 9.95e-6 0.1 1.005e-5 1 0.00200995 1 0.00201005 0.1
+ 0.00201995 0.1 0.00202005 1 0.00401995 1 0.00402005 0.1
+ 0.00402995 0.1 0.00403005 1 0.00602995 1 0.00603005 0.1
+ 0.00603995 0.1 0.00604005 -1 0.00803995 -1 0.00804005 0.1
+ 0.00804995 0.1 0.00805005 -1 0.01004995 -1 0.01005005 0.1
+ 0.01005995 0.1 0.01006005 -1 0.01205995 -1 0.01206005 0.1
+ )
Vsense drive te 0
Xmem te 0 state memristor_hp ron=100 roff=16000 thickness=1e-8 mobility=1e-14 window=2 p=1 x0=0
.options reltol=1e-7
.options trtol=1
.options method=trap
.save v(te) i(vsense) v(state)
.tran 1e-4 0.01207 0 1e-4 uic
.end
