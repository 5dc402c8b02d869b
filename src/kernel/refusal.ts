import type { IsoDate, IsoInstant } from './tertial.js';

/** Something done since a revision, for a conflict to tell. */
export interface Change {
  readonly event: string;
  readonly actor: string;
  readonly role: string;
  readonly at: IsoInstant;
}

/** A fault in an imported file. `row` counts as the spreadsheet does: the headings are row 1. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly problem: 'MISSING' | 'NOT_CSV' | 'NOT_A_DATE' | 'DATES_REVERSED' | 'OUTSIDE_YEAR' | 'DUPLICATE' | 'TOO_LONG';
  readonly value: string;
}

/** Each refusal's stable code and what it tells. Codes are never renamed: clients depend on them. */
export interface RefusalDetails {
  // at the door
  STARTING: Record<string, never>;
  STORE_UNAVAILABLE: Record<string, never>;
  CROSS_ORIGIN: Record<string, never>;
  UNSUPPORTED_MEDIA_TYPE: { allowed: readonly string[] };
  TOO_MANY_REQUESTS: { seconds: number };
  QUERY_TOO_LONG: { most: number };
  QUERY_TOO_DEEP: { depth: number; most: number };
  TOO_MANY_ALIASES: { aliases: number; most: number };
  QUERY_TOO_COSTLY: { cost: number; most: number };
  SIGN_IN_UNAVAILABLE: Record<string, never>;
  UNAUTHENTICATED: Record<string, never>;
  INVALID_INPUT: { fields: readonly { field: string; problem: string }[] };
  NOT_FOUND: { id: string };
  FORBIDDEN: { command: string; allowed: readonly string[] };

  // every command
  COMMAND_ID_REUSED: { commandId: string };
  REVISION_CONFLICT: { expected: number; actual: number; changes: readonly Change[] };
  BUSY: Record<string, never>;
  OUTCOME_UNKNOWN: { commandId: string };
  NOT_YET_VISIBLE: { commandId: string };

  // texts, dates and references
  TEXT_MISSING: { field: string };
  COMMENT_MISSING: Record<string, never>;
  REASON_MISSING: Record<string, never>;
  DECISION_REFERENCE_MISSING: Record<string, never>;
  IN_FUTURE: { date: IsoDate; today: IsoDate };
  DATES_REVERSED: { startDate: IsoDate; endDate: IsoDate };
  OUTSIDE_YEAR: { date: IsoDate; year: number };
  MOMENT_NOT_YET: { latest: string };
  NO_SUCH_MOMENT: { matterId: string; moment: string };

  // the register of people
  ALREADY_REGISTERED: { id: string };
  SIGN_IN_TAKEN: { subject: string };
  NAME_ERASED: { personId: string };
  HOLDS_ROLES: { personId: string; roles: readonly string[] };
  STEP_UNFIT: { role: string; step: string; allowed: readonly string[] };
  ROLE_OVERLAPS: { id: string };
  CHAIR_TAKEN: { personId: string };
  ROLE_ENDED: { id: string; lastDay: IsoDate };
  LAST_ADMINISTRATOR: Record<string, never>;
  ADMINISTRATOR_EXISTS: { municipalityId: string };
  DEPUTY_IS_HOLDER: Record<string, never>;
  OWN_DEPUTYSHIP: Record<string, never>;
  MEMBER_HAS_NO_DEPUTY: Record<string, never>;

  // steering models
  STEERING_MODEL_NOT_IN_FORCE: { day: IsoDate };
  STEERING_MODEL_BACKDATED: { holdsFrom: IsoDate; earliest: IsoDate };
  STEERING_MODEL_INCOMPLETE: { missing: string };
  NOT_ASSESSED_IS_NO_STATUS: { code: string };
  UNKNOWN_STATUS: { given: string; allowed: readonly string[] };

  // plans and follow-ups
  PLAN_EXISTS: { planId: string };
  IMPORT_FAULTS: { faults: readonly RowFault[] };
  TERTIAL_NOT_BEGUN: { firstDay: IsoDate };
  CUT_OFF_TOO_EARLY: { cutOff: IsoDate; earliest: IsoDate };
  FOLLOW_UP_EXISTS: { tertial: string };
  FOLLOW_UP_NOT_OPEN: { tertial: string };
  FOLLOW_UP_CLOSED: { tertial: string };
  AFTER_TERTIAL: { validOn: IsoDate; lastDay: IsoDate };
  NOTHING_TO_CORRECT: { tertial: string };
  NOT_IN_PLAN_THEN: { id: string; tertial: string };
  NOT_FULFILLED_BY_ACTIVITIES: {
    obstacles: readonly { activityId: string; heading: string; status: string | null }[];
  };
  NOT_FULFILLED_BY_MEASURES: {
    obstacles: readonly { measureId: string; name: string; target: string; value: string | null }[];
  };

