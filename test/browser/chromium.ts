import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

/** What is asked of the browser before a page is opened. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  readonly media: "screen" | "print";
}

/** A page as the browser saw it: what it fetched, what it complained of, what a probe found in it. */
export interface Visit<T> {
  /** All URLs asked for except the page itself and `data:`. */
  readonly requests: readonly string[];
  /** Console messages, exceptions, and violations of the page's policy. */
  readonly complaints: readonly string[];
  readonly probe: T;
  readonly png: Buffer;
}

export interface Browser {
  /** Opens `url`, waits until it has loaded, evaluates `probe` (an expression) in it and takes a picture. */
  visit<T>(url: string, view: View, probe: string): Promise<Visit<T>>;
  close(): Promise<void>;
}

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--remote-debugging-pipe",
];

/** Starts Chromium and talks its DevTools protocol through a pipe; no port is opened. */
export async function startChromium(program: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "memspice-chromium-"));
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const connection = connect(child);
  return {
    visit: (url, view, probe) => visit(connection, { url, view, probe }),
    close: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      connection.send("Browser.close", {}).catch(() => undefined); // it ends before it answers
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
}

interface Connection {
  send(method: string, params: Fields, session?: string): Promise<Fields>;
  listen(session: string, heard: (method: string, params: Fields) => void): void;
}

/** Messages are JSON, each ended by a zero byte: requests go to descriptor 3, answers and events come from 4. */
function connect(child: ChildProcess): Connection {
  const input = child.stdio[3] as Writable;
  const output = child.stdio[4] as Readable;
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, (method: string, params: Fields) => void>();
  let next = 1;
  let rest = "";
  output.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id !== undefined) waiting.get(message.id)?.(message);
      else if (message.method) listeners.get(message.sessionId ?? "")?.(message.method, message.params ?? {});
    }
  });
  const fail = (reason: string) => {
    for (const settle of waiting.values()) settle({ error: { message: reason } });
  };
  child.once("error", (error) => fail(error.message));
  child.once("exit", (code) => fail(`chromium ended with ${code}`));
  input.on("error", (error: Error) => fail(error.message));
  return {
    send: (method, params, session) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result ?? {});
        });
        input.write(`${JSON.stringify({ id, method, params, ...(session && { sessionId: session }) })}\0`);
      }),
    listen: (session, heard) => listeners.set(session, heard),
  };
}

async function visit<T>(
  connection: Connection,
  { url, view, probe }: { readonly url: string; readonly view: View; readonly probe: string },
): Promise<Visit<T>> {
  const { targetId } = await connection.send("Target.createTarget", { url: "about:blank" });
  const attached = await connection.send("Target.attachToTarget", { targetId, flatten: true });
  const session = attached.sessionId as string;
  const ask = (method: string, params: Fields = {}) => connection.send(method, params, session);
  const requests: string[] = [];
  const complaints: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    connection.listen(session, (method, params) => {
      if (method === "Page.loadEventFired") resolve();
      if (method === "Network.requestWillBeSent") requests.push((params.request as { url: string }).url);
      if (method === "Runtime.consoleAPICalled" || method === "Runtime.exceptionThrown") {
        complaints.push(JSON.stringify(params));
      }
      if (method === "Log.entryAdded") complaints.push((params.entry as { text: string }).text);
    });
  });
  for (const domain of ["Page", "Network", "Runtime", "Log"]) await ask(`${domain}.enable`);
  const { width, height, scheme, media } = view;
  await ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  await ask("Emulation.setEmulatedMedia", {
    media,
    features: [{ name: "prefers-color-scheme", value: scheme }],
  });
  await ask("Page.navigate", { url });
  await loaded;
  const evaluated = await ask("Runtime.evaluate", { expression: probe, returnByValue: true });
  if (evaluated.exceptionDetails) throw new Error(`the probe failed: ${JSON.stringify(evaluated)}`);
  const { data } = await ask("Page.captureScreenshot", { format: "png" });
  await connection.send("Target.closeTarget", { targetId });
  return {
    requests: requests.filter((asked) => asked !== url && !asked.startsWith("data:")),
    complaints,
    probe: (evaluated.result as { value: T }).value,
    png: Buffer.from(data as string, "base64"),
  };
}
