import { execFileSync } from "node:child_process";

/**
 * Is a native tool there? A test suite that needs it says `describe.skipIf(!tool.available)`, and puts `reason` in its name.
 *
 * @param command the program, where it is not called like the tool
 * @throws Error when it is missing and MEMSPICE_REQUIRE (comma list) names it
 */
export function requireTool(
  name: string,
  command = name,
): { readonly available: boolean; readonly reason: string } {
  try {
    execFileSync("sh", ["-c", 'command -v "$0"', command], { stdio: "ignore" });
    return { available: true, reason: "" };
  } catch {
    const reason = `${name} is not installed`;
    if ((process.env.MEMSPICE_REQUIRE ?? "").split(",").includes(name)) {
      throw new Error(`${reason}, and MEMSPICE_REQUIRE asks for it`);
    }
    return { available: false, reason };
  }
}
