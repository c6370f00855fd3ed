import type { Warning } from "../foundation/index.ts";

/** Warnings of many runs: one for each code, the first, with the number of the others. */
export function foldWarnings(warnings: readonly Warning[]): Warning[] {
  const found = new Map<string, { readonly warning: Warning; count: number }>();
  for (const warning of warnings) {
    const known = found.get(warning.code);
    if (known === undefined) found.set(warning.code, { warning, count: 1 });
    else known.count += 1;
  }
  return [...found.values()].map(({ warning, count }) =>
    count === 1 ? warning : { ...warning, message: `${warning.message} (and in ${count - 1} more runs)` },
  );
}
