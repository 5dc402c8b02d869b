import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { folded, soundTexts } from '../kernel/text.js';
import { Clock } from '../platform/runtime/clock.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Changes } from './changes.service.js';
import { type ChangeOf, firstAdministrator, type FirstAdministratorData } from './first-administrator.js';
import { fromOlderBuild } from './older-administrators.js';
import { type PeopleDb, peopleIn, peopleTables } from './people-tables.service.js';
import { isSignInTaken } from './register.service.js';
import { type Place, readRegister, writeChange } from './register-rows.service.js';

const log = new Logger('Register');

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
  // Rule 56: an administrator whom an older build has appointed is there already.
  await upgradeAdministrators(db, clock);
  await peopleIn(db)
    .transaction()
    .execute(async (transaction) => {
      const { municipalityId, issuer } = place;
      const changes = new Changes(transaction, municipalityId);
      await changes.begin();
      const register = await readRegister(transaction, municipalityId);
      const isTaken = await isSignInTaken(transaction, issuer, given.subject ?? given.personId);
      const circumstances = { isSignInTaken: isTaken, today: clock.today() };
      await record(transaction, place, firstAdministrator(given, register, circumstances), clock);
    });
}

/**
 * Makes the administrators of boards administrators of the municipality, where an older build has written the register
 * or its backup. Every start calls it. Processes that start at the same time wait for each other.
 */
export async function upgradeAdministrators(db: Kysely<ViewTables>, clock: Clock): Promise<void> {
  const people = peopleIn(db);
  const rows = await people
    .selectFrom('roles as older')
    .select('municipality_id as municipalityId')
    .distinct()
    .where('role', '=', 'ADMINISTRATOR')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('roles')
            .select('roles.id')
            .whereRef('roles.municipality_id', '=', 'older.municipality_id')
            .where('roles.role', '=', 'ADMINISTRATOR')
            .where('roles.board_id', 'is', null),
        ),
      ),
    )
    .execute();
  for (const { municipalityId } of rows) {
    await people.transaction().execute(async (transaction) => {
      await new Changes(transaction, municipalityId).begin();
      const changes = fromOlderBuild(await readRegister(transaction, municipalityId), clock.today());
      // No change is about a sign-in, so no issuer is needed.
      await record(transaction, { municipalityId, issuer: '' }, changes, clock);
      const appointed = [...new Set(changes.map(({ about }) => about))];
      if (appointed.length > 0) {
        log.log({
          message: 'The administrators of boards are administrators of the municipality.',
          municipalityId,
          appointed,
        });
      }
    });
  }
}

/** Writes changes that Tertial itself makes. */
async function record(db: PeopleDb, place: Place, changes: readonly ChangeOf[], clock: Clock): Promise<void> {
  const history = new Changes(db, place.municipalityId);
  for (const { about, change } of changes) {
    await writeChange(db, place, change);
    await history.add({
      thing: about,
      happened: change.happened,
      actor: 'system',
      capacity: { role: 'SYSTEM' },
      at: clock.now(),
      commandId: randomUUID(),
      commandHash: '',
    });
  }
}
