/** Something that a reader of a result should know; data on the result, printed by `cli/` alone. */
export interface Warning {
  readonly code: string;
  readonly at: string;
  readonly message: string;
}
