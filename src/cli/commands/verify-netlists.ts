import { readProcess } from "../../pdk/index.ts";
import { chooseSetup, type Netlists, type Proof, verifyNetlists } from "../../pipeline/index.ts";
import type { RunSpec, SizingSpec } from "../../spec/index.ts";
import { type Context, pdkRootOf } from "../context.ts";
import { workersOf } from "../machine.ts";

/** `--verify`: the netlists of a command, proved equal by netgen. @throws LvsError; CANCELLED */
export async function verify(
  { files }: Netlists,
  spec: RunSpec | SizingSpec,
  context: Context,
): Promise<Proof> {
  const process = readProcess(spec.process);
  const at = { stage: "verify", title: "compare netlists with netgen", index: 1, of: 1 };
  return verifyNetlists(files, {
    process,
    device: "device" in spec ? spec.device : null,
    setup: chooseSetup(process, pdkRootOf(context)),
    jobs: workersOf(spec.solver.jobs),
    timeoutSeconds: spec.solver.timeout,
    now: context.now,
    signal: context.signal,
    report: (done, total) => context.progress.show({ ...at, done, total }),
  });
}

/** One line a comparison, and one for each difference. */
export function proofLines({ comparisons, netgen, setup }: Proof): string[] {
  const lines = comparisons.flatMap(({ cell, between: [one, other], status, devices, nets, differences }) => [
    `${status === "ok" ? "equal    " : "DIFFERENT"} ${cell}: ${one} and ${other}, ${devices} devices, ${nets} nets`,
    ...differences.map(({ message }) => `          ${message}`),
  ]);
  return [...lines, `compared by netgen ${netgen}, set up by ${setup}`];
}
