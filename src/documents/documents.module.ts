import { Module } from '@nestjs/common';
import { MattersModule } from '../matters/matters.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { bindHistory } from '../kernel/history.js';
import type { Feature } from '../platform/feature.service.js';
import { DocumentMaker } from './document-maker.service.js';
import { DocumentForms } from './forms/document-forms.service.js';
import { Documents } from './making/documents.service.js';
import { documentTemplateHistory } from './making/document-template-history.js';
import { AdoptDocumentTemplateHandler } from './making/document-template.command.js';
import { DocumentTemplatesResolver } from './making/document-template.resolver.js';
import { Keeping } from './making/keeping.service.js';
import { keptDocumentsHistory } from './making/document-keeping-history.js';
import { EraseDocumentHandler } from './making/document-keeping.command.js';
import { KeptDocumentsResolver } from './making/document-keeping.resolver.js';
import { KeptFiles, keptFileTables } from './making/document-files.service.js';
import { Typesetting } from './forms/typesetting.service.js';
import { DocumentDownloads } from './making/document-downloads.service.js';
import { DocumentLinksResolver } from './making/document-link.resolver.js';
import { UnprintableResolver } from './making/unprintable.resolver.js';
import { PUBLIC_RECORD } from './publishing/public-record.js';
import { PublicRecordTables } from './publishing/public-record.service.js';
import { publicationHandlers } from './publishing/publication.command.js';
import { publicationsHistory } from './publishing/publication-history.js';
import { PublicationsResolver } from './publishing/publication.resolver.js';
import { publishedTables, Publishing } from './publishing/publishing.service.js';

@Module({
  imports: [PeopleModule, MattersModule, PlansModule, EvidenceModule],
  providers: [
    DocumentMaker,
    Documents,
    DocumentForms,
    Typesetting,
    DocumentDownloads,
    DocumentLinksResolver,
    UnprintableResolver,
    Keeping,
    KeptFiles,
    KeptDocumentsResolver,
    EraseDocumentHandler,
    DocumentTemplatesResolver,
    AdoptDocumentTemplateHandler,
    Publishing,
    PublicationsResolver,
    ...publicationHandlers,
    { provide: PUBLIC_RECORD, useClass: PublicRecordTables },
  ],
})
export class DocumentsModule {}

export const documents: Feature = {
  histories: [
    bindHistory(keptDocumentsHistory),
    bindHistory(documentTemplateHistory),
    bindHistory(publicationsHistory),
  ],
  reactions: [],
  sideTables: [keptFileTables, publishedTables],
};
