neuron: at rest with 100 nA
* Bench of neuron: a constant current into the membrane, which ends at the supply; nothing at the output.
* Supply 1.8 V, 27 degree C; models plain.lib, corner tt.
* Probes: v(mem) membrane, v(vout) output, i(vdd) supply (negative: delivers), nodes inside.
* models of 9 transistors
*
* neuron: integrate-and-fire neuron of nine transistors (lif-9t)
* Ports
*   mem   membrane: the input current flows into it
*   vout  output: low, and high during a spike
*   vb    refractory bias: the lower, the longer the membrane stays discharged; 500 mV where the bench is told nothing else
*   vdd   supply
*   gnd   ground
* Parameters
*   cm    200 fF: membrane capacitor
*   crefr 20 fF: refractory capacitor
* Notes
*   Circuit: core of the neuron of Shamsi et al. (2018) and Vohra et al. (2022). W1..W9 are M11 M12 M13 M14 M6 M7 M8 M9 M10 of the authors' drawing.
*   That order is inferred from the published widths (wide: W3 and W9), which it fits one by one.
*   Source and drain areas are not drawn. With those of single fingers (0.29 um) a spike takes some 4 % more energy, and the period 0.3 % (tt, 100 nA).
.subckt neuron mem vout vb vdd gnd cm=2e-13 crefr=2e-14
* W1 = M11, p: reset inverter: charges the refractory capacitor. pfet_01v8, 1 um / 0.5 um
XM11 rc n1 vdd vdd pfet_01v8 w=1e-6 l=5e-7 m=1
* W2 = M12, n: reset inverter: discharges the refractory capacitor. nfet_01v8, 1 um / 0.5 um
XM12 rc n1 ns gnd nfet_01v8 w=1e-6 l=5e-7 m=1
* W3 = M13, n: starves the reset inverter: sets the refractory time. nfet_01v8, 5 um / 0.5 um
XM13 ns vb gnd gnd nfet_01v8 w=5e-6 l=5e-7 m=1
* W4 = M14, n: discharges the membrane. nfet_01v8, 1 um / 0.5 um
XM14 mem rc gnd gnd nfet_01v8 w=1e-6 l=5e-7 m=1
* W5 = M6, n: tail that both inverters share: regenerative feedback. nfet_01v8, 1 um / 0.5 um
XM6 nt vout gnd gnd nfet_01v8 w=1e-6 l=5e-7 m=1
* W6 = M7, n: inverter 1: senses the membrane. nfet_01v8, 1 um / 0.5 um
XM7 n1 mem nt gnd nfet_01v8 w=1e-6 l=5e-7 m=1
* W7 = M8, p: inverter 1: senses the membrane. pfet_01v8, 1 um / 0.5 um
XM8 n1 mem vdd vdd pfet_01v8 w=1e-6 l=5e-7 m=1
* W8 = M9, n: inverter 2: drives the output. nfet_01v8, 1 um / 0.5 um
XM9 vout n1 nt gnd nfet_01v8 w=1e-6 l=5e-7 m=1
* W9 = M10, p: inverter 2: drives the output. pfet_01v8, 5 um / 0.5 um
XM10 vout n1 vdd vdd pfet_01v8 w=5e-6 l=5e-7 m=1
Cm mem gnd {cm}
Crefr rc gnd {crefr}
.ends neuron
Vdd vdd 0 1.8
Vbias_vb vb 0 0.5
Vdrive drive 0 1
Bin 0 mem I = 1e-7*V(drive)*tanh(max(V(vdd)-V(mem), 0)/0.05)
.nodeset v(mem)=0.25
Xcell mem vout vb vdd 0 neuron
.options temp=27
.options abstol=1e-15
.options gmin=1e-15
.save v(mem) v(vout) v(xcell.rc) v(xcell.n1) v(xcell.ns) v(xcell.nt) i(vdd)
.op
.end
