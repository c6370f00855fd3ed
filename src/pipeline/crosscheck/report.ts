import type { EngineIdentity } from "../../engine/index.ts";
import type { Warning } from "../../foundation/index.ts";
import type { ExtractedSelectedCell } from "../../netlist/index.ts";
import type {
  CrosscheckReport,
  ImageComparison,
  NetworkComparison,
  TileComparison,
} from "../../report/index.ts";
import { emitRunSpec, type RunSpec } from "../../spec/index.ts";
import type { BuiltNetwork } from "../build-network.ts";
import type { Environment } from "../environment.ts";
import { portableSpec } from "../portable-spec.ts";
import { modelWarnings } from "../run-warnings.ts";
import { type Simulated, solversOf, warningsOf } from "../simulate.ts";
import { specHashOf } from "../spec-hash.ts";
import type { Attempt } from "./attempt.ts";
import { largestDifference } from "./difference.ts";
import { extractedWarnings } from "./extracted.ts";
import { joined, tileCount } from "./images.ts";
import { toleranceOf } from "./known-cells.ts";
import type { SecondOpinion } from "./native.ts";
import type { ComparedNetwork } from "./network.ts";
import type { TilePlan } from "./plan.ts";
import type { TileCheck } from "./tile.ts";
import { tileName } from "./tile-name.ts";
import { judgeCrosscheck } from "./verdict.ts";

/** One tile of the choice, and what each simulator made of it. */
export interface CheckedTile {
  readonly plan: TilePlan;
  readonly check: Attempt<TileCheck>;
  readonly native: Attempt<SecondOpinion> | null;
}

export interface CrosscheckFindings {
  readonly spec: RunSpec;
  readonly environment: Environment;
  readonly nativeIdentity: EngineIdentity | null;
  readonly built: BuiltNetwork;
  /** What was simulated to know the cells. */
  readonly cells: readonly Simulated[];
  /** The cell that SPICE had in place of the spec's; null: the same. */
  readonly extracted: ExtractedSelectedCell | null;
  readonly undriven: number;
  readonly tiles: readonly CheckedTile[];
  readonly network: ComparedNetwork | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Findings put into the shapes of `report/`. */
export function buildCrosscheckReport(findings: CrosscheckFindings): CrosscheckReport {
  const { spec, environment, built, network } = findings;
  const { cell } = spec.array;
  const tolerance = toleranceOf(spec.crosscheck, cell.kind);
  const simulated = simulatedOf(findings);
  const tiles = findings.tiles.map((tile) => tileComparison(tile, tolerance));
  const comparison = network === null ? null : networkComparison(network);
  const verdict = judgeCrosscheck({ tiles, network: comparison, tolerance });
  const { engine } = (built.device.simulated[0] as Simulated).simulation;
  return {
    name: spec.name,
    specYaml: emitRunSpec(portableSpec(spec, environment.folder)),
    summary: {
      status: verdict.missed + verdict.failed === 0 ? "ok" : "failed",
      provenance: {
        memspice: environment.versions.memspice,
        specHash: specHashOf(
          spec,
          findings.extracted === null ? {} : { extracted: findings.extracted.sha256 },
        ),
        seed: spec.seed,
        engine: { ...engine, solver: solversOf(simulated) },
        native: findings.nativeIdentity,
        node: environment.versions.node,
        startedAt: environment.startedAt,
      },
      tolerance,
      cell: cell.kind,
      array: { tiles: tileCount(built.wired), undriven: findings.undriven },
      tiles,
      network: comparison,
      timings: findings.timings,
      warnings: warnings(findings, simulated),
      files: [],
    },
    layers: built.wired.map(({ name, tiles: all }) => ({
      name,
      grid: [
        1 + all.reduce((most, { place }) => Math.max(most, place.tile[0]), 0),
        1 + all.reduce((most, { place }) => Math.max(most, place.tile[1]), 0),
      ],
    })),
    currents: findings.tiles.flatMap(({ plan, check, native }) => {
      if (check.status === "failed") return [];
      const { images, currents } = check.value;
      const again = native?.status === "ok" ? native.value.currents : null;
      return [{ name: tileName(plan.tile), images, ...currents, native: again }];
    }),
    images: network?.images ?? [],
  };
}

/** Every deck that gave a result, those of the memristor and of select transistors too; those of the second simulator are the same decks. */
export function simulatedOf({ built, cells, tiles, network }: CrosscheckFindings): Simulated[] {
  const ofTiles = tiles.flatMap(({ check }) => (check.status === "ok" ? check.value.simulated : []));
  return [...built.device.simulated, ...cells, ...ofTiles, ...(network?.simulated ?? [])];
}

export function tileComparison({ plan, check, native }: CheckedTile, tolerance: number): TileComparison {
  const { layer, polarity, place, tile } = plan.tile;
  const { rows, cols } = tile.conductance;
  const images = plan.inputs.map(({ image }) => image);
  const common = { name: tileName(plan.tile), layer, polarity, tile: place.tile, rows, cols };
  const row = { ...common, inputs: images.length, images };
  if (check.status === "failed") {
    const none = { maxRelativeError: null, maxIdealError: null, seconds: null, native: null };
    return { ...row, ...none, status: "error", error: check.error };
  }
  const { maxRelativeError, maxIdealError, seconds } = check.value;
  const second = native === null ? null : secondRow(native);
  const differences = [maxRelativeError, second?.status === "ok" ? second.maxRelativeDifference : 0];
  const held = differences.every((one) => one <= tolerance);
  const status = !held ? "fail" : second?.status === "failed" ? "error" : "pass";
  return { ...row, status, maxRelativeError, maxIdealError, seconds, native: second, error: null };
}

function secondRow(native: Attempt<SecondOpinion>): TileComparison["native"] {
  if (native.status === "failed") return native;
  const { maxRelativeDifference, seconds } = native.value;
  return { status: "ok", maxRelativeDifference, seconds };
}

function networkComparison({ images, seconds }: ComparedNetwork): NetworkComparison {
  const ran = images.flatMap(({ logits: { ideal, solver, spice } }) =>
    spice === null ? [] : [{ ideal, solver, spice }],
  );
  const share = (way: keyof ImageComparison["predicted"]) =>
    images.filter(({ predicted, label }) => predicted[way] === label).length / images.length;
  const error = (way: "ideal" | "spice") =>
    ran.length === 0
      ? null
      : largestDifference(joined(ran.map((one) => one[way])), joined(ran.map(({ solver }) => solver)));
  return {
    images: images.length,
    failed: images.length - ran.length,
    agreement: images.filter(({ predicted: { spice, solver } }) => spice === solver).length,
    accuracy: {
      float: share("float"),
      ideal: share("ideal"),
      solver: share("solver"),
      spice: share("spice"),
    },
    maxLogitError: error("spice"),
    maxIdealLogitError: error("ideal"),
    seconds,
  };
}

function warnings(
  { spec, built, tiles, extracted }: CrosscheckFindings,
  simulated: readonly Simulated[],
): Warning[] {
  const second = tiles.flatMap(({ native }) => (native?.status === "ok" ? native.value.simulated : []));
  return [
    ...built.training.warnings,
    ...built.device.warnings,
    ...modelWarnings(spec.device),
    ...extractedWarnings(extracted),
    ...warningsOf([...simulated, ...second]),
  ];
}
