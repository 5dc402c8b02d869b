import { Inject, Injectable } from '@nestjs/common';
import { boardOf, type Id } from '../../kernel/identity.js';
import { permit, type Person } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { readingOf } from '../../matters/matter-view.js';
import { matterFold } from '../../matters/matter.js';
import { positionOf, type RecordedMatter, recordedMatter, shownTo } from '../../meetings/history/recorded-matter.js';
import { type Meeting, meetingFold } from '../../meetings/meeting.js';
import { EVENT_STORE, type EventStore, recordedIn } from '../../platform/event-store/event-store.js';
import { DocumentMaker, paragraphsAbout, shownIn } from '../document-maker.service.js';
import { documentRefusals } from '../document-refusals.js';
import type { DocumentRequest } from '../document-request.js';
import type { Document } from '../document.js';
import type { DocumentFormat } from '../forms/document-format.js';
import { DocumentForms } from '../forms/document-forms.service.js';
import { type KeptDocument, keptDocumentsFold, keptOf, requireNotErased, subjectAt } from '../document-keeping.js';
import { KeptFiles } from './document-files.service.js';

/** A document, and what is kept of it. */
export interface FoundDocument {
  readonly document: Document;
  /** Null: the document is made anew each time. */
  readonly kept: { readonly meetingId: Id<'Meeting'>; readonly document: KeptDocument } | null;
}

interface SubjectOfMeeting {
  readonly meetingId: Id<'Meeting'>;
  readonly subject: KeptDocument['subject'];
}

/** Finds a document as of a moment of a matter: the one that was kept then, or one that is made of the log. */
@Injectable()
export class Documents {
  constructor(
    private readonly maker: DocumentMaker,
    private readonly files: KeptFiles,
    private readonly forms: DocumentForms,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * Finds a document for a person, or for the operator of the service when `person` is null.
   *
   * @throws Refusal `NOT_FOUND` or `FORBIDDEN` as the views of the matter and of the meeting do, `DOCUMENT_NOT_YET`
   * when the record does not have what the document tells, `NO_SUCH_MOMENT`, `NO_PARAGRAPH_OF_MATTER`, `STARTING`,
   * `VOTE_NOT_RECONCILED`, `DOCUMENT_ERASED` or `KEPT_DOCUMENT_LOST`.
   */
  async find(request: DocumentRequest, person: Person | null): Promise<FoundDocument> {
    const { matterId, kind, asOf } = request;
    const reading = person === null ? 'WHOLE' : readingOf(person, boardOf(matterId), matterId);
    const recorded = await recordedMatter(matterId, reading, this.store);
    const isOfMeeting = kind !== 'report' || (asOf !== 'now' && asOf !== 'submitted');
    if (isOfMeeting && person !== null) permit(person, 'readMeetings', boardOf(matterId), matterId);
    const position = await this.positionOf(request, recorded);
    const states = await this.maker.statesAt(position);
    const matter = shownTo(reading, matterId, await states.one(matterFold, matterId));
    const asked = { matter, events: recorded.events, position };
    if (asOf === 'now' || asOf === 'submitted') return made(await this.maker.ofMatter(request, asked));
    const { meetingId, version = null } = matter.summoned.at(-1) ?? {};
    const meeting = meetingId === undefined ? null : await states.one(meetingFold, meetingId);
    if (meeting === null) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
    const subject = subjectOf(request, meeting);
    // A matter that the board took up at the meeting itself was not summoned.
    if (subject === null) return made(await this.maker.ofMatter(request, asked, version));
    return this.ofSubject({ meetingId: meeting.id, subject }, request);
  }

  /** Makes the tree of a document for a person, see {@link find}. */
  async make(request: DocumentRequest, person: Person | null): Promise<Document> {
    return (await this.find(request, person)).document;
  }

  /**
   * Returns the bytes of a document in a form: the kept ones, or else always the same for the same document.
   *
   * @throws Refusal `DOCUMENTS_BUSY` when too many documents wait to be set, or `KEPT_DOCUMENT_LOST`.
   */
  async bytes({ document, kept }: FoundDocument, format: DocumentFormat): Promise<Uint8Array> {
    const { language } = document;
    const isKept = kept?.document.files.some((one) => one.language === language && one.form === format) ?? false;
    if (kept === null || !isKept) return this.forms.made(document, format);
    const bytes = await this.files.content(kept.meetingId, kept.document, { language, form: format });
    if (bytes === null) throw new Refusal(documentRefusals.KEPT_DOCUMENT_LOST, {});
    return bytes;
  }

  private async ofSubject({ meetingId, subject }: SubjectOfMeeting, { language }: DocumentRequest) {
    const states = await this.maker.statesAt(await this.store.head());
    const kept = keptOf(await states.one(keptDocumentsFold, meetingId), subject);
    // Tertial keeps a document within seconds. Until then it is made of the same events.
    if (kept === undefined) return made(await this.maker.ofSubject(meetingId, subject, language));
    requireNotErased(kept);
    const document = await this.files.tree(meetingId, kept, language);
    if (document === null) throw new Refusal(documentRefusals.KEPT_DOCUMENT_LOST, {});
    return { document, kept: { meetingId, document: kept } };
  }

  private async positionOf({ asOf, kind, matterId }: DocumentRequest, recorded: RecordedMatter): Promise<number> {
    switch (asOf) {
      case 'now':
        return this.store.head();
      case 'submitted': {
        const submitted = recorded.events.findLast(({ type }) => type === 'MatterVersionSubmitted');
        if (submitted === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
        return submitted.position;
      }
      case 'summoned':
        return positionOf(recorded, { name: 'AS_SUMMONED', meetingId: null }, this.store);
      case 'adjusted':
        return positionOf(recorded, { name: 'AS_ADJUSTED', meetingId: null }, this.store);
      case 'posted':
        return this.newestNotice(recorded, matterId);
    }
  }

  private async newestNotice({ matter }: RecordedMatter, matterId: Id<'Matter'>): Promise<number> {
    const meetingId = matter.summoned.at(-1)?.meetingId;
    const events = meetingId === undefined ? [] : await recordedIn(meetingFold, meetingId, this.store);
    const meeting = events.reduce((state, event) => meetingFold.evolve(state, event), meetingFold.initial);
    const own = meeting === null ? [] : paragraphsAbout(matterId, meeting);
    const notice = meeting?.notices.findLast(({ paragraphs }) => paragraphs.some((one) => own.includes(one)));
    // A correction of the notice is what is posted from then on (rule 149).
    const posted = events.findLast(
      ({ type, data }) =>
        (type === 'NoticePosted' && data.number === notice?.number) ||
        (type === 'NoticeCorrected' && data.notice === notice?.number),
    );
    if (posted === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: 'notice' });
    return posted.position;
  }
}

function made(document: Document): FoundDocument {
  return { document, kept: null };
}

/** @throws Refusal `NO_PARAGRAPH_OF_MATTER` */
function subjectOf(request: DocumentRequest, meeting: Meeting): KeptDocument['subject'] | null {
  const { kind, matterId } = request;
  const own = paragraphsAbout(matterId, meeting);
  const shown = kind === 'extract' && own.length > 0 ? shownIn(meeting, request) : null;
  return subjectAt(meeting, { kind, matterId, paragraphs: shown === null ? own : [shown] });
}
