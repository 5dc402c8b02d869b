import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getNamedType, type GraphQLField, type GraphQLOutputType, type GraphQLSchema, isObjectType } from 'graphql';
import type { HistoryEntryRow } from '../../src/audit/history.view.js';
import type { AlarmRow } from '../../src/evidence/adoption/alarms.view.js';
import type { CheckpointRow, ConsistencyProofRow, InclusionProofRow } from '../../src/evidence/evidence.view.js';
import type { PointRow } from '../../src/matters/matter-point-row.view.js';
import type { MatterRow } from '../../src/matters/matters.view.js';
import type {
  DifferenceRow,
  DraftRow,
  FigureDriftRow,
  ReportDifferenceRow,
} from '../../src/matters/matter-version-row.view.js';
import type { MeetingRow, ParagraphRow } from '../../src/meetings/meeting-row.view.js';
import type { MinutedParagraphRow, MinutesRow } from '../../src/meetings/minutes.resolver.js';
import type { MeRow } from '../../src/people/me.view.js';
import type {
  BoardCompositionRow,
  BoardConnection,
  BoardRow,
  MunicipalityRow,
  PersonConnection,
  PersonRow,
  VacancyRow,
  UnitConnection,
  UnitRow,
} from '../../src/people/people.view.js';
import type { PlanComparisonRow } from '../../src/plans/comparison/plan-comparison.view.js';
import type { RemovalDraft } from '../../src/removals/removal-draft.js';
import type { PeopleImportRow } from '../../src/people/import/people-import.resolver.js';
import type { PlanImportRow } from '../../src/plans/import/plan-import.resolver.js';
import type { ReportsFileRow, ReportsImportRow } from '../../src/plans/import/reports-import.resolver.js';
import type { ActivityRow, FollowUpRow, GoalRow, MeasureRow, PlanRow } from '../../src/plans/plans.view.js';
import type { ReportingRow } from '../../src/plans/responsibility/reporting.view.js';
import type { TertialViewRow } from '../../src/plans/tertial-view/tertial-view-row.view.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import type { PermittedRow } from '../../src/platform/graphql-types/permitted.view.js';
import type { Connection } from '../../src/platform/graphql-types/connection.view.js';
import type { StuckRow, StuckStepRow, StuckTextRow } from '../../src/platform/graphql-types/stuck.view.js';
import { NAMED, type NamedRow } from '../../src/platform/graphql-types/named.view.js';
import { REFERENCE } from '../../src/platform/graphql-types/reference.view.js';
import type { WaitingRow } from '../../src/platform/graphql-types/waiting.view.js';
import type { DeadLetter } from '../../src/platform/processes/dead-letters.view.js';
import type { RemovalRow } from '../../src/removals/removals.view.js';
import type { ReviewChainRow } from '../../src/reviews/review-chains.view.js';
import type { SteeringModelView } from '../../src/steering-models/steering-models.view.js';
import type { Answer } from './app-under-test.js';

/** A thing with what its reader may do about it. */
type WithPermitted<Thing> = Thing & { readonly permitted: readonly PermittedRow[] | null };
export type ShownRemoval = WithPermitted<RemovalRow>;

interface ShownPerson extends PersonRow {
  readonly vacancies: readonly VacancyRow[];
}

export interface ShownGoal extends WithPermitted<GoalRow> {
  readonly fulfilment: PermittedRow | null;
  readonly measures: readonly WithPermitted<MeasureRow>[];
  readonly activities: readonly WithPermitted<ActivityRow>[];
}

export interface ShownPlan extends WithPermitted<PlanRow> {
  readonly followUps: readonly WithPermitted<FollowUpRow>[];
  readonly goals: readonly ShownGoal[];
}

export interface ShownMeeting extends WithPermitted<MeetingRow> {
  readonly paragraphs: readonly WithPermitted<ParagraphRow>[];
}

export interface ShownMinutes extends MinutesRow {
  readonly paragraphs: readonly WithPermitted<MinutedParagraphRow>[];
}

