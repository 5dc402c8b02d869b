// Loads the modules of the service and of its packages once in each process that runs specs, and not for each spec file.
// To load them takes about four seconds, which is longer than most spec files run. The modules of the specs and of `test`
// are loaded for each file: some of them keep what one file has made.

import { createRequire } from 'node:module';

const { default: Runtime } = createRequire(import.meta.url)('jest-runtime');

const shared = { esm: new Map(), cjs: new Map(), sourceMaps: new Map() };

export default class SharedModules extends Runtime {
  constructor(...parameters) {
    super(...parameters);
    const { registries, transformCache } = this;
    registries.esModuleRegistry = shared.esm;
    registries.moduleRegistry = shared.cjs;
    transformCache.sourceMaps = shared.sourceMaps;
  }

  /** Keeps what is loaded. Its modules may import further ones by this runtime, while other spec files run. */
  teardown() {
    this.restoreAllMocks();
    for (const registry of Object.values(shared)) {
      for (const key of registry.keys()) if (isOfOneFile(key)) registry.delete(key);
    }
  }
}

function isOfOneFile(key) {
  return /\/test\/|\.spec\.|^@jest\/globals/.test(key) && !key.includes('/node_modules/');
}
