#!/usr/bin/env node
import { verifyAsAsked } from './exports/verify-command.service.js';
import { tolerateClosedPipes } from './platform/runtime/command-output.service.js';

tolerateClosedPipes();

// The build bundles this file and its imports into one file. With that file and Node, an auditor needs no service.
process.exitCode = await verifyAsAsked(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