/** A matter with what is made of it when it is read. */
export interface ShownMatter extends WithPermitted<MatterRow> {
  readonly points: readonly WithPermitted<PointRow>[];
  readonly drift: readonly FigureDriftRow[];
  readonly changesSinceReviewed: DifferenceRow | null;
  readonly reportDifference: ReportDifferenceRow | null;
}

/** The answer of each mutation. */
export interface Given {
  readonly adoptSteeringModel: SteeringModelView;
  readonly adoptPlan: ShownPlan;
  readonly importPlan: PlanImportRow;
  readonly importReports: ReportsImportRow;
  readonly addActivity: ShownPlan;
  readonly rewordActivity: ShownPlan;
  readonly assignActivity: ShownPlan;
  readonly remindReporters: readonly ReportingRow[];
  readonly changeActivityDates: ShownPlan;
  readonly adoptMeasure: PlanRow;
  readonly openFollowUp: TertialViewRow;
  readonly closeFollowUp: TertialViewRow;
  readonly moveCutOff: PlanRow;
  readonly reopenFollowUp: PlanRow;
  readonly addGoal: PlanRow;
  readonly replacePlan: PlanRow;
  readonly renameGoal: PlanRow;
  readonly redefineMeasure: PlanRow;
  readonly correctGoalDecision: PlanRow;
  readonly correctMeasureDecision: PlanRow;
  readonly correctActivityDecision: PlanRow;
  readonly correctChangeDecision: PlanRow;
  readonly strikeGoal: PlanRow;
  readonly strikeMeasure: PlanRow;
  readonly strikeActivity: PlanRow;
  readonly reportStatus: TertialViewRow;
  readonly correctStatus: TertialViewRow;
  readonly reportMeasure: TertialViewRow;
  readonly correctMeasure: TertialViewRow;
  readonly assessGoal: TertialViewRow;
  readonly correctAssessment: TertialViewRow;
  readonly adoptReviewChain: ReviewChainRow;
  readonly proposeRemoval: ShownRemoval;
  readonly saveRemovalDraft: RemovalDraft | null;
  readonly reviseRemoval: ShownRemoval;
  readonly reviewRemoval: ShownRemoval;
  readonly withdrawRemoval: ShownRemoval;
  readonly openMatter: ShownMatter;
  readonly addReportPoint: ShownMatter;
  readonly addRemovalPoint: ShownMatter;
  readonly addOtherPoint: ShownMatter;
  readonly strikePoint: ShownMatter;
  readonly saveMatterDraft: DraftRow;
  readonly clearMatterDraft: DraftRow;
  readonly submitMatter: ShownMatter;
  readonly reviewMatter: ShownMatter;
  readonly acceptReportChange: ShownMatter;
  readonly withdrawMatter: ShownMatter;
  readonly correctDecision: ShownMeeting;
  readonly correctConflict: ShownMeeting;
  readonly correctAttendance: ShownMeeting;
  readonly correctMeeting: ShownMeeting;
  readonly moveMeeting: ShownMeeting;
  readonly correctNotice: ShownMeeting;
  readonly correctTimes: ShownMeeting;
  readonly correctComposition: ShownMeeting;
  readonly correctAdjustment: ShownMeeting;
  readonly correctDispatch: ShownMeeting;
  readonly correctAppeal: ShownMeeting;
  readonly correctAddedMatter: ShownMeeting;
  readonly withdrawAddedMatter: ShownMeeting;
  readonly correctTakingDown: ShownMeeting;
  readonly renameMunicipality: MunicipalityRow;
  readonly addBoard: BoardRow;
  readonly renameBoard: BoardRow;
  readonly addUnit: BoardRow;
  readonly renameUnit: BoardRow;
  readonly addUnitMember: UnitRow;
  readonly endUnitMember: UnitRow;
  readonly addPerson: ShownPerson;
  readonly importPeople: PeopleImportRow;
  readonly renamePerson: ShownPerson;
  readonly erasePersonName: ShownPerson;
  readonly grantRole: ShownPerson;
  readonly grantMunicipalityRole: ShownPerson;
  readonly endRole: ShownPerson;
  readonly appointDeputy: ShownPerson;
  readonly endDeputy: ShownPerson;
  readonly scheduleMeeting: ShownMeeting;
  readonly cancelMeeting: ShownMeeting;
  readonly putOnAgenda: ShownMeeting;
  readonly takeOffAgenda: ShownMeeting;
  readonly sendSummons: ShownMeeting;
  readonly openMeeting: ShownMeeting;
  readonly recordAttendance: ShownMeeting;
  readonly recordConflict: ShownMeeting;
  readonly addMatterAtMeeting: ShownMeeting;
  readonly decidePoint: ShownMeeting;
  readonly closeMeeting: ShownMeeting;
  readonly adjustMinutes: ShownMeeting;
  readonly postNotice: ShownMeeting;
  readonly takeDownNotice: ShownMeeting;
  readonly recordAppeal: ShownMeeting;
  readonly settleAppeal: ShownMeeting;
  readonly adjournMeeting: ShownMeeting;
  readonly electAdjusters: ShownMeeting;
  readonly dispatchParagraph: ShownMeeting;
}

