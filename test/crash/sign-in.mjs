// Who gives the commands. The key lives with the run and not with the service, so that a token that was good before the
// service was killed is good after it has started again.

import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ISSUER = 'crash';
const AUDIENCE = 'tertial';

/** A person for each role: nobody reviews what they have written themselves. */
const people = {
  CONTROLLER: 'cecilia',
  CLERK: 'hanna',
  'REVIEWER:UNIT_MANAGER': 'erik',
  'REVIEWER:HEAD_OF_ADMINISTRATION': 'fatima',
  SECRETARY: 'sara',
};

/** Writes the public key where the service reads it; signs for any board, as the issuer that the service knows. */
export async function signIn(folder, issuer = ISSUER) {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwks = join(folder, 'keys.json');
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'crash' }] }));
  const signed = new Map();
  return {
    environment: { TOKENS_JWKS: jwks, TOKENS_ISSUER: issuer, TOKENS_AUDIENCE: AUDIENCE },
    /** The token of the person who has the role on a board. */
    tokenFor(role, boardId) {
      const key = `${role} ${boardId}`;
      if (!signed.has(key)) signed.set(key, sign({ privateKey, issuer }, people[role], role, boardId));
      return signed.get(key);
    },
  };
}

function sign({ privateKey, issuer }, person, role, boardId) {
  const [municipality] = boardId.split('.');
  // Only a controller of the municipality adopts a steering model. The role counts for each board.
  const place = role === 'CONTROLLER' ? municipality : boardId;
  return new SignJWT({ municipality, boards: { [place]: [role] } })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'crash' })
    .setSubject(person)
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(privateKey);
}
