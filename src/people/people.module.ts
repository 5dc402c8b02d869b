import { Module } from '@nestjs/common';
import type { Feature } from '../platform/feature.service.js';
import { peopleIn, peopleTables } from './people-tables.service.js';
import { PeopleResolver, PlacesResolver } from './people.resolver.js';
import { People } from './people.service.js';
import { NAMES } from './register.js';
import { RegisterChanges } from './register.service.js';
import { personOfSubject } from './sign-in.service.js';

@Module({
  providers: [People, { provide: NAMES, useExisting: People }, RegisterChanges, PeopleResolver, PlacesResolver],
  exports: [NAMES],
})
export class PeopleModule {}

export const people: Feature = {
  histories: [],
  reactions: [],
  sideTables: [peopleTables],
  register: (db, clock) => (issuer, subject) => personOfSubject(peopleIn(db), clock, issuer, subject),
};