/** An event as it is told in the language of whoever asks. */
export interface ShownEvent extends HistoryEntryRow {
  readonly sentence: string;
}

/** The answer of each query. */
export interface Shown {
  readonly plan: ShownPlan;
  readonly plans: Connection<ShownPlan>;
  readonly comparePlan: PlanComparisonRow;
  readonly tertialView: TertialViewRow;
  readonly reportsFile: ReportsFileRow;
  readonly removalDraft: RemovalDraft | null;
  readonly matter: ShownMatter;
  readonly matterDraft: DraftRow;
  readonly matters: Connection<ShownMatter>;
  readonly meeting: ShownMeeting;
  readonly meetings: Connection<ShownMeeting>;
  readonly minutes: ShownMinutes;
  readonly publications: { readonly permitted: readonly PermittedRow[] | null };
  readonly removalProposal: ShownRemoval;
  readonly removalProposals: Connection<ShownRemoval>;
  readonly reviewChain: ReviewChainRow;
  readonly steeringModel: SteeringModelView;
  readonly history: Connection<ShownEvent>;
  readonly personHistory: Connection<ShownEvent>;
  readonly eventsBehind: Connection<ShownEvent>;
  readonly checkpoint: CheckpointRow;
  readonly inclusionProof: InclusionProofRow;
  readonly consistencyProof: ConsistencyProofRow;
  readonly alarms: readonly AlarmRow[];
  readonly deadLetters: readonly DeadLetter[];
  readonly municipality: MunicipalityRow;
  readonly boards: BoardConnection;
  readonly units: UnitConnection;
  readonly persons: PersonConnection;
  readonly person: ShownPerson;
  readonly me: MeRow;
  readonly names: readonly NamedRow[];
  readonly boardComposition: BoardCompositionRow;
  readonly stuck: StuckRow & {
    readonly unheldSteps: readonly StuckStepRow[];
    readonly removals: readonly StuckTextRow[];
    readonly matters: readonly StuckTextRow[];
  };
  readonly waitingForMe: {
    readonly followUps: readonly WaitingRow[];
    readonly removals: readonly WaitingRow[];
    readonly matters: readonly WaitingRow[];
    readonly meetings: readonly WaitingRow[];
    readonly roles: readonly WaitingRow[];
  };
}

export type Fault = Answer['errors'][number];
type Headers = Readonly<Record<string, string>>;

/** The header that makes a request somebody's; nobody's when it is empty. */
export type SignIn = (who: string) => Promise<Headers>;

/** Asks the service over its API for all that there is to see, by documents made from its schema. */
export class Api {
  readonly schema: GraphQLSchema;
  readonly #store: EventStore;

  constructor(
    readonly app: NestFastifyApplication,
    private readonly signIn: SignIn,
  ) {
    this.schema = app.get(GraphQLSchemaHost).schema;
    this.#store = app.get<EventStore>(EVENT_STORE);
  }

