#!/usr/bin/env node
import { verifyAsAsked } from './exports/verify-command.service.js';
import { tolerateClosedPipes } from './platform/runtime/command-output.service.js';

tolerateClosedPipes();

// The build bundles this into one file that needs only Node, so that an auditor can verify without the service.
process.exitCode = await verifyAsAsked(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
