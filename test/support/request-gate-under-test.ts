import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ApplicationOptions, createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { Api } from './api-under-test.js';
import { inMemory } from './app-under-test.js';
import { type Claims, type Issuer, newIssuer, type Signing } from './issuer-under-test.js';

export interface DoorUnderTest {
  readonly app: NestFastifyApplication;
  readonly api: Api;
  readonly issuer: Issuer;
  /** The address that it listens on. */
  readonly url: string;
  readonly socketUrl: string;
  /** The header of somebody with one role on the board `exempel.ks`, their name. */
  signIn(person: string, signing?: Signing): Promise<{ authorization: string }>;
}

/** The service as it is outside of a demonstration, listening, with nothing in it. */
export async function openDoor(options: Partial<ApplicationOptions> = {}): Promise<DoorUnderTest> {
  const issuer = await newIssuer();
  const app = await createApplication({
    places: inMemory,
    tokens: issuer.tokens,
    clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
    isSimulated: true,
    demo: null,
    followsLog: true,
    logger: ['fatal'],
    ...options,
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const signIn = async (person: string, signing: Signing = {}) => ({
    authorization: `Bearer ${await issuer.sign(claimsOf(person), signing)}`,
  });
  return {
    app,
    api: new Api(app, signIn),
    issuer,
    url: `${url}/graphql`,
    socketUrl: `${url.replace('http', 'ws')}/graphql`,
    signIn,
  };
}

function claimsOf(person: string): Claims {
  const isOfMunicipality = person === 'controller' || person === 'administrator';
  const place = isOfMunicipality ? 'exempel' : 'exempel.ks';
  return { person, municipality: 'exempel', boards: { [place]: [person.toUpperCase()] } };
}
