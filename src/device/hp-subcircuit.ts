import { memristorCards } from "../spec/index.ts";
import { formatNumber as text } from "../spice/index.ts";
import { assertDevice, assertState } from "./check.ts";
import type { HpDevice } from "./hp.ts";
import { defaultValues } from "./text.ts";

/** What the parameter `window` of the subcircuit means. */
export const windowNumber = { none: 0, joglekar: 1, biolek: 2, strukov: 3, prodromakis: 4 } as const;

/**
 * Width of the soft stop that stands for the hard one of the window `none` in SPICE, as a fraction of the state's range.
 * The error is confined to states closer than a few widths to an end.
 */
export const clipWidth = 1e-4;

/** Name of the subcircuit, and its ports in order. */
export const hpSubcircuit = { name: "memristor_hp", ports: ["te", "be", "x"] } as const;

/**
 * The HP device as a behavioural subcircuit for ngspice: the text of `models/hp/hp.sub`, by default with the parameters
 * of the physical preset. Same equations as `stateRate` and `resistanceOf`; for states outside 0..1, which only a
 * simulator's rounding reaches, the drift points back.
 */
export function emitHpSubcircuit(): string {
  const { rOn, rOff, thickness, mobility } = defaultValues(memristorCards.hp);
  const x = "min(max(V(x),0),1)";
  const current = `V(te,be) / ({roff} - {span}*${x})`;
  // Powers have bases >= 0, since the simulator takes the magnitude of the base.
  const toEnd = "(V(te,be) >= 0 ? 1-V(x) : V(x))";
  const fromEnd = "(V(te,be) >= 0 ? V(x) : 1-V(x))";
  return `* HP memristor: linear ion drift (Strukov et al., Nature 453 (2008) 80)
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
.subckt ${hpSubcircuit.name} ${hpSubcircuit.ports.join(" ")} ron=${text(rOn)} roff=${text(rOff)} thickness=${text(thickness)} mobility=${text(mobility)} window=2 p=1 x0=0
.param span = {roff - ron}
.param exponent = {2*p}
.param charge = {thickness*thickness/(mobility*ron)}
* device current, ohmic at every state
Bdevice te be I = ${current}
* drift of the state: the device current times the window
Bdrift 0 x I = ${current}
+ * ({window} < 0.5 ? tanh(min(${toEnd}/${text(clipWidth)}, 20))
+ : ({window} < 1.5 ? 1 - abs(2*${x} - 1)^{exponent}
+ : ({window} < 2.5 ? 1 - ${fromEnd}^{exponent}
+ : ({window} < 3.5 ? ${x}*(1 - ${x}) : 1 - ((${x} - 0.5)*(${x} - 0.5) + 0.75)^{p}))))
Cstate x 0 {charge} IC={x0}
.ic V(x)={x0}
.ends ${hpSubcircuit.name}
`;
}

export interface HpInstance {
  /** Instance name, without the leading X. */
  readonly name: string;
  readonly te: string;
  readonly be: string;
  /** Node of the state; every instance needs its own. */
  readonly x: string;
  /** State at the start, 0..1. */
  readonly state: number;
}

/**
 * The card of one device, with every parameter written out.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function emitHpInstance(device: HpDevice, instance: HpInstance): string {
  assertDevice(device);
  assertState(instance.state);
  const { name, te, be, x, state } = instance;
  const parameters = {
    ron: device.rOn,
    roff: device.rOff,
    thickness: device.thickness,
    mobility: device.mobility,
    window: windowNumber[device.window],
    p: device.windowExponent,
    x0: state,
  };
  const written = Object.entries(parameters).map(([key, value]) => `${key}=${text(value)}`);
  return `X${name} ${te} ${be} ${x} ${hpSubcircuit.name} ${written.join(" ")}`;
}
