* A neuron of one's own: nine transistors as in lif-9t, and a leak from the membrane.
*
* The sizing table (lif-leak.yaml) has the sizes of W1 ... W10; what stands here of w and l would not be read.
* Models called nfet and pfet are the standard transistors of the table's process. mem, vout, vdd and gnd are what the bench connects;
* vb and vlk are further ports: biases, at the voltages that the table gives as parameters.
.subckt lif_leak mem vout vb vlk vdd gnd cm=200f crefr=20f
XW1 rc n1 vdd vdd pfet
XW2 rc n1 ns gnd nfet
XW3 ns vb gnd gnd nfet
XW4 mem rc gnd gnd nfet
XW5 nt vout gnd gnd nfet
XW6 n1 mem nt gnd nfet
XW7 n1 mem vdd vdd pfet
XW8 vout n1 nt gnd nfet
XW9 vout n1 vdd vdd pfet
* leak: below the current that it sinks at the threshold the neuron stays silent
XW10 mem vlk gnd gnd nfet
Cm mem gnd {cm}
Crefr rc gnd {crefr}
.ends lif_leak
