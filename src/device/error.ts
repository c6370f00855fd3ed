import { MemspiceError } from "../foundation/index.ts";

/** A memristor, its state or its drive is not physical. Codes are in `device/README.md`. */
export class DeviceError extends MemspiceError {}
