import { type ErrorRecord, MemspiceError } from "../../foundation/index.ts";

/** What came of something that may fail without ending the rest. */
export type Attempt<T> =
  | { readonly status: "ok"; readonly value: T }
  | { readonly status: "failed"; readonly error: ErrorRecord };

/** The result of `work`, or its error as a datum; a wish to stop, and errors that are not ours, are thrown on. */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { status: "ok", value: await work() };
  } catch (error) {
    if (!(error instanceof MemspiceError) || error.code === "CANCELLED") throw error;
    return { status: "failed", error: error.toJSON() };
  }
}
