import type { Placement, Point } from "./geometry.ts";

/** How a cell is drawn: where its devices and ports stand, and its wires. Pins that no wire touches get a label of their net. */
export interface Drawing {
  /** By instance, as on its card: `XM11`. */
  readonly devices: Readonly<Record<string, Placement>>;
  /** By port: where its pin is. */
  readonly ports: Readonly<Record<string, Point>>;
  /** Horizontal and vertical pieces, corner by corner, by net. */
  readonly wires: Readonly<Record<string, readonly (readonly Point[])[]>>;
}
