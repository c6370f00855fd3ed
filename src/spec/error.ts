import { MemspiceError } from "../foundation/index.ts";

/** What a user wrote is not a spec: SPEC_SYNTAX, SPEC_UNKNOWN_KEY, SPEC_VALUE, SPEC_INVALID (several at once), SPEC_OVERRIDE, SPEC_TABLE, SPEC_TABLE_FILE. */
export class SpecError extends MemspiceError {}
