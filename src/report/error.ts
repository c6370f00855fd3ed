import { MemspiceError } from "../foundation/index.ts";

/** Errors of the report room; the codes are in `report/README.md`. */
export class ReportError extends MemspiceError {}
