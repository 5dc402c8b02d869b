import { Inject, Injectable } from '@nestjs/common';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import { existing, type Recorded } from '../kernel/fold.js';
import { boardOf, type Id, municipalityOf } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import { Refusal } from '../kernel/refusal.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { MatterEvent } from '../matters/matter-event.js';
import { type MatterView, matterView, type VersionView } from '../matters/matter-view.js';
import { matterFold } from '../matters/matter.js';
import type { MeetingEvent, SummonedItem } from '../meetings/meeting-event.js';
import { minutesView } from '../meetings/meeting-view.js';
import { type Meeting, meetingFold } from '../meetings/meeting.js';
import { NAMES, type ReadNames } from '../people/register.js';
import { goalFold } from '../plans/goal.js';
import { planFold } from '../plans/plan.js';
import { tertialView } from '../plans/tertial-view/tertial-view.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import type { ReadStates } from '../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore, recordedIn } from '../platform/event-store/event-store.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import { removalFold } from '../removals/removal.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { documentRefusals } from './document-refusals.js';
import type { DocumentRequest } from './document-request.js';
import type { Document } from './document.js';
import { type KeptSubject, positionOfSubject, subjectAt, subjectKey } from './document-keeping.js';
import { extractDocument, minutesDocument } from './minutes.js';
import type { MinutesMaterial } from './minutes-paragraph.js';
import { noticeDocument } from './notice.js';
import { reportDocument, type ReportedTertial } from './report.js';
import type { Setting } from './setting.js';
import { changeSince, summonsDocument } from './summons.js';
import { documentTemplateFold } from './template.js';

/** A point of the log, and the language of the fixed texts. */
interface At {
  readonly position: number;
  readonly states: ReadStates;
  readonly language: Language;
  readonly boardId: Id<'Board'>;
}

/** A matter as it stood at a point of the log, for a reader who may see it. */
export interface MatterAt {
  readonly matter: MatterView;
  readonly events: readonly Recorded<MatterEvent>[];
  readonly position: number;
}

export type Wanted = Omit<DocumentRequest, 'matterId'>;

/** Makes documents of what the log had at a position. It asks nobody whether they may read it. */
@Injectable()
export class DocumentMaker {
  constructor(
    private readonly asOf: AsOfLookup,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(NAMES) private readonly names: ReadNames,
    private readonly index: LogIndex,
    @Inject(WITNESS) private readonly witness: Witness,
  ) {}

  async statesAt(position: number): Promise<ReadStates> {
    await this.index.awaited(position);
    return this.asOf.statesAsOf({ position, validOn: null });
  }

  /**
   * Makes the document of a matter as of a position. A report is of a version of the matter; undefined means the newest.
   *
   * @throws Refusal `DOCUMENT_NOT_YET`, `NO_PARAGRAPH_OF_MATTER` or `VOTE_NOT_RECONCILED`.
   */
  async ofMatter(
    { kind, asOf, language, paragraph }: Wanted,
    { matter, events, position }: MatterAt,
    version?: number | null,
  ): Promise<Document> {
    const boardId = boardOf(matter.id);
    const at = { position, states: await this.statesAt(position), language, boardId };
    // A past moment has its own checkpoint recorded with it. A document as of now states how far the log is signed now.
    const checkpoint = asOf === 'now' ? stated(await this.witness.newest()) : null;
    if (kind === 'report') return this.report(at, { matter, events, version, checkpoint });
    const meetingId = matter.summoned.at(-1)?.meetingId;
    const meeting = meetingId === undefined ? null : await at.states.one(meetingFold, meetingId);
    if (meeting === null) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
    const subject = subjectAt(meeting, { kind, matterId: matter.id, paragraphs: paragraphsAbout(matter.id, meeting) });
    switch (kind) {
      case 'summons':
        if (subject?.kind !== 'summons') throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
        return this.summons(at, meeting, subject.summons);
      case 'minutes':
      case 'extract': {
        const shown = shownIn(meeting, { kind, matterId: matter.id, paragraph });
        return this.minutes(at, meeting, { checkpoint, shown });
      }
      case 'notice':
        if (subject?.kind !== 'notice') throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
        return this.notice(at, meeting, subject.notice);
    }
  }

