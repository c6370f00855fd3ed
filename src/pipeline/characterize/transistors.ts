import type { SingleTransistor } from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import {
  type DeviceReport,
  deviceCsvFiles,
  deviceSummary,
  type PublishedFigure,
  renderDeviceReport,
  type TransistorCurves,
} from "../../report/index.ts";
import { runTransistor } from "../cell/transistor.ts";
import type { Environment, Outcome } from "../environment.ts";
import { inParallel } from "../in-parallel.ts";
import type { Control } from "../progress.ts";
import { withoutVectors } from "../simulate.ts";
import type { SizingTable } from "../sizing/table.ts";
import { commonPart, openFrame, outcomeOf } from "./frame.ts";

/**
 * The job of `characterize device`: every different transistor of a table, of all its cells.
 *
 * @throws MemspiceError of the room that failed; CANCELLED. A transistor that cannot be simulated is listed with the reason.
 */
export async function characterizeTransistors(
  table: SizingTable,
  environment: Environment,
  control: Control,
): Promise<Outcome<DeviceReport>> {
  const frame = await openFrame(table, environment, { control, stageCount: 1 });
  const { engine, models, signal, stages } = frame;
  const { supply, temperatureC } = frame.conditions;
  const distinct = transistorsOf(table);
  const outcomes = await stages.run("transistors", "curves of every transistor", (report) => {
    let done = 0;
    return inParallel(distinct, engine.workers, async (transistor) => {
      const conditions = { supply, temperatureC, bulk: 0 };
      const outcome = await runTransistor({ engine, transistor, models, conditions, signal });
      frame.ran.push(...outcome.simulated.map(withoutVectors));
      done += 1;
      report(done, distinct.length);
      return { transistor, outcome };
    });
  });
  const report: DeviceReport = {
    ...(await commonPart(frame, `${table.name}, transistors`)),
    kind: "device",
    transistors: outcomes.flatMap(({ transistor, outcome }): TransistorCurves[] =>
      outcome.status === "failed"
        ? []
        : [
            {
              ...transistor,
              ...outcome.measures,
              published: publishedFor(transistor, table.process, frame.conditions),
            },
          ],
    ),
    failures: outcomes.flatMap(({ transistor, outcome }) => {
      if (outcome.status === "ok") return [];
      const { device, w, l, m } = transistor;
      const { code, message } = outcome.error;
      return [{ device, w, l, m, error: { code, message } }];
    }),
  };
  return outcomeOf(frame, report, {
    html: renderDeviceReport(report),
    summary: deviceSummary(report),
    csv: deviceCsvFiles(report),
  });
}

function transistorsOf({ cells }: SizingTable): SingleTransistor[] {
  const all = cells.flatMap(({ transistors }) =>
    transistors.map(({ device, polarity, w, l, m }): SingleTransistor => ({ device, polarity, w, l, m })),
  );
  const distinct = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].sort(
    (a, b) => a.device.localeCompare(b.device) || a.l - b.l || a.w * a.m - b.w * b.m,
  );
}

/** What the foundry publishes for exactly this size, supply and temperature. */
function publishedFor(
  { device, w, l, m }: SingleTransistor,
  { golden }: Process,
  at: { readonly supply: number; readonly temperatureC: number },
): PublishedFigure[] {
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-12;
  return golden
    .filter(
      (one) =>
        one.device === device &&
        near(one.w, w * m) &&
        near(one.l, l) &&
        m === 1 &&
        one.supply === at.supply &&
        one.temperatureC === at.temperatureC,
    )
    .map(({ value, min, max }) => ({ figure: "onCurrent", published: value, min, max }));
}
