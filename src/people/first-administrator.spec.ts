import { refused } from '../../test/support/given.js';
import { adam, boardId, hanna, held, heldForAll, register, today } from '../../test/support/register-under-test.js';
import { idOf } from '../kernel/identity.js';
import { firstAdministrator } from './first-administrator.js';

const given = { municipalityName: 'Exempels kommun', boardId, personId: adam, name: 'Adam' };
const circumstances = { isSignInTaken: false, today };
const nothing = register({ boards: [], units: [], persons: [] });

describe('rule 56: the first administrator', () => {
  it('comes with the municipality, a board and themselves', () => {
    const changes = firstAdministrator({ ...given, subject: 'oid-1' }, nothing, circumstances);
    expect(changes.map(({ about, change }) => [about, change.happened])).toEqual([
      ['exempel', 'MunicipalityRenamed'],
      [boardId, 'BoardAdded'],
      [adam, 'PersonAdded'],
      [adam, 'RoleGranted'],
    ]);
    expect(changes[2]?.change).toMatchObject({ person: { name: 'Adam', subject: 'oid-1' } });
    expect(changes[3]?.change).toMatchObject({ role: { role: 'ADMINISTRATOR', from: today, to: null, boardId: null } });
  });

  it('takes the board and the person that are there', () => {
    const changes = firstAdministrator(given, register(), circumstances);
    expect(changes.map(({ change }) => change.happened)).toEqual(['MunicipalityRenamed', 'RoleGranted']);
  });

  it('is not made where there is one, or will be', () => {
    const there = (rest: object) => register({ roles: [heldForAll(1, hanna, 'ADMINISTRATOR', rest)] });
    for (const rest of [{}, { to: today }, { from: '2027-01-01' }]) {
      refused(() => firstAdministrator(given, there(rest), circumstances), 'ADMINISTRATOR_EXISTS', {
        municipalityId: 'exempel',
      });
    }
    expect(firstAdministrator(given, there({ to: '2026-05-11' }), circumstances)).toHaveLength(2);
    expect(firstAdministrator(given, register({ roles: [held(1, hanna, 'CLERK')] }), circumstances)).toHaveLength(2);
    const ofBoard = register({ roles: [held(1, hanna, 'ADMINISTRATOR')] });
    expect(firstAdministrator(given, ofBoard, circumstances)).toHaveLength(2);
  });

  it('rule 43: is not of another municipality’s board', () => {
    const elsewhere = idOf('Board', 'annan.ks');
    refused(() => firstAdministrator({ ...given, boardId: elsewhere }, nothing, circumstances), 'NOT_FOUND', {
      id: elsewhere,
    });
  });

  it('is refused by the same rules as later ones', () => {
    const taken = { ...circumstances, isSignInTaken: true };
    refused(() => firstAdministrator(given, nothing, taken), 'SIGN_IN_TAKEN', { subject: adam });
    refused(() => firstAdministrator({ ...given, name: ' ' }, nothing, circumstances), 'TEXT_MISSING');
    refused(() => firstAdministrator({ ...given, municipalityName: '' }, nothing, circumstances), 'TEXT_MISSING');
    const gone = idOf('Person', 'gone');
    refused(() => firstAdministrator({ ...given, personId: gone }, register(), circumstances), 'NAME_ERASED');
  });
});
