import { createApplication, type ApplicationOptions } from '../../src/application.service.js';
import { EVIDENCE, type Evidence } from '../../src/evidence/signing-keys.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { Clock } from '../../src/platform/runtime/clock.service.js';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { Api } from './api-under-test.js';
import { called } from './app-under-test.js';

export interface ServiceOn {
  readonly api: Api;
  close(): Promise<void>;
}

/** Gives a service no keys, so that it signs nothing. */
export const noKeys: Evidence = { signers: [], origin: null };

/** The whole service on stores that others can change, by the clock of the machine, with the demo's people. */
export async function serviceOn(
  places: Places,
  evidence = noKeys,
  logger: ApplicationOptions['logger'] = ['fatal'],
): Promise<ServiceOn> {
  const demo = await demoSignIn();
  const app = await createApplication({
    places,
    tokens: demo.tokens,
    clock: new Clock(),
    isSimulated: false,
    demo,
    followsLog: true,
    logger,
    given: [{ provide: EVIDENCE, useValue: evidence }],
  });
  const api = new Api(app, async (who) => ({ authorization: `Bearer ${await demo.tokenFor(called(who))}` }));
  return { api, close: () => app.close() };
}
