import { permit, permitInMunicipality, type Person } from '../kernel/permissions.js';
import { kindAndIdOf } from '../kernel/fold.js';
import { idOf, isId, municipalityOf } from '../kernel/identity.js';

/**
 * Checks that a person may get the proof of a stream's event: the proof discloses the event's type, place and actor.
 *
 * @throws Refusal `NOT_FOUND` for a stream of another board, or of none (rule 43), or `FORBIDDEN`
 */
export function permitToProve(person: Person, stream: string): void {
  const [, id] = kindAndIdOf(stream);
  if (isId('SteeringModel', id)) {
    permitInMunicipality(person, 'readEvidence', municipalityOf(id), stream);
    return;
  }
  permit(person, 'readEvidence', idOf('Board', id.split('.', 2).join('.')), stream);
}
