import { formatQuantity } from "../foundation/index.ts";
import type { ModelSet, TransistorCall } from "../pdk/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";

/** A transistor on its own: lengths [m], `m` equal devices in parallel, one finger each. */
export interface SingleTransistor extends Pick<TransistorCall, "device" | "w" | "l" | "m"> {
  readonly polarity: "n" | "p";
}

/**
 * What the bench drives. All voltages are those of an n-channel device, >= 0: for a p-channel device every source is turned
 * around, so that `vgs` and `vds` mean V(source) - V(gate) and V(source) - V(drain), and on is positive for both.
 */
export type TransistorSweep = {
  /** End of the sweep, which begins at 0 V, and its step [V], > 0. */
  readonly stop: number;
  readonly step: number;
  /** Reverse bias of the bulk against the source [V], >= 0. */
  readonly bulk: number;
  readonly temperatureC: number;
} & (
  | {
      /** Sweeps the gate, with one curve for each drain voltage [V]. */ readonly analysis: "gate";
      readonly vds: readonly number[];
    }
  | {
      /** Sweeps the drain, with one curve for each gate voltage [V]. */ readonly analysis: "drain";
      readonly vgs: readonly number[];
    }
);

export interface TransistorConditions {
  /** Highest voltage of gate and drain [V]. */
  readonly supply: number;
  /** Reverse bias of the bulk [V], >= 0. */
  readonly bulk: number;
  readonly temperatureC: number;
}

export interface StandardSweeps {
  readonly gate: TransistorSweep;
  readonly drain: TransistorSweep;
}

/** The card of a voltage source, turned around for a p-channel device: then the same numbers turn it on, and its current counts positive. */
export function oriented(
  polarity: "n" | "p",
  name: string,
  [plus, minus]: readonly [string, string],
  volts: number,
): string {
  const nodes = polarity === "n" ? [plus, minus] : [minus, plus];
  return [name, ...nodes, formatNumber(volts)].join(" ");
}

/** Drain voltage of the linear region in `standardSweeps` [V]. */
const linearDrain = 0.05;

/** Id-Vg at a drain voltage of 50 mV and at the supply, Id-Vd at a third of the supply to all of it, in 360 steps. */
export function standardSweeps({ supply, bulk, temperatureC }: TransistorConditions): StandardSweeps {
  const common = { stop: supply, step: supply / 360, bulk, temperatureC };
  const vgs = [1 / 3, 1 / 2, 2 / 3, 5 / 6, 1].map((part) => Number((part * supply).toPrecision(6)));
  return {
    gate: { ...common, analysis: "gate", vds: [linearDrain, supply] },
    drain: { ...common, analysis: "drain", vgs },
  };
}

/** Vector of the drain current of curve `k` [A], > 0 where the transistor conducts, for either polarity. */
export const drainCurrent = (k: number): string => `i(vdrain${k})`;

/** Voltages of the terminal that is held, one a curve [V]. */
export const heldVoltages = (sweep: TransistorSweep): readonly number[] =>
  sweep.analysis === "gate" ? sweep.vds : sweep.vgs;

/**
 * Test bench of Id-Vg (`gate`) or Id-Vd (`drain`): a copy of the transistor for each curve, source at ground, one `.dc` sweep.
 *
 * Ideal sources, no series resistance. No drain or source areas are given (`ad`, `as`, `pd`, `ps`): what the models take for
 * granted without them is in the currents, the junctions of a layout are not. `gmin`, which the simulator ties across
 * every junction, is lowered to 1e-16 S, since its default of 1e-12 S would stand as picoamperes in the leakage.
 *
 * @throws NetlistError NETLIST_SWEEP
 */
export function buildTransistorDeck(
  transistor: SingleTransistor,
  models: ModelSet,
  sweep: TransistorSweep,
): Deck {
  assertSweep(sweep);
  const { device, polarity, w, l, m } = transistor;
  const held = heldVoltages(sweep);
  const source = (name: string, node: string, volts: number) => oriented(polarity, name, [node, "0"], volts);
  const gate = sweep.analysis === "gate";
  const cards = [source("Vsweep", "s", 0), source("Vbulk", "b", -sweep.bulk)];
  for (const [k, volts] of held.entries()) {
    const own = `h${k}`;
    const nodes = [`d${k}`, gate ? "s" : own, "0", "b"] as const;
    cards.push(
      source(`Vheld${k}`, own, volts),
      oriented(polarity, `Vdrain${k}`, [gate ? own : "s", `d${k}`], 0),
      models.call({ instance: `M${k}`, nodes, device, w, l, m }),
    );
  }
  const size = `W ${formatQuantity(w, "m")}, L ${formatQuantity(l, "m")}, m ${m}`;
  const names = gate ? ["gate", "drain"] : ["drain", "gate"];
  return {
    title: `${device}, ${size}: ${gate ? "Id-Vg" : "Id-Vd"}`,
    comments: [
      `${device}, ${size}; models ${models.name}, corner ${models.corner}; ${sweep.temperatureC} C, bulk reverse bias ${sweep.bulk} V.`,
      `Vsweep is the ${names[0]} voltage; Vheld<k> the ${names[1]} voltage of curve k: ${held.join(", ")} V.`,
      ...(polarity === "p" ? ["p-channel: all sources are turned around, so that on is positive."] : []),
      "i(vdrain<k>) is the drain current, positive where the transistor conducts. No junction areas are given (ad, as, pd, ps).",
    ],
    cards: [...models.slim(cards), ...cards],
    analysis: { kind: "dc", source: "Vsweep", start: 0, stop: sweep.stop, step: sweep.step },
    probes: held.map((_, k) => drainCurrent(k)),
    // A step of the sweep changes the current by little: its differences are derivatives, and need digits.
    options: { temp: sweep.temperatureC, gmin: 1e-16, abstol: 1e-16, reltol: 1e-6, vntol: 1e-9 },
    files: [],
    origin: "built",
  };
}

function assertSweep(sweep: TransistorSweep): void {
  const { stop, step, bulk } = sweep;
  const held = heldVoltages(sweep);
  const fault = !(step > 0 && stop >= 4 * step)
    ? `stop = ${stop} V and step = ${step} V, expected at least five points upwards from 0 V`
    : !(bulk >= 0)
      ? `bulk = ${bulk} V, expected a reverse bias >= 0`
      : held.length === 0 || held.some((volts) => !(volts >= 0))
        ? `held voltages ${held.join(", ")}, expected at least one, all >= 0 V`
        : undefined;
  if (fault === undefined) return;
  throw new NetlistError("NETLIST_SWEEP", fault, {
    at: ["transistor", sweep.analysis],
    hint: "Voltages are those of an n-channel device; the bench turns them around for a p-channel one.",
  });
}
