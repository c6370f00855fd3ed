import { execa } from "execa";
import { CancelledError } from "../foundation/index.ts";
import { LvsError } from "./error.ts";

/** A program of somebody else's. */
export interface Tool {
  /** For messages: `netgen`. */
  readonly name: string;
  /** Names it goes by, found on the PATH; the first that is there runs. */
  readonly commands: readonly string[];
  /** How to get it: one sentence. */
  readonly install: string;
}

export interface ToolRun {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** A log beyond this is a tool that runs wild [bytes]. */
const maxLog = 64e6;

/**
 * Runs a tool and returns all that it printed. It is killed at its time limit and when the caller cancels. Its exit code says little of
 * netgen and Xschem and is not looked at: callers look for the result.
 *
 * @throws LvsError LVS_TOOL_MISSING, LVS_TIMEOUT; CANCELLED
 */
export async function runTool(tool: Tool, { args, cwd, timeoutSeconds, signal }: ToolRun): Promise<string> {
  for (const command of tool.commands) {
    const result = await execa(command, args, {
      ...{
        cwd,
        timeout: timeoutSeconds * 1000,
        killSignal: "SIGKILL",
        reject: false,
        stdin: "ignore",
        all: true,
      },
      ...{ maxBuffer: maxLog, encoding: "latin1" },
      ...(signal && { cancelSignal: signal }),
    });
    if (signal?.aborted) throw new CancelledError([tool.name]);
    if (result.timedOut) {
      throw new LvsError(
        "LVS_TIMEOUT",
        `${tool.name} was not done after ${timeoutSeconds} s, and was stopped`,
        {
          at: [tool.name],
          hint: "Raise the limit (--set solver.timeout=600), or compare fewer cells or tiles, with --cell and --tile.",
        },
      );
    }
    if (result.code !== "ENOENT") return result.all;
  }
  throw new LvsError(
    "LVS_TOOL_MISSING",
    `${tool.name} is not on this machine (${tool.commands.join(", ")})`,
    {
      at: [tool.name],
      hint: tool.install,
    },
  );
}
