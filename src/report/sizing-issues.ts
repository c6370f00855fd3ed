import type { SizeIssue } from "../pdk/index.ts";
import { distinct } from "./sizing-limits.ts";
import type { DeviceRow } from "./sizing-report.ts";

const noModel = "PDK_NO_MODEL_BIN";

/** Rules that a size breaks, by name; model sets that lack it, whose names are long, in two words. */
export function brokenRules(issues: readonly SizeIssue[]): string[] {
  const rules = issues.filter(({ code }) => code !== noModel).map(({ rule }) => rule);
  return [...distinct(rules), ...(rules.length < issues.length ? ["no model"] : [])];
}

/** One thing that is wrong, and all devices that have it. */
export interface Finding {
  /** Rules, or model sets, that say so. */
  readonly rules: readonly string[];
  readonly issue: SizeIssue;
  /** The issue's message, without the name of a model set that it begins with. */
  readonly text: string;
  readonly devices: readonly DeviceRow[];
}

/** What is wrong with all devices: rules of the process first, then missing models, equal ones together. */
export function findingsOf(devices: readonly DeviceRow[]): Finding[] {
  const found = new Map<
    string,
    { rules: Set<string>; issue: SizeIssue; text: string; devices: Set<DeviceRow> }
  >();
  for (const device of devices) {
    for (const issue of device.issues) {
      const { code, rule, actual, limit, message } = issue;
      const named = message.startsWith(`${rule} `);
      const text = named ? message.slice(rule.length + 1) : message;
      const key = JSON.stringify([code, named ? null : rule, actual, limit, text]);
      const one = found.get(key) ?? { rules: new Set(), issue, text, devices: new Set() };
      one.rules.add(rule);
      one.devices.add(device);
      found.set(key, one);
    }
  }
  const order = ({ rules, issue }: Finding) => `${issue.code === noModel ? 1 : 0} ${rules[0]}`;
  return [...found.values()]
    .map((one) => ({ ...one, rules: [...one.rules], devices: [...one.devices] }))
    .sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}
