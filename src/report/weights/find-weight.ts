import { type Polarity, parseDevicePath } from "../../netlist/index.ts";
import type { ManifestWeight, WeightManifest } from "../../spec/index.ts";

/**
 * The weight that a memristor belongs to, by its instance path, and which of its two memristors that is; null: no such memristor.
 *
 * The path says layer, row and column, and weights stand row by row: nothing is searched.
 */
export function findWeight(
  { layers }: WeightManifest,
  path: string,
): { readonly layer: string; readonly polarity: Polarity; readonly weight: ManifestWeight } | null {
  const place = parseDevicePath(path);
  if (place === null) return null;
  const { polarity, row, col } = place;
  const layer = layers.find(({ cell }) => cell.toLowerCase() === place.layer.toLowerCase());
  const weight = layer !== undefined && col < layer.cols ? layer.weights[row * layer.cols + col] : undefined;
  if (layer === undefined || weight === undefined) return null;
  const own = weight[polarity].path.toLowerCase() === path.replaceAll(".", "/").toLowerCase();
  return own ? { layer: layer.name, polarity, weight } : null;
}
