import { sql } from 'kysely';
import type { FindNames } from '../platform/graphql/named-fields.service.js';
import { anyOf } from '../platform/database/state-tables.view.js';
import type { NamedKind } from '../platform/graphql-types/named.view.js';
import type { PeopleDb } from './people-tables.service.js';
import { titleIn } from './people.service.js';

const tableOf = { person: 'persons', board: 'boards', unit: 'units' } as const satisfies Record<NamedKind, string>;

/** Makes the function that reads names from the register, by one query. */
export function findNames(db: PeopleDb): FindNames {
  return async (municipalityId, asked) => {
    const named = (kind: NamedKind) =>
      db
        .selectFrom(tableOf[kind])
        .select([
          sql<NamedKind>`${kind}::text`.as('kind'),
          sql<string>`id`.as('id'),
          'name',
          titleIn(tableOf[kind]).as('title'),
        ])
        .where('municipality_id', '=', municipalityId)
        .where(sql<string>`id`, '=', anyOf(asked[kind]));
    return named('person').unionAll(named('board')).unionAll(named('unit')).execute();
  };
}
