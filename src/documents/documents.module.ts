import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { Documents } from './documents.service.js';

@Module({ imports: [PeopleModule], providers: [Documents] })
export class DocumentsModule {}
