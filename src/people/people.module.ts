import { Module } from '@nestjs/common';
import { reachOf } from '../kernel/reach.js';
import type { Feature } from '../platform/feature.service.js';
import { NAMES_FOR_READER, type ReadNamesFor } from '../platform/graphql/pass-on.service.js';
import { upgradeAdministrators } from './first-administrator.service.js';
import { DIRECTORY } from './directory.js';
import { BoardDirectory } from './directory.service.js';
import { HOLDERS } from './holders.js';
import { Holders } from './holders.service.js';
import { MeResolver } from './me.resolver.js';
import { findNames } from './names.service.js';
import { peopleIn, peopleTables } from './people-tables.service.js';
import { PeopleResolver, PlacesResolver } from './people.resolver.js';
import { People } from './people.service.js';
import { PeopleImportResolver } from './import/people-import.resolver.js';
import { PeopleImports } from './import/people-imports.service.js';
import { NAMES } from './register.js';
import { RegisterChanges } from './register.service.js';
import { UnitsResolver } from './units.resolver.js';
import { PersonsBySignIn, personsWith } from './sign-in.service.js';

function namesForReader(register: People): ReadNamesFor {
  return async (reader, ids) => {
    const found = await register.namesWithin(reachOf(reader, 'readNames'), ids);
    return new Map(found.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
  };
}

@Module({
  providers: [
    People,
    { provide: NAMES, useExisting: People },
    { provide: NAMES_FOR_READER, useFactory: namesForReader, inject: [People] },
    { provide: HOLDERS, useClass: Holders },
    { provide: DIRECTORY, useClass: BoardDirectory },
    RegisterChanges,
    PeopleImports,
    PeopleImportResolver,
    PeopleResolver,
    PlacesResolver,
    UnitsResolver,
    MeResolver,
  ],
  exports: [NAMES, HOLDERS, DIRECTORY],
})
export class PeopleModule {}

export const people: Feature = {
  histories: [],
  reactions: [],
  sideTables: [{ ...peopleTables, upgrade: upgradeAdministrators }],
  names: (db) => findNames(peopleIn(db)),
  register: (db, clock) => {
    const persons = new PersonsBySignIn((signIns) => personsWith(peopleIn(db), clock, signIns));
    return (issuer, subject) => persons.one(issuer, subject);
  },
};
