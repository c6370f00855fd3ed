#!/usr/bin/env node
import { runProgram } from "./program.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(); // the reader, `head` perhaps, has seen enough
  throw error;
});
process.exitCode = await runProgram(process.argv.slice(2));