  // removal proposals
  OTHER_YEARS_PLAN: { year: number };
  ACTIVITY_REMOVED: { activityId: string };
  ACTIVITY_COMPLETED: { activityId: string; status: string };
  REMOVAL_ALREADY_OPEN: { proposalId: string };
  REMOVAL_STATUS: { status: string; needed: readonly string[] };
  MOTIVATION_MISSING: Record<string, never>;
  NOT_THE_AUTHOR: Record<string, never>;
  REMOVAL_BEFORE_BOARD: { matterId: string };

  // review
  OWN_TEXT: Record<string, never>;
  SECOND_STEP_BY_SAME_PERSON: { step: string };
  NOT_YOUR_STEP: { step: string };
  CHANGED_SINCE_READ: { read: number; current: number };
  REVIEW_CHAIN_INCOMPLETE: { missing: string };

  // matters
  MATTER_EXISTS: { matterId: string };
  OTHER_KIND_OF_MATTER: { kind: string };
  FOLLOW_UP_NOT_CLOSED: { tertial: string };
  MATTER_STATUS: { status: string; needed: readonly string[] };
  MATTER_WITHOUT_POINTS: Record<string, never>;
  MATTER_POSTPONED: { point: number };
  DRAFT_CHANGED: { expected: number; actual: number; by: string; at: IsoInstant };
  UNKNOWN_FIGURE: { given: string; allowed: readonly string[] };
  POINT_EXISTS: { point: number };
  PROPOSAL_NOT_REVIEWED: { proposalId: string; status: string };
  POINT_NOT_BEFORE_BOARD: { point: number };
  POINT_DECIDED: { point: number; outcome: string };
  WORDING_NEEDS_APPROVAL: Record<string, never>;

  // meetings, and what comes after them
  MEETING_STATUS: { status: string; needed: readonly string[] };
  PARAGRAPH_STATUS: { paragraph: string; status: string; needed: readonly string[] };
  PARAGRAPHS_MISSING: Record<string, never>;
  ADJUSTERS_MISSING: Record<string, never>;
  ADJUSTER_ABSENT: { personId: string };
  TOO_EARLY: { date: IsoDate; earliest: IsoDate };
  APPEAL_PERIOD_RUNS: { lastAppealDay: IsoDate };
  NOTICE_TAKEN_DOWN: { notice: number; date: IsoDate };
  APPEAL_SETTLED: { appeal: number; ruling: string };

  // meetings
  MEETING_EXISTS: { meetingId: string };
  MEETING_DAY_PASSED: { date: IsoDate };
  MEETING_NOT_YET: { date: IsoDate };
  MATTER_NOT_REVIEWED: { matterId: string; status: string };
  ON_AGENDA_ALREADY: { matterId: string };
  NOT_ON_AGENDA: { matterId: string };
  SUMMONED_ALREADY: { matterId: string };
  AGENDA_EMPTY: Record<string, never>;
  ATTENDANCE_UNSOUND: { personId: string; problem: 'TWICE' | 'NOT_OF_THE_BOARD' | 'SEAT_TAKEN' };
  NOT_SERVING: { personId: string };
  CHAIR_IN_CONFLICT: { personId: string };
  CHAIR_MISSING: Record<string, never>;
  CHAIR_MUST_VOTE: { personId: string };
  NO_QUORUM: { serving: number; members: number };
  VOTES_DO_NOT_ADD_UP: { missing: readonly string[]; extra: readonly string[] };
  VOTE_AGAINST_OUTCOME: { voted: string; outcome: string };
  RESERVATION_NOT_ALLOWED: { personId: string };
  PARAGRAPH_TAKEN: { paragraph: string };
  POINTS_UNDECIDED: { points: readonly string[] };
}

export type RefusalCode = keyof RefusalDetails;

/** A rule's no to a command. Nothing has changed when it is thrown (rule 45). */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';

  /** What happened last to the thing that the command is about: who lost a race is told to whom. */
  readonly latest: Change | undefined;

  constructor(
    readonly code: Code,
    readonly details: RefusalDetails[Code],
    options?: ErrorOptions & { readonly latest?: Change },
  ) {
    super(code, options);
    this.latest = options?.latest;
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}
