import { MemspiceError } from "../foundation/index.ts";

/** What the network room throws; the codes are in its README. */
export class NetworkError extends MemspiceError {}
