import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { folded, soundTexts } from '../kernel/text.js';
import { Clock } from '../platform/runtime/clock.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Changes } from './changes.service.js';
import { firstAdministrator, type FirstAdministratorData } from './first-administrator.js';
import { peopleIn, peopleTables } from './people-tables.service.js';
import { isSignInTaken } from './register.service.js';
import { type Place, readRegister, writeChange } from './register-rows.service.js';

/** Appoints the first administrator. An operator runs this, because no administrator exists yet. @throws Refusal */
export async function appointFirstAdministrator(
  db: Kysely<ViewTables>,
  place: Place,
  { municipalityName, name, ...ids }: FirstAdministratorData,
  clock = new Clock(),
): Promise<void> {
  soundTexts({ municipalityName, name, ...ids }, '');
  const given = { ...ids, municipalityName: folded(municipalityName), name: folded(name) };
  await peopleTables.create(db);
  await peopleIn(db)
    .transaction()
    .execute(async (transaction) => {
      const { municipalityId, issuer } = place;
      const changes = new Changes(transaction, municipalityId);
      await changes.begin();
      const register = await readRegister(transaction, municipalityId);
      const isTaken = await isSignInTaken(transaction, issuer, given.subject ?? given.personId);
      const circumstances = { isSignInTaken: isTaken, today: clock.today() };
      for (const { about, change } of firstAdministrator(given, register, circumstances)) {
        await writeChange(transaction, place, change);
        await changes.add({
          thing: about,
          happened: change.happened,
          actor: 'system',
          capacity: { role: 'SYSTEM' },
          at: clock.now(),
          commandId: randomUUID(),
          commandHash: '',
        });
      }
    });
}
