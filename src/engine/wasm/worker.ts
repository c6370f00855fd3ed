import { parentPort } from "node:worker_threads";
import { startLibrary } from "./library.ts";
import type { ReadRequest, RunRequest, WorkerReply } from "./protocol.ts";

// Runs in a worker thread: one instance of the engine, which answers one request at a time.

const port = parentPort;
if (port === null) throw new Error("this module runs in a worker thread only");
const reply = (message: WorkerReply, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** The library keeps the last 2 MB of the log; which solver was taken stands in the first lines. */
const headLines = 50;
let head: string[] = [];

/** After these words ngspice never comes back: it has left, or it asks a person who is not there whether to go on. */
const farewell = /fatal error in ngspice, exit|cannot compute substitute/i;

const library = await startLibrary((line) => {
  if (head.length < headLines) head.push(line);
  if (farewell.test(line)) reply({ kind: "exited", log: `${head.join("\n")}\n${library.log()}` });
});

port.on("message", async (request: RunRequest | ReadRequest) => {
  if (request.kind === "read") {
    reply({ kind: "files", texts: request.names.map((name) => library.read(name)) });
    return;
  }
  head = [];
  // The thread is busy while ngspice works; this fires only when it has returned without an answer.
  const watch = setInterval(() => {
    if (/^ngspice-\S+ done\s*$/m.test(library.log().slice(-200)))
      reply({ kind: "exited", log: library.log() });
  }, 100);
  const { log, raw } = await library.run(request);
  clearInterval(watch);
  reply({ kind: "done", log: `${head.join("\n")}\n${log}`, raw }, raw === null ? [] : [raw.buffer]);
});

reply({ kind: "ready", identity: library.identity });
