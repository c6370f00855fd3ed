/** What an error looks like once it has crossed a worker, a process or a JSON file. */
export interface ErrorRecord {
  readonly code: string;
  readonly at: string;
  readonly message: string;
  readonly hint: string;
}

export interface ErrorDetails {
  /** Hierarchical place, outermost first: `["neuron", "M3"]` prints as `neuron / M3`. */
  readonly at?: readonly string[];
  /** What to do about it: one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * The error of every room: recognised by its `code`, never by its class, so that it survives JSON and workers.
 *
 * `problem` says what was expected and what was received; place and remedy are added to `message` here.
 */
export class MemspiceError extends Error {
  readonly code: string;
  readonly at: readonly string[];
  readonly hint: string;
  readonly problem: string;

  constructor(code: string, problem: string, details: ErrorDetails = {}) {
    const at = details.at ?? [];
    const hint = details.hint ?? "";
    const place = at.length > 0 ? ` at ${at.join(" / ")}` : "";
    super(`${code}${place}: ${problem}${hint ? `\n${hint}` : ""}`, { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.at = at;
    this.hint = hint;
    this.problem = problem;
  }

  toJSON(): ErrorRecord {
    return { code: this.code, at: this.at.join(" / "), message: this.problem, hint: this.hint };
  }
}

/** The same error again after it has been a record; the class is lost, the code is not. */
export function errorFromRecord(record: ErrorRecord): MemspiceError {
  return new MemspiceError(record.code, record.message, {
    at: record.at === "" ? [] : record.at.split(" / "),
    hint: record.hint,
  });
}

/** Any thrown value as a record; what is not ours becomes `UNEXPECTED`, with its own message kept. */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  if (thrown instanceof MemspiceError) return thrown.toJSON();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "UNEXPECTED", at: "", message, hint: "This is a defect of memspice: please report it." };
}

export class CancelledError extends MemspiceError {
  constructor(at: readonly string[] = []) {
    super("CANCELLED", "cancelled before it was done", { at, hint: "Earlier results are untouched." });
  }
}

/** Throws CANCELLED when the signal has fired; call it between units of work. */
export function throwIfCancelled(signal: AbortSignal | undefined, at: readonly string[] = []): void {
  if (signal?.aborted) throw new CancelledError(at);
}
