import { describe, expect, it } from "vitest";
import { type MeasuredRates, measureRates } from "../../../src/pipeline/neuron-curve.ts";

const currents = { min: 10e-9, max: 1e-6, points: 5 };

/** A neuron that fires above `rheobase`, is blocked beyond `block`, and fails where `fails` says so. */
function neuron(rheobase: number, { block = 1, fails = (_: number): string | null => null } = {}) {
  const asked: number[] = [];
  const runAt = async (current: number) => {
    asked.push(current);
    const code = fails(current);
    if (code !== null)
      return { status: "failed", simulated: [], error: { code, at: "", message: "why", hint: "" } };
    const spikeRate =
      current <= rheobase || current >= block ? 0 : 1 / (0.24e-12 / (current - rheobase) + 0.2e-6);
    return { status: "ok", simulated: [{ deck: `iin ${current}`, simulation: {} }], measures: { spikeRate } };
  };
  return { asked, measure: (): Promise<MeasuredRates> => measureRates({ currents }, runAt as never) };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    ({ code }: { code: string }) => code,
  );

describe("the rate curve of a neuron", () => {
  it("has the currents of the spec as a geometric series, and 0 A", async () => {
    const { points, simulated, warnings } = await neuron(5e-9).measure();
    const series = points.map(({ current }) => current).filter((i) => i === 0 || i >= 10e-9);
    expect(series).toEqual([0, 10e-9, 31.6e-9, 100e-9, 316e-9, 1e-6]);
    expect(simulated).toHaveLength(points.length);
    expect(warnings).toEqual([]);
  });

  it.each([2e-12, 3e-10, 5e-9, 7e-8])(
    "closes in on a rheobase of %s A to a factor of 1.5",
    async (rheobase) => {
      const { points, curve } = await neuron(rheobase).measure();
      const first = points.findIndex(({ rate }) => rate > 0);
      const [below, above] = [points[first - 1]?.current as number, points[first]?.current as number];
      expect(below).toBeLessThanOrEqual(rheobase);
      expect(above).toBeGreaterThan(rheobase);
      expect(above / below).toBeLessThan(1.5);
      expect(points.slice(first).every(({ rate }) => rate > 0)).toBe(true);
      expect([...curve.current]).toEqual(points.map(({ current }) => current));
      expect([...curve.current]).toEqual([...curve.current].sort((a, b) => a - b));
    },
  );

  it("stops looking below a millionth of the largest current: then 0 A is the silent one", async () => {
    const { asked, measure } = neuron(1e-16);
    const { points } = await measure();
    expect(points.slice(0, 2).map(({ current }) => current)).toEqual([0, 1e-12]);
    expect(Math.min(...asked.filter((i) => i > 0))).toBe(1e-12);
  });

  it.each(["MEASUREMENT_NOT_SETTLED", "MEASUREMENT_PARTIAL_SPIKES"])(
    "ends the search where the neuron neither fires nor rests, and says so: %s",
    async (reason) => {
      const slow = (current: number) => (current > 0 && current < 5e-10 ? reason : null);
      const { points, warnings } = await neuron(1e-11, { fails: slow }).measure();
      expect(warnings.map(({ code }) => code)).toEqual(["NEURON_RHEOBASE_OPEN"]);
      expect(points.slice(0, 2).map(({ current }) => current)).toEqual([0, 1e-9]);
    },
  );

  it("says so when the neuron is blocked by large currents", async () => {
    const { points, warnings } = await neuron(5e-9, { block: 5e-7 }).measure();
    expect(points.at(-1)).toEqual({ current: 1e-6, rate: 0 });
    expect(warnings.map(({ code }) => code)).toEqual(["NEURON_BLOCKED"]);
    expect(warnings[0]?.message).toContain("1 uA");
  });

  it.each([
    [
      "a current of the spec fails",
      neuron(5e-9, { fails: (i) => (i === 1e-7 ? "ENGINE_NO_CONVERGENCE" : null) }),
      "NEURON_POINT_FAILED",
    ],
    [
      "one is too slow to tell",
      neuron(5e-9, { fails: (i) => (i === 1e-8 ? "MEASUREMENT_NOT_SETTLED" : null) }),
      "NEURON_POINT_FAILED",
    ],
    [
      "a run of the search fails otherwise",
      neuron(1e-11, { fails: (i) => (i === 1e-9 ? "ENGINE_TIMEOUT" : null) }),
      "NEURON_POINT_FAILED",
    ],
    ["it fires without input", neuron(-1e-9), "NEURON_FREE_RUNNING"],
    ["it fires nowhere", neuron(1e-3), "NEURON_SILENT"],
  ])("is refused where %s", async (_, { measure }, code) => {
    expect(await codeOf(measure())).toBe(code);
  });
});
