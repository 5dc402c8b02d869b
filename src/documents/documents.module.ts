import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { Documents } from './documents.service.js';
import { DocumentForms } from './forms/document-forms.service.js';
import { Typesetting } from './forms/typesetting.service.js';

@Module({ imports: [PeopleModule], providers: [Documents, DocumentForms, Typesetting] })
export class DocumentsModule {}
