import { Inject, Injectable } from '@nestjs/common';
import type { Recorded } from '../kernel/fold.js';
import { boardOf, type Id, municipalityOf } from '../kernel/identity.js';
import { permit, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { MatterEvent } from '../matters/matter-event.js';
import { type MatterView, matterView, readingOf, type VersionView } from '../matters/matter-view.js';
import { matterFold } from '../matters/matter.js';
import { positionOf, type RecordedMatter, recordedMatter, shownTo } from '../meetings/history/recorded-matter.js';
import type { MeetingEvent } from '../meetings/meeting-event.js';
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
import { extractDocument, minutesDocument } from './minutes.js';
import type { MinutesMaterial } from './minutes-paragraph.js';
import { noticeDocument } from './notice.js';
import { reportDocument, type ReportedTertial } from './report.js';
import type { Setting } from './setting.js';
import { summonsDocument } from './summons.js';
import { defaultTemplate } from './template.js';

interface Asked extends DocumentRequest {
  readonly matter: MatterView;
  readonly events: readonly Recorded<MatterEvent>[];
  readonly position: number;
  readonly states: ReadStates;
  readonly person: Person | null;
}

/** Gathers what a document is made of, as of a moment of a matter, and makes the document. */
@Injectable()
export class Documents {
  constructor(
    private readonly asOf: AsOfLookup,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(NAMES) private readonly names: ReadNames,
    private readonly index: LogIndex,
  ) {}

  /**
   * Makes a document for a person, or for the operator of the service when `person` is null.
   *
   * @throws Refusal `NOT_FOUND` or `FORBIDDEN` as the views of the matter and of the meeting do, `DOCUMENT_NOT_YET`
   * when the record does not have what the document tells, `NO_SUCH_MOMENT`, `NO_PARAGRAPH_OF_MATTER`, `STARTING`, or
   * `VOTE_NOT_RECONCILED`.
   */
  async make(request: DocumentRequest, person: Person | null): Promise<Document> {
    const { matterId, kind } = request;
    const reading = person === null ? 'WHOLE' : readingOf(person, boardOf(matterId), matterId);
    const recorded = await recordedMatter(matterId, reading, this.store);
    const position = await this.positionOf(request, recorded);
    await this.index.awaited(position);
    const states = this.asOf.statesAsOf({ position, validOn: null });
    const matter = shownTo(reading, matterId, await states.one(matterFold, matterId));
    const asked = { ...request, matter, events: recorded.events, position, states, person };
    switch (kind) {
      case 'report':
        return this.report(asked);
      case 'summons':
        return this.summons(asked);
      case 'minutes':
      case 'extract':
        return this.minutes(asked);
      case 'notice':
        return this.notice(asked);
    }
  }

  private async positionOf({ asOf, kind }: DocumentRequest, recorded: RecordedMatter): Promise<number> {
    if (asOf === 'now') return this.store.head();
    if (asOf === 'submitted') {
      const submitted = recorded.events.findLast(({ type }) => type === 'MatterVersionSubmitted');
      if (submitted === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
      return submitted.position;
    }
    const name = ({ summoned: 'AS_SUMMONED', adjusted: 'AS_ADJUSTED' } as const)[asOf];
    return positionOf(recorded, { name, meetingId: null }, this.store);
  }

  private async report(asked: Asked): Promise<Document> {
    const { matter, events, asOf, kind } = asked;
    const summoned = matter.summoned.at(-1);
    const wanted = asOf === 'now' || asOf === 'submitted' ? undefined : summoned?.version;
    const version = matter.versions.findLast(({ number }) => wanted === undefined || number === wanted);
    const submitted = events.findLast(
      (one) => one.type === 'MatterVersionSubmitted' && one.data.version === version?.number,
    );
    if (version === undefined || submitted === undefined)
      throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
    // The figures of a version are those of its submission. What came later changes no version (rule 47).
    const reports = await this.reportsOf(
      version,
      this.asOf.statesAsOf({ position: submitted.position, validOn: null }),
    );
    const meeting = asOf === 'now' || asOf === 'submitted' ? null : await this.meetingOf(asked);
    const checkpoint = meeting?.summonses.at(-1)?.checkpoint ?? null;
    const setting = await this.setting({ ...asked, position: submitted.position }, [version.by], checkpoint);
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

  private async summons(asked: Asked): Promise<Document> {
    const meeting = await this.meetingOf(asked);
    const { date, composition } = meeting;
    const summons = meeting.summonses.findLast(({ items }) =>
      items.some(({ matterId }) => matterId === asked.matterId),
    );
    if (summons === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: asked.kind });
    const items = await Promise.all(
      summons.items.map(async (item) => {
        const version = await versionIn(item, asked.states);
        const hasReport = version?.points.some(({ kind }) => kind === 'APPROVE_REPORT') ?? false;
        return { ...item, content: version === null ? null : { ...version, hasReport } };
      }),
    );
    const persons = [summons.by, ...composition.members, ...composition.substitutes];
    const setting = await this.setting(asked, persons, summons.checkpoint);
    return summonsDocument({ date, composition, summons: { ...summons, items } }, setting);
  }

  private async minutes(asked: Asked): Promise<Document> {
    const { kind, matterId } = asked;
    const meeting = await this.meetingOf(asked);
    const minutes = minutesView(meeting);
    const own = minutes.paragraphs.filter((paragraph) => paragraph.matterId === matterId);
    const [first] = own;
    if (first === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
    const versions = await decidedVersions(meeting, asked.states);
    const secretary = meeting.decisions.at(-1)?.recordedBy ?? meeting.summonses.at(-1)?.by ?? '';
    const checkpoint = meeting.adjustments.at(-1)?.checkpoint ?? null;
    const setting = await this.setting(asked, [secretary, ...personsAt(meeting)], checkpoint);
    const material: MinutesMaterial = { minutes, composition: meeting.composition, secretary, versions };
    if (kind === 'minutes') return minutesDocument(material, setting);
    const wanted = asked.paragraph ?? first.paragraph;
    const paragraph = own.find((one) => one.paragraph === wanted);
    if (paragraph !== undefined) return extractDocument(material, paragraph, setting);
    throw new Refusal(documentRefusals.NO_PARAGRAPH_OF_MATTER, {
      paragraph: wanted,
      own: own.map((one) => one.paragraph),
    });
  }

  private async notice(asked: Asked): Promise<Document> {
    const meeting = await this.meetingOf(asked);
    const minutes = minutesView(meeting);
    const own = minutes.paragraphs
      .filter(({ matterId }) => matterId === asked.matterId)
      .map(({ paragraph }) => paragraph);
    const notice = meeting.notices.findLast(({ paragraphs }) => paragraphs.some((one) => own.includes(one)));
    if (notice === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind: asked.kind });
    const events: readonly Recorded<MeetingEvent>[] = await recordedIn(meetingFold, meeting.id, this.store);
    const posted = events.find((one) => one.type === 'NoticePosted' && one.data.number === notice.number);
    const postedBy = posted?.metadata.actor ?? '';
    const checkpoint = meeting.adjustments.at(-1)?.checkpoint ?? null;
    return noticeDocument({ minutes, notice, postedBy }, await this.setting(asked, [postedBy], checkpoint));
  }

  /** Reads the last meeting that received the matter. */
  private async meetingOf({ matter, kind, states, person }: Asked): Promise<Meeting> {
    const meetingId = matter.summoned.at(-1)?.meetingId;
    if (meetingId === undefined) throw new Refusal(documentRefusals.DOCUMENT_NOT_YET, { kind });
    if (person !== null) permit(person, 'readMeetings', boardOf(meetingId), meetingId);
    const meeting = await states.one(meetingFold, meetingId);
    if (meeting === null) throw new Refusal(refusals.NOT_FOUND, { id: meetingId });
    return meeting;
  }

  private async setting(
    asked: Asked,
    personIds: readonly string[],
    checkpoint: StatedCheckpoint | null,
  ): Promise<Setting> {
    const { matterId, position, language } = asked;
    const [boardId, municipalityId] = [boardOf(matterId), municipalityOf(matterId)];
    const [municipality, named] = await Promise.all([
      this.names.municipality(municipalityId),
      this.names.names(municipalityId, [boardId, ...new Set(personIds)]),
    ]);
    const [board, ...persons] = named;
    return {
      language,
      municipality: municipality.name,
      board: board?.name ?? boardId,
      persons: new Map(persons.map(({ id, name, title }) => [id, { name, title }])),
      template: defaultTemplate,
      position,
      checkpoint,
    };
  }
}

interface OfVersion {
  readonly matterId: Id<'Matter'>;
  readonly version: number;
}

async function versionIn({ matterId, version }: OfVersion, states: ReadStates): Promise<VersionView | null> {
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