  /** Makes a document as it was summoned, adjusted or posted, of the log up to that event and the names of now. */
  async ofSubject(meetingId: Id<'Meeting'>, subject: KeptSubject, language: Language): Promise<Document> {
    const events = await recordedIn(meetingFold, meetingId, this.store);
    const position = positionOfSubject(events, subject);
    if (position === undefined) throw new Error(`${meetingId} has no event of ${subjectKey(subject)}.`);
    const states = await this.statesAt(position);
    const at = { position, states, language, boardId: boardOf(meetingId) };
    const meeting = existing(await states.one(meetingFold, meetingId), meetingId);
    switch (subject.kind) {
      case 'summons':
        return this.summons(at, meeting, subject.summons);
      case 'report': {
        const { matterId } = subject;
        const { items = [], checkpoint = null } = meeting.summonses.find((one) => one.number === subject.summons) ?? {};
        const version = items.find((item) => item.matterId === matterId)?.version;
        const matter = matterView(existing(await states.one(matterFold, matterId), matterId));
        return this.report(at, {
          matter,
          events: await recordedIn(matterFold, matterId, this.store),
          version,
          checkpoint,
        });
      }
      case 'minutes':
      case 'extract': {
        const { checkpoint = null } = meeting.adjustments.find(({ number }) => number === subject.adjustment) ?? {};
        return this.minutes(at, meeting, { checkpoint, shown: subject.kind === 'minutes' ? null : subject.paragraph });
      }
      case 'notice':
        return this.notice(at, meeting, subject.notice);
    }
  }

  /** Returns the number of the template's version with which {@link ofSubject} makes a document. */
  async templateOf(meetingId: Id<'Meeting'>, subject: KeptSubject): Promise<number> {
    const position = positionOfSubject(await recordedIn(meetingFold, meetingId, this.store), subject) ?? 0;
    const states = await this.statesAt(position);
    return (await states.one(documentTemplateFold, boardOf(meetingId))).version;
  }

  private async report(at: At, { matter, events, version: wanted, checkpoint }: ReportedMatter): Promise<Document> {
    const version = matter.versions.findLast(({ number }) => wanted === undefined || number === wanted);
    const submitted = events.findLast(
      (one) => one.type === 'MatterVersionSubmitted' && one.data.version === version?.number,
    );
    if (version === undefined || submitted === undefined)
      throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: 'report' });
    // The figures of a version are those of its submission. What came later changes no version (rule 47).
    const reports = await this.reportsOf(version, await this.statesAt(submitted.position));
    const setting = await this.setting({ ...at, position: submitted.position }, [version.by], checkpoint);
    return reportDocument({ dnr: matter.dnr, version, reports }, setting);
  }

  private async reportsOf({ points }: VersionView, states: ReadStates): Promise<ReportedTertial[]> {
    const reports: ReportedTertial[] = [];
    for (const { kind, planId, tertial } of points) {
      if (kind !== 'APPROVE_REPORT' || planId === null || tertial === null) continue;
      const plan = await states.one(planFold, planId);
      if (plan === null) continue;
      const model = await states.one(steeringModelFold, plan.steeringModelId);
      if (model === null) continue;
      const goals = (await states.parts(goalFold, [planId])).filter((goal) => goal !== null);
      const removals = await states.parts(removalFold, [planId]);
      const view = tertialView(model, plan, goals, removals, tertial);
      const version = model.versions.find((one) => one.version === view.modelVersion) ?? null;
      reports.push({ view, modelName: model.name, model: version });
    }
    return reports;
  }

  private async summons(at: At, meeting: Meeting, number: number): Promise<Document> {
    const summons = meeting.summonses.find((one) => one.number === number);
    if (summons === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: 'summons' });
    const items = await Promise.all(
      summons.items.map(async (item) => {
        const version = await versionIn(item, at.states);
        const hasReport = version?.points.some(({ kind }) => kind === 'APPROVE_REPORT') ?? false;
        return { ...item, content: version === null ? null : { ...version, hasReport } };
      }),
    );
    const { date, composition, movedTo } = meeting;
    const persons = [summons.by, ...composition.members, ...composition.substitutes];
    const setting = await this.setting(at, persons, summons.checkpoint);
    const held = movedTo === null ? null : await at.states.one(meetingFold, movedTo);
    const told = { date, composition, change: changeSince(summons, meeting, held) };
    return summonsDocument({ ...told, summons: { ...summons, items } }, setting);
  }

  private async minutes(at: At, meeting: Meeting, { checkpoint, shown }: MinutesAsked): Promise<Document> {
    const minutes = minutesView(meeting);
    const versions = await decidedVersions(meeting, at.states);
    const secretary = meeting.decisions.at(-1)?.recordedBy ?? meeting.summonses.at(-1)?.by ?? '';
    const setting = await this.setting(at, [secretary, ...personsAt(meeting)], checkpoint);
    const material: MinutesMaterial = { minutes, composition: meeting.composition, secretary, versions };
    if (shown === null) return minutesDocument(material, setting);
    const paragraph = minutes.paragraphs.find((one) => one.paragraph === shown);
    if (paragraph === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: 'extract' });
    return extractDocument(material, paragraph, setting);
  }

  private async notice(at: At, meeting: Meeting, number: number): Promise<Document> {
    const notice = meeting.notices.find((one) => one.number === number);
    if (notice === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: 'notice' });
    const events: readonly Recorded<MeetingEvent>[] = await recordedIn(meetingFold, meeting.id, this.store);
    const posted = events.find((one) => one.type === 'NoticePosted' && one.data.number === notice.number);
    const [postedBy, checkpoint] = [posted?.metadata.actor ?? '', meeting.adjustments.at(-1)?.checkpoint ?? null];
    return noticeDocument(
      { minutes: minutesView(meeting), notice, postedBy },
      await this.setting(at, [postedBy], checkpoint),
    );
  }

  private async setting(
    { boardId, position, states, language }: At,
    personIds: readonly string[],
    checkpoint: StatedCheckpoint | null,
  ): Promise<Setting> {
    const municipalityId = municipalityOf(boardId);
    const { name: municipality } = await this.names.municipality(municipalityId);
    const [board, ...persons] = await this.names.names(municipalityId, [boardId, ...new Set(personIds)]);
    return {
      language,
      municipality,
      board: board?.name ?? boardId,
      persons: new Map(persons.map(({ id, name, title }) => [id, { name, title }])),
      template: await states.one(documentTemplateFold, boardId),
      position,
      checkpoint,
    };
  }
}

