import { setMaxListeners } from "node:events";
import { CancelledError } from "../foundation/index.ts";
import { EngineError } from "./error.ts";

/** What may end a run from outside: its time limit, the caller, the closing of the engine. */
export interface Limit {
  /** Fires with the error that the run is to fail with. */
  readonly signal: AbortSignal;
  /** Starts the clock; waiting in the queue does not count. */
  start(): void;
  clear(): void;
}

/**
 * @param seconds wall-clock limit [s]
 * @param caller fires CANCELLED; `closing` fires with its own reason
 */
export function createLimit(
  title: string,
  seconds: number,
  { caller, closing }: { readonly caller: AbortSignal | undefined; readonly closing: AbortSignal },
): Limit {
  const controller = new AbortController();
  const cancel = () => controller.abort(new CancelledError([title]));
  const close = () => controller.abort(closing.reason);
  const expire = () =>
    controller.abort(
      new EngineError("ENGINE_TIMEOUT", `not done after ${seconds} s`, {
        at: [title],
        hint: "Raise the limit, shorten the analysis, or look for a step that shrinks without end.",
      }),
    );
  let timer: NodeJS.Timeout | undefined;
  // Hundreds of runs may wait on one signal, and each takes its listener off again: Node's warning of a leak does not apply.
  setMaxListeners(0, closing, ...(caller === undefined ? [] : [caller]));
  caller?.addEventListener("abort", cancel, { once: true });
  closing.addEventListener("abort", close, { once: true });
  if (caller?.aborted) cancel();
  return {
    signal: controller.signal,
    start() {
      // A timer holds 24.8 days at most, and fires at once beyond that.
      timer = setTimeout(expire, Math.min(seconds * 1000, 2 ** 31 - 1));
    },
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", cancel);
      closing.removeEventListener("abort", close);
    },
  };
}
