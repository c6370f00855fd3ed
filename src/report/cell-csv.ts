import type { DeviceReport, NeuronPoint, NeuronReport, SynapseReport } from "./cell-report.ts";
import { emitCsv, emitCsvRows } from "./csv.ts";
import type { CsvFile } from "./run-csv.ts";
import { devicesCsv, publishedCsvFiles } from "./sizing-csv.ts";

const or = (value: number | null) => (value === null ? "" : value);

/** `rate.csv`, `bias.csv`, `waveform.csv` (those that were measured), `devices.csv`, `published.csv`. SI; what is missing is an empty field. */
export function neuronCsvFiles(report: NeuronReport): CsvFile[] {
  const { byCurrent, byBias, waveform, devices, deviation } = report;
  return [
    { path: "rate.csv", content: pointsCsv(byCurrent) },
    ...(byBias.length === 0 ? [] : [{ path: "bias.csv", content: pointsCsv(byBias) }]),
    ...(waveform === null
      ? []
      : [
          {
            path: "waveform.csv",
            content: emitCsv({
              time_s: waveform.time,
              membrane_V: waveform.membrane,
              output_V: waveform.output,
              supply_current_A: waveform.supplyCurrent,
            }),
          },
        ]),
    { path: "devices.csv", content: devicesCsv(devices) },
    ...publishedCsvFiles(deviation),
  ];
}

function pointsCsv(points: readonly NeuronPoint[]): string {
  return emitCsvRows(points, {
    iin_A: ({ iin }) => iin,
    vb_V: ({ vb }) => or(vb),
    spike_rate_Hz: ({ spikeRate }) => or(spikeRate),
    threshold_V: ({ threshold }) => or(threshold),
    spike_width_s: ({ spikeWidth }) => or(spikeWidth),
    refractory_time_s: ({ refractoryTime }) => or(refractoryTime),
    energy_per_spike_J: ({ energyPerSpike }) => or(energyPerSpike),
    supply_current_A: ({ supplyCurrent }) => or(supplyCurrent),
    error: ({ error }) => error?.code ?? "",
  });
}

/** `read.csv`, `timing.csv`, `waveform.csv` (those that were measured), `devices.csv`, `published.csv`. */
export function synapseCsvFiles(report: SynapseReport): CsvFile[] {
  const { byConductance, timing, waveform, devices, deviation } = report;
  return [
    {
      path: "read.csv",
      content: emitCsvRows(byConductance, {
        conductance_S: ({ g }) => g,
        read_current_A: ({ readCurrent }) => or(readCurrent),
        mirror_gain: ({ mirrorGain }) => or(mirrorGain),
        device_voltage_V: ({ deviceVoltage }) => or(deviceVoltage),
        error: ({ error }) => error?.code ?? "",
      }),
    },
    ...(timing === null ? [] : [{ path: "timing.csv", content: timingCsv(timing) }]),
    ...(waveform === null
      ? []
      : [
          {
            path: "waveform.csv",
            content: emitCsv({
              time_s: waveform.time,
              pre_V: waveform.pre,
              post_V: waveform.post,
              device_voltage_V: waveform.deviceVoltage,
              read_current_A: waveform.readCurrent,
              conductance_S: waveform.conductance,
            }),
          },
        ]),
    { path: "devices.csv", content: devicesCsv(devices) },
    ...publishedCsvFiles(deviation),
  ];
}

function timingCsv({ g, pairs, preOnly, postOnly }: NonNullable<SynapseReport["timing"]>): string {
  const runs = [
    ...pairs.map((run) => ({ spikes: "pair", ...run })),
    ...(preOnly === null ? [] : [{ spikes: "pre", dt: null, ...preOnly }]),
    ...(postOnly === null ? [] : [{ spikes: "post", dt: null, ...postOnly }]),
  ];
  return emitCsvRows(runs, {
    spikes: ({ spikes }) => spikes,
    dt_s: ({ dt }) => or(dt),
    conductance_before_S: () => g,
    change_S: ({ change }) => or(change),
    error: ({ error }) => error?.code ?? "",
  });
}

/** `figures.csv`, `id-vg.csv`, `id-vd.csv`, `gm-id.csv` of all transistors together, `published.csv`. */
export function deviceCsvFiles({ transistors, failures, deviation }: DeviceReport): CsvFile[] {
  const size = {
    device: ({
      one,
    }: {
      readonly one: DeviceReport["failures"][number] | DeviceReport["transistors"][number];
    }) => one.device,
    w_m: ({ one }: { readonly one: { readonly w: number } }) => one.w,
    l_m: ({ one }: { readonly one: { readonly l: number } }) => one.l,
    m: ({ one }: { readonly one: { readonly m: number } }) => one.m,
  };
  const family = (kind: "gate" | "drain", held: string, swept: string) => {
    const rows = transistors.flatMap((one) =>
      one[kind].current.flatMap((curve, i) =>
        Array.from(curve, (current, k) => ({
          ...{ one, current, at: one[kind].at[i] as number },
          voltage: one[kind].voltage[k] as number,
          slope: one[kind].slope[i]?.[k] as number,
        })),
      ),
    );
    return emitCsvRows(rows, {
      ...size,
      [held]: ({ at }) => at,
      [swept]: ({ voltage }) => voltage,
      id_A: ({ current }) => current,
      [kind === "gate" ? "gm_S" : "gds_S"]: ({ slope }) => slope,
    });
  };
  return [
    {
      path: "figures.csv",
      content: emitCsvRows(
        [
          ...transistors.map((one) => ({ one, figures: one.figures, error: "" })),
          ...failures.map((one) => ({ one, figures: null, error: one.error.code })),
        ],
        {
          ...size,
          threshold_constant_current_V: ({ figures }) => figures?.thresholdConstantCurrent ?? "",
          threshold_saturation_V: ({ figures }) => figures?.thresholdSaturation ?? "",
          threshold_extrapolated_V: ({ figures }) => figures?.thresholdExtrapolated ?? "",
          drain_induced_lowering: ({ figures }) => figures?.drainInducedLowering ?? "",
          on_current_A: ({ figures }) => figures?.onCurrent ?? "",
          leakage_A: ({ figures }) => figures?.leakage ?? "",
          subthreshold_slope_V: ({ figures }) => figures?.subthresholdSlope ?? "",
          gm_over_id_max_per_V: ({ figures }) => figures?.gmOverIdMax ?? "",
          gm_max_S: ({ figures }) => figures?.transconductanceMax ?? "",
          gds_S: ({ figures }) => figures?.outputConductance ?? "",
          error: ({ error }) => error,
        },
      ),
    },
    { path: "id-vg.csv", content: family("gate", "vds_V", "vgs_V") },
    { path: "id-vd.csv", content: family("drain", "vgs_V", "vds_V") },
    {
      path: "gm-id.csv",
      content: emitCsvRows(
        transistors.flatMap((one) =>
          Array.from(one.efficiency.density, (density, k) => ({
            ...{ one, density },
            gmOverId: one.efficiency.gmOverId[k] as number,
          })),
        ),
        { ...size, density_A: ({ density }) => density, gm_over_id_per_V: ({ gmOverId }) => gmOverId },
      ),
    },
    ...publishedCsvFiles(deviation),
  ];
}
