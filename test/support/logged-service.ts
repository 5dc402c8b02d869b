import { createApplication } from '../../src/application.service.js';
import { EVIDENCE } from '../../src/evidence/signing-keys.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { Clock } from '../../src/platform/runtime/clock.service.js';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { JsonLog } from '../../src/platform/telemetry/json-log.service.js';
import { Api } from './api-under-test.js';
import { called } from './app-under-test.js';

export type Line = Readonly<Record<string, unknown>>;

const boardId = 'exempel.ks';

/** A service on stores of its own, with all that its log says. It signs nothing. */
export async function loggedService(places: Places) {
  const written: string[] = [];
  const demo = await demoSignIn();
  const app = await createApplication({
    places,
    tokens: demo.tokens,
    clock: new Clock(),
    isSimulated: false,
    demo,
    followsLog: true,
    logger: new JsonLog({ write: (line) => written.push(line) }, 'debug'),
    given: [{ provide: EVIDENCE, useValue: { signers: [], origin: null } }],
  });
  const api = new Api(app, async (who) => ({ authorization: `Bearer ${await demo.tokenFor(called(who))}` }));
  let matters = 0;
  return {
    app,
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
