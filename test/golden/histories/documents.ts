import { keptDocumentsHistory } from '../../../src/documents/making/document-keeping-history.js';
import type { KeptDocumentEvent, KeptFile, KeptForm, KeptSubject } from '../../../src/documents/document-keeping.js';
import { publicationsHistory } from '../../../src/documents/publishing/publication-history.js';
import type { PublicationEvent, PublishedSubject } from '../../../src/documents/publishing/publication.js';
import { documentTemplateHistory } from '../../../src/documents/making/document-template-history.js';
import { defaultTemplate, type DocumentTemplate, type TemplateEvent } from '../../../src/documents/template.js';
import { matterIdOf, meetingIdOf } from '../../../src/kernel/identity.js';
import { matterFold } from '../../../src/matters/matter.js';
import { board, type Happened, person } from '../../support/given.js';
import { stream } from '../../support/streams-under-test.js';
import { streamsOf } from '../histories.js';

const meetingId = meetingIdOf(board, '2026-05-27');
const matterId = matterIdOf(board, 'KS 2026/142');
const system = {
  kind: 'system',
  personId: 'system',
  municipalityId: person('adam', 'ADMINISTRATOR').municipalityId,
} as const;

function file(form: KeptForm, language: KeptFile['language'] = 'sv'): KeptFile {
  return { language, form, sha256: form.charAt(0).repeat(64), bytes: 20_480 };
}

const files = [file('tree', 'en'), file('docx'), file('html'), file('pdf-a'), file('pdf-ua'), file('tree')];
const subjects: readonly KeptSubject[] = [
  { kind: 'summons', summons: 1 },
  { kind: 'report', summons: 1, matterId },
  { kind: 'minutes', adjustment: 2 },
  { kind: 'extract', adjustment: 2, paragraph: '87' },
  { kind: 'notice', notice: 1, correction: 0 },
  { kind: 'notice', notice: 1, correction: 1 },
];

const matter = stream(matterFold, matterId, {
  type: 'MatterOpened',
  data: { matterId, boardId: board, kind: 'FOLLOW_UP', dnr: 'KS 2026/142', title: 'Uppföljning av tertial 1' },
});
const kept = subjects.map((subject, index): Happened<KeptDocumentEvent> => {
  const event = { type: 'DocumentKept', data: { meetingId, number: index + 1, subject, template: 0, files } } as const;
  return { actor: system, event };
});
const erased: Happened<KeptDocumentEvent> = {
  actor: person('adam', 'ADMINISTRATOR'),
  event: {
    type: 'DocumentErased',
    data: { meetingId, number: 3, reason: 'En personuppgift skulle inte ha stått där.' },
  },
};

export const keptDocumentHistories = [
  streamsOf(keptDocumentsHistory, meetingId, [matter], { 'the documents of a meeting': [...kept, erased] }),
  streamsOf(keptDocumentsHistory, meetingId, [], { 'a report whose matter is unknown': kept.slice(1, 2) }),
];

const publishedSubjects: readonly PublishedSubject[] = [
  { kind: 'notice', notice: 1, correction: 0 },
  { kind: 'extract', adjustment: 2, paragraph: '87' },
  { kind: 'minutes', adjustment: 2 },
];
const choices = { names: ['NONE', 'ELECTED', 'ALL'], shown: [[1, 2, 3], [1, 3], []] } as const;
const published = publishedSubjects.map((subject, index): Happened<PublicationEvent> => {
  const chosen = {
    names: choices.names[index] ?? 'NONE',
    shown: choices.shown[index] ?? [],
    parts: index === 2 ? 1 : 7,
  };
  const data = { meetingId, number: index + 1, subject, paragraphs: ['87'], ...chosen, sha256: 'a'.repeat(64) };
  return { actor: person('sara', 'SECRETARY'), event: { type: 'DocumentPublished', data } };
});
const takenDown = [false, true].map((erase, index): Happened<PublicationEvent> => {
  const data = { meetingId, number: index + 1, reason: 'Fel del visades.', erase };
  return { actor: person('sara', 'SECRETARY'), event: { type: 'PublicationTakenDown', data } };
});

export const publicationHistories = [
  streamsOf(publicationsHistory, meetingId, [], { 'what is published of a meeting': [...published, ...takenDown] }),
];

function adopted(template: DocumentTemplate): Happened<TemplateEvent> {
  const event = { type: 'DocumentTemplateAdopted', data: { boardId: board, ...template } } as const;
  return { actor: person('adam', 'ADMINISTRATOR'), event };
}

const first: DocumentTemplate = {
  ...defaultTemplate,
  administration: { sv: 'Kommunförvaltningen', en: 'The municipal administration' },
  logo: { format: 'svg', base64: 'PHN2Zy8+', alternative: 'Exempels kommun' },
  points: 'SENTENCES',
  sections: [
    ...defaultTemplate.sections,
    {
      kind: 'FIXED',
      heading: { sv: 'Ekonomiska konsekvenser', en: 'Economic consequences' },
      text: { sv: 'Beslutet har inga ekonomiska konsekvenser.', en: 'The decision has no economic consequences.' },
    },
  ],
};

export const documentTemplateHistories = [
  streamsOf(documentTemplateHistory, board, [], {
    'the template of a board': [adopted(first), adopted({ ...first, logo: null, openingItems: [] })],
  }),
];