  /** How many events there are. */
  head(): Promise<number> {
    return this.#store.head();
  }

  /** Gives a command, which is accepted. */
  async give<Name extends keyof Given>(who: string, name: Name, input: object): Promise<Given[Name]> {
    const data: Given = JSON.parse(await this.accepted(who, name, { input }));
    return data[name];
  }

  /** Reads what the person may read. */
  async see<Name extends keyof Shown>(
    who: string,
    name: Name,
    args: object = {},
    headers: Headers = {},
  ): Promise<Shown[Name]> {
    const data: Shown = JSON.parse(await this.accepted(who, name, args, headers));
    return data[name];
  }

  /** The kinds of what waits for a person, counted. */
  async waitingFor(who: string): Promise<Record<string, number>> {
    const { followUps, removals, matters, meetings, roles } = await this.see(who, 'waitingForMe');
    const counts: Record<string, number> = {};
    for (const { kind } of [...followUps, ...removals, ...matters, ...meetings, ...roles])
      counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  /** The one fault of a command that is refused, and changes nothing (rule 45). */
  async refused(who: string, name: keyof Given, input: object, headers: Headers = {}): Promise<Fault> {
    const before = await this.head();
    const { data, errors } = await this.ask(who, name, { input }, headers);
    const [fault] = errors;
    if (fault === undefined || errors.length > 1) throw new Error(`${name} was not refused: ${JSON.stringify(data)}`);
    expect(data).toBeNull();
    expect(await this.head()).toBe(before);
    return fault;
  }

  /** Asks for one field of a root type, with all that it shows. A query that is refused gives no data, as a mutation. */
  async ask(who: string, name: string, args: object, headers: Headers = {}): Promise<Answer> {
    const answer = await this.send(who, this.documentFor(name, Object.keys(args)), args, headers);
    const isRefused = answer.errors.length > 0 && (answer.data?.[name] ?? null) === null;
    return isRefused ? { ...answer, data: null } : answer;
  }

  async send(who: string, query: string, variables: object = {}, headers: Headers = {}): Promise<Answer> {
    const { statusCode: status, body } = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...(await this.signIn(who)), ...headers },
      payload: { query, variables },
    });
    const { data = null, errors = [] }: Partial<Answer> = JSON.parse(body);
    return { status, data, errors };
  }

  /** The document that asks for a field with these arguments, as variables. */
  documentFor(name: string, given: readonly string[]): string {
    const { operation, field } = this.rootField(name);
    const args = field.args.filter((arg) => given.includes(arg.name));
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const [declaration, passing] = args.length === 0 ? ['', ''] : [`(${declared})`, `(${passed})`];
    return `${operation}${declaration} { ${name}${passing}${everythingOf(field.type)} }`;
  }

  private rootField(name: string): { operation: string; field: GraphQLField<unknown, unknown> } {
    const roots = {
      query: this.schema.getQueryType(),
      mutation: this.schema.getMutationType(),
      subscription: this.schema.getSubscriptionType(),
    };
    for (const [operation, type] of Object.entries(roots)) {
      const field = type?.getFields()[name];
      if (field !== undefined) return { operation, field };
    }
    throw new Error(`The API has no field ${name}.`);
  }

  private async accepted(who: string, name: string, args: object, headers: Headers = {}): Promise<string> {
    const { data, errors } = await this.ask(who, name, args, headers);
    if (errors.length > 0) throw new Error(`${name} by ${who} was refused: ${JSON.stringify(errors)}`);
    return JSON.stringify(data);
  }
}

/** Every field of a type and of what it is made of, without the names and things beside ids, which repeat the ids. */
function everythingOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields())
    .filter(({ extensions }) => extensions[NAMED] === undefined && extensions[REFERENCE] === undefined)
    .map((field) => `${field.name}${everythingOf(field.type)}`);
  return ` { ${fields.join(' ')} }`;
}
