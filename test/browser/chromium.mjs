// Starts a Chromium: the one of the package, or the one that CHROMIUM names.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

/** The Debian packages that the packaged Chromium needs and that a bare machine lacks. */
const LIBRARIES = { 'libnspr4.so': 'libnspr4', 'libnss3.so': 'libnss3', 'libexpat.so.1': 'libexpat1' };

function missingLibraries() {
  const known = execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return Object.entries(LIBRARIES).flatMap(([file, name]) => (known.includes(`${file} `) ? [] : [name]));
}

/** Installs what is missing where that is allowed. @throws Error that says what to install */
function requireLibraries() {
  const missing = missingLibraries();
  if (missing.length === 0) return;
  process.stdout.write(`Installs ${missing.join(', ')}, which Chromium needs.\n`);
  try {
    execFileSync('apt-get', ['-qq', 'update'], { stdio: 'inherit' });
    execFileSync('apt-get', ['-qq', '-y', 'install', ...missing], { stdio: 'inherit' });
  } catch {
    // Told below, with what is still missing.
  }
  const still = missingLibraries();
  if (still.length === 0) return;
  throw new Error(
    `Chromium needs ${still.join(', ')}, and they could not be installed. Run: apt-get install ${still.join(' ')}\n` +
      'Or name another Chromium, such as that of Debian: CHROMIUM=/usr/bin/chromium npm run test:browser',
  );
}

/** Returns the browser, and what ends it. The package unpacks 200 MB into a folder of its own, which goes with the browser. */
export async function startChromium() {
  const given = process.env.CHROMIUM;
  const folder = mkdtempSync(join(tmpdir(), 'tertial-browser-'));
  process.env.TMPDIR = folder;
  if (given === undefined) requireLibraries();
  const executablePath = given ?? (await packaged.executablePath());
  // The arguments that the package proposes switch the security of the web off.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const close = async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { browser, close };
}
