import type { Warning } from "../../foundation/index.ts";
import type { RunSpec } from "../../spec/index.ts";

type Asked = Pick<RunSpec, "array" | "crosscheck" | "dataset">;

/** Whole images that a run sends through SPICE: those of the spec, none with 1T1R cells, of which each takes minutes. */
export function runImages({ array, crosscheck, dataset }: Asked): number {
  return array.cell.kind === "1t1r" ? 0 : Math.min(crosscheck.images, dataset.test);
}

/** SPICE_IMAGES_LEFT_OUT where a run leaves out images that the spec asks for. */
export function imageWarnings(spec: Asked): Warning[] {
  const { images } = spec.crosscheck;
  if (images === 0 || runImages(spec) > 0) return [];
  const message = `no whole image ran in SPICE, since each takes minutes with 1T1R cells; memspice crosscheck runs them (crosscheck.images: ${images})`;
  return [{ code: "SPICE_IMAGES_LEFT_OUT", at: "crosscheck / images", message }];
}
