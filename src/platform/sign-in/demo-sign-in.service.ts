import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { PersonRole } from '../../kernel/permissions.js';
import { Tokens } from './tokens.service.js';

const ISSUER = 'tertial-demo';
const AUDIENCE = 'tertial';

/** An invented person, for the demonstration. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly step?: string;
  /** Present for a role of the whole municipality. Absent: the role is for {@link DEMO_BOARD}. */
  readonly scope?: 'MUNICIPALITY';
}

export const DEMO_MUNICIPALITY = 'exempel';
export const DEMO_BOARD = 'exempel.ks';

export const demoPeople: readonly DemoPerson[] = [
  { id: 'cecilia', name: 'Cecilia Controller', role: 'CONTROLLER', scope: 'MUNICIPALITY' },
  { id: 'hanna', name: 'Hanna Handläggare', role: 'CLERK' },
  { id: 'henrik', name: 'Henrik Handläggare', role: 'CLERK' },
  { id: 'erik', name: 'Erik Enhetschef', role: 'REVIEWER', step: 'UNIT_MANAGER' },
  { id: 'fatima', name: 'Fatima Förvaltningschef', role: 'REVIEWER', step: 'HEAD_OF_ADMINISTRATION' },
  { id: 'sara', name: 'Sara Sekreterare', role: 'SECRETARY' },
  { id: 'lars', name: 'Lars Ledamot', role: 'BOARD_MEMBER' },
  { id: 'rut', name: 'Rut Revisor', role: 'AUDITOR' },
  { id: 'adam', name: 'Adam Administratör', role: 'ADMINISTRATOR', scope: 'MUNICIPALITY' },
];

/** Signs visitors in as the demonstration's people. The keys exist only in this process. */
export interface DemoSignIn {
  readonly tokens: Tokens;
  tokenFor(person: DemoPerson): Promise<string>;
}

export async function demoSignIn(): Promise<DemoSignIn> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'demo' }] };
  return {
    tokens: new Tokens(createLocalJWKSet(keys), { issuer: ISSUER, audience: AUDIENCE }),
    tokenFor: ({ id, role, step, scope }) =>
      new SignJWT({
        municipality: DEMO_MUNICIPALITY,
        boards: {
          [scope === undefined ? DEMO_BOARD : DEMO_MUNICIPALITY]: [step === undefined ? role : `${role}:${step}`],
        },
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'demo' })
        .setSubject(id)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
  };
}
