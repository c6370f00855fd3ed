/** Which way a signal goes, or which rail it is. */
export type PortDirection = "in" | "out" | "inout" | "supply" | "ground";

export interface LayoutPort {
  readonly name: string;
  readonly direction: PortDirection;
}

/** One `X` card: a device by the name that layout tools know it by, or another cell. */
export interface LayoutCall {
  /** With its `X`: `XM11` a transistor, `XCm` a capacitor, `XRr012c007` a memristor. */
  readonly name: string;
  readonly nodes: readonly string[];
  /** Rails that the callee has for its last ports; none of them where rails are global nets. */
  readonly rails?: readonly string[];
  readonly callee: string;
  /** Lengths [um], areas [um^2], as layout tools read them; `m` counts. */
  readonly parameters: Readonly<Record<string, number>>;
  /** A line above the card. */
  readonly comment?: string;
}

/** A cell as a layout sees it: devices and cells between named nets; no sources, no wires, no models. */
export interface LayoutView {
  readonly name: string;
  readonly ports: readonly LayoutPort[];
  /** Lines for the head of its netlist. */
  readonly comments: readonly string[];
  /** Cells that its calls are of and that stand in files of their own. */
  readonly includes: readonly string[];
  /** One by one, as a layer has hundreds of thousands. */
  calls(): Iterable<LayoutCall>;
}