interface ReportedMatter extends Omit<MatterAt, 'position'> {
  /** The number of the version; undefined for the newest. Null: an early build did not record which one was summoned. */
  readonly version: number | null | undefined;
  readonly checkpoint: StatedCheckpoint | null;
}

interface MinutesAsked {
  readonly checkpoint: StatedCheckpoint | null;
  /** The paragraph (§) of an extract; null for the minutes of the whole meeting. */
  readonly shown: string | null;
}

/** Lists the paragraphs (§) of the minutes that are about a matter. */
export function paragraphsAbout(matterId: Id<'Matter'>, meeting: Meeting): string[] {
  return minutesView(meeting)
    .paragraphs.filter((one) => one.matterId === matterId)
    .map(({ paragraph }) => paragraph);
}

/**
 * Returns the paragraph of an extract, and null for minutes.
 *
 * @throws Refusal `DOCUMENT_NOT_YET` or `NO_PARAGRAPH_OF_MATTER`.
 */
export function shownIn(meeting: Meeting, { kind, matterId, paragraph: wanted }: ShownOf): string | null {
  const own = paragraphsAbout(matterId, meeting);
  const [first] = own;
  if (first === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
  if (kind === 'minutes') return null;
  const paragraph = wanted ?? first;
  if (own.includes(paragraph)) return paragraph;
  throw new Refusal(documentRefusals.NO_PARAGRAPH_OF_MATTER, { paragraph, own });
}

type ShownOf = Pick<DocumentRequest, 'matterId' | 'kind' | 'paragraph'>;

async function versionIn(
  { matterId, version }: Pick<SummonedItem, 'matterId' | 'version'>,
  states: ReadStates,
): Promise<VersionView | null> {
  const matter = await states.one(matterFold, matterId);
  if (matter === null) return null;
  return matterView(matter).versions.find(({ number }) => number === version) ?? null;
}

async function decidedVersions({ decisions }: Meeting, states: ReadStates): Promise<ReadonlyMap<string, VersionView>> {
  const versions = new Map<string, VersionView>();
  for (const decision of decisions) {
    const version = await versionIn(decision, states);
    if (version !== null) versions.set(decision.matterId, version);
  }
  return versions;
}

/** Lists everybody whom the minutes of the meeting can name. */
function personsAt({ composition, present, attendances, conflicts, decisions, adjusters }: Meeting): string[] {
  return [
    ...composition.members,
    ...composition.substitutes,
    ...present,
    ...attendances.flatMap(({ others }) => others.map(({ personId }) => personId)),
    ...conflicts.flatMap(({ substitute }) => substitute ?? []),
    ...decisions.flatMap(({ serving }) => serving.map(({ personId }) => personId)),
    ...adjusters,
  ];
}
