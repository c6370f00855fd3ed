import { Presets, SingleBar } from "cli-progress";
import type { ProgressEvent } from "../pipeline/index.ts";

export interface ProgressView {
  show(event: ProgressEvent): void;
  stop(): void;
}

/** Progress on a stream that is not standard output: a bar on a terminal, now and then a line elsewhere. */
export function createProgressView(stream: NodeJS.WriteStream, now: () => number): ProgressView {
  return stream.isTTY ? bars(stream) : lines(stream, now);
}

function bars(stream: NodeJS.WriteStream): ProgressView {
  let bar: SingleBar | undefined;
  let stage = "";
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    show: (event) => {
      if (event.stage !== stage || bar === undefined) {
        stop();
        stage = event.stage;
        bar = new SingleBar(
          {
            format: " {place} {title} {bar} {percentage} % | {duration_formatted}, {eta_formatted} left",
            stream,
            hideCursor: true,
            barsize: 24,
            fps: 8,
            etaBuffer: 50,
          },
          Presets.shades_classic,
        );
        const place = `[${event.index}/${event.of}]`;
        bar.start(event.total, event.done, { place, title: event.title.padEnd(34) });
        return;
      }
      bar.setTotal(event.total);
      bar.update(event.done);
    },
    stop,
  };
}

const quietSeconds = 5;

function lines(stream: NodeJS.WriteStream, now: () => number): ProgressView {
  let stage = "";
  let began = 0;
  let spoke = 0;
  return {
    show: ({ stage: next, title, index, of, done, total }) => {
      const time = now();
      const place = `[${index}/${of}] ${title}`;
      if (next !== stage) {
        stage = next;
        began = time;
        spoke = time;
        stream.write(`${place} ...\n`);
        return;
      }
      const seconds = (time - began) / 1000;
      if (done >= total) {
        if (total === 1) stream.write(`${place}: ${seconds.toFixed(1)} s\n`);
        return;
      }
      if (time - spoke < quietSeconds * 1000 || done === 0) return;
      spoke = time;
      const share = done / total;
      const left = share < 0.05 ? "" : `, about ${Math.ceil((seconds * (1 - share)) / share)} s left`; // too early to tell
      stream.write(`${place}: ${Math.round(100 * share)} %${left}\n`);
    },
    stop: () => undefined,
  };
}
