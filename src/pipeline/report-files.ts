import type { Outcome } from "./environment.ts";
import type { OutputFile } from "./output.ts";

/** A result with a page and a summary. */
interface Report {
  readonly specYaml: string;
  readonly summary: { readonly files: readonly string[] };
}

/** All files of a command: summary, page, spec and `tables`; their list goes into the summary, so that a script finds them. */
export function reportFiles<T extends Report>(
  report: T,
  render: (report: T) => string,
  tables: readonly OutputFile[],
): Outcome<T> {
  const others = [{ path: "spec.yaml", content: report.specYaml }, ...tables];
  const files = ["summary.json", "report.html", ...others.map(({ path }) => path)].sort();
  const complete: T = { ...report, summary: { ...report.summary, files } };
  return {
    report: complete,
    files: [
      { path: "summary.json", content: `${JSON.stringify(complete.summary, null, 2)}\n` },
      { path: "report.html", content: render(complete) },
      ...others,
    ],
  };
}
