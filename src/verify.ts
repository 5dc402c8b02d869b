#!/usr/bin/env node
import { verifyAsAsked } from './exports/verify-command.service.js';

// Built into one file that needs nothing but Node: whoever does not trust the service verifies without it.
process.exitCode = await verifyAsAsked(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
