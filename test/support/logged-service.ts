import type { Places } from '../../src/platform/open-stores.service.js';
import { JsonLog } from '../../src/platform/telemetry/json-log.service.js';
import { serviceOn, noKeys } from './service-on.js';

export type Line = Readonly<Record<string, unknown>>;

const boardId = 'exempel.ks';

/** A service on stores of its own, with all that its log says. It signs nothing. */
export async function loggedService(places: Places) {
  const written: string[] = [];
  const logger = new JsonLog({ write: (line) => written.push(line) }, 'debug');
  const { api } = await serviceOn(places, noKeys, logger);
  let matters = 0;
  return {
    app: api.app,
    api,
    /** The lines from a place in the log on. */
    lines: (from = 0): Line[] => written.slice(from).map((line) => JSON.parse(line)),
    /** Opens a new matter. Returns the code of the refusal; `done` when it was carried out. */
    openMatter: async (): Promise<string> => {
      matters += 1;
      const input = { boardId, dnr: `KS 2026/${matters}`, title: 'Ärende' };
      const { errors } = await api.ask('hanna', 'openMatter', { input });
      return errors[0]?.extensions.code ?? 'done';
    },
  };
}

export type LoggedService = Awaited<ReturnType<typeof loggedService>>;
