import { Module } from '@nestjs/common';
import { MattersModule } from '../matters/matters.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { Documents } from './documents.service.js';
import { DocumentForms } from './forms/document-forms.service.js';
import { Typesetting } from './forms/typesetting.service.js';
import { DocumentDownloads } from './making/document-downloads.service.js';
import { DocumentLinksResolver } from './making/document-link.resolver.js';
import { UnprintableResolver } from './making/unprintable.resolver.js';

@Module({
  imports: [PeopleModule, MattersModule, PlansModule],
  providers: [Documents, DocumentForms, Typesetting, DocumentDownloads, DocumentLinksResolver, UnprintableResolver],
})
export class DocumentsModule {}
