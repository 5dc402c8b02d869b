import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { letterTables } from './letters.service.js';
import { Mailing } from './mailing.service.js';

@Module({ imports: [PeopleModule], providers: [Mailing] })
export class MailModule {}

export const mail: Feature = { histories: [], reactions: [], sideTables: [letterTables] };
