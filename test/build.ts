import { execFileSync } from "node:child_process";

/** Builds `dist/` before any test: worker threads and the command line run from there. */
export default function build(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
