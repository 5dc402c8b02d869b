import { counted, deputyOf, finalityRecordedWords, inEach, named } from '../../kernel/history-labels.js';
import { paragraphWords, personsWords, quoted } from '../../kernel/history-labels.js';
import { dayWords } from '../../kernel/local-time.js';
import { type Phrase, same, type Sentences, type StreamHistory, text, type Words } from '../../kernel/history.js';
import { activityOf, goalOf, type Id } from '../../kernel/identity.js';
import { caseStatusNames } from '../../reviews/case-status-names.js';
import { existing } from '../../kernel/fold.js';
import { goalFold } from '../../plans/goal.js';
import type { MatterEvent } from '../matter-event.js';
import { allows } from '../matter-process.js';
import { type Matter, matterFold, pointIn } from '../matter.js';
import { waitingStep } from '../../reviews/review.js';
import { matterWords, meetingWords, outcomeWords, pointsWords, wordingWords } from './board-labels.js';
import { changedParts } from '../report-part-names.js';
import type { ReportChange } from '../tertial-report.js';
import { describeMatter, stepNames } from './describe-matter.js';

interface Context {
  readonly before: Matter | null;
  readonly matter: Matter;
  /** The heading of the activity whose removal the event adds as a point; empty for another event. */
  readonly heading: string;
}

const sentences: Sentences<MatterEvent, Context> = {
  MatterOpened: ({ data: { kind } }, { matter }) => {
    const { sv, en } = matterWords(matter);
    switch (kind) {
      case 'FOLLOW_UP':
        return { sv: `öppnade ${sv} för en uppföljning`, en: `opened ${en} for a follow-up` };
      case 'OTHER':
        return { sv: `öppnade ${sv}`, en: `opened ${en}` };
    }
  },
  MatterWithdrawn: (_, { matter }) => {
    const { sv, en } = matterWords(matter);
    return { sv: `drog tillbaka ${sv}`, en: `withdrew ${en}` };
  },
  DecisionPointAdded: ({ data: { number, proposedWording } }, context) => {
    const [point, wording] = [pointsWords([{ number }]), quoted(proposedWording)];
    const [about, lapsed] = [matterWords(context.matter), lapsedWords(context)];
    return {
      sv: `lade till ${point.sv} i ${about.sv}: ${wording.sv}${lapsed.sv}`,
      en: `added ${point.en} to ${about.en}: ${wording.en}${lapsed.en}`,
    };
  },
  DecisionPointStruck: ({ data: { number, cause } }, context) => {
    const [point, about, lapsed] = [pointsWords([{ number }]), matterWords(context.matter), lapsedWords(context)];
    const wording = quoted(pointIn(context.matter, number).proposedWording);
    const why = struckWords[cause];
    return {
      sv: `strök ${point.sv}, ${wording.sv}, ur ${about.sv}${why.sv}${lapsed.sv}`,
      en: `struck ${point.en}, ${wording.en}, from ${about.en}${why.en}${lapsed.en}`,
    };
  },
  MatterVersionSubmitted: ({ data: { version, points, authors } }, context) => {
    const [asked, by] = [pointsWords(points), personsWords(authors)];
    const [about, lapsed] = [matterWords(context.matter), lapsedWords(context)];
    return {
      sv: text`lämnade version ${version} av ${about.sv}, med ${asked.sv}, skriven av ${by.sv}, till granskning${lapsed.sv}`,
      en: text`submitted version ${version} of ${about.en}, with ${asked.en}, written by ${by.en}, for review${lapsed.en}`,
    };
  },
  MatterStepApproved: ({ data }, { matter }) => {
    const [at, changed] = [atStep(data, matter), changedReportWords(data.reportChanges ?? [])];
    const { sv, en } = inEach((language) => text`${at[language]}${changed[language]}`);
    return matter.status === 'REVIEWED'
      ? {
          sv: text`godkände ${sv}, och ärendet är därmed färdiggranskat`,
          en: text`approved ${en}, and the matter has thereby passed its review`,
        }
      : { sv: text`godkände ${sv}`, en: text`approved ${en}` };
  },
  MatterReturned: ({ data }, { matter }) => {
    const [{ sv, en }, to] = [atStep(data, matter), returnedTo(data.to, matter)];
    return { sv: text`återlämnade ${sv} till ${to.sv}`, en: text`returned ${en} to ${to.en}` };
  },
  MatterDeclined: ({ data }, { matter }) => {
    const { sv, en } = atStep(data, matter);
    return { sv: text`avstyrkte ${sv}`, en: text`declined ${en}` };
  },
  MatterReportChangeAccepted: ({ data: { version, changes } }, { matter }) => {
    const about = matterWords(matter);
    return {
      sv: `godtog för version ${version} av ${about.sv} att redovisningen har ändrats sedan den lämnades in: ${changedParts('sv', changes)}`,
      en: `accepted for version ${version} of ${about.en} that the report has changed since it was submitted: ${changedParts('en', changes)}`,
    };
  },
  MatterSummoned: ({ data: { meetingId, version, points, addedAtMeeting } }, { matter }) => {
    const [about, meeting, asked] = [matterWords(matter), meetingWords(meetingId), pointsWords(points)];
    const added = addedAtMeeting
      ? { sv: ', som hade beslutat att ta upp det', en: ', which had decided to take it up' }
      : same('');
    return {
      sv: `lade fram version ${version} av ${about.sv} för ${meeting.sv}${added.sv}, med ${asked.sv}`,
      en: `put version ${version} of ${about.en} before ${meeting.en}${added.en}, with ${asked.en}`,
    };
  },
  MatterNotSummoned: ({ data: { meetingId, status, cause } }, { matter }) => {
    const [about, meeting, was] = [matterWords(matter), meetingWords(meetingId), named(caseStatusNames, status)];
    // If the status allows a summons, the only other cause is a change of the matter or of its report.
    const { sv, en } =
      cause === 'REPORT_CHANGED'
        ? {
            sv: 'redovisningen hade ändrats innan kallelsen sändes',
            en: 'its report had changed before the summons was sent',
          }
        : allows({ status }, 'summon')
          ? { sv: 'det hade ändrats sedan kallelsen', en: 'it had changed since the summons' }
          : { sv: `det var ${was.sv}`, en: `it was ${was.en}` };
    return {
      sv: `lade inte fram ${about.sv} för ${meeting.sv}, eftersom ${sv}`,
      en: `did not put ${about.en} before ${meeting.en}, since ${en}`,
    };
  },
  MatterReleased: ({ data: { meetingId } }, { before, matter }) => {
    const [about, meeting] = [matterWords(matter), meetingWords(meetingId)];
    const left = pointsWords((before?.points ?? []).filter(({ isBeforeBoard }) => isBeforeBoard));
    return {
      sv: `tog tillbaka ${about.sv} från ${meeting.sv}, som inte avgjorde ${left.sv}`,
      en: `took ${about.en} back from ${meeting.en}, which did not decide ${left.en}`,
    };
  },
  MatterSubmitted: ({ data: { points } }, { matter }) => {
    const [about, asked] = [matterWords(matter), pointsWords(points)];
    return {
      sv: `lade fram ${about.sv} för nämnden, med ${asked.sv}`,
      en: `put ${about.en} before the board, with ${asked.en}`,
    };
  },
  PointDecided: ({ data }, { matter }) => {
    const { meetingId, date, outcome, number } = data;
    const [about, what, wording] = [matterWords(matter), outcomeWords(outcome, number), wordingWords(data)];
    const [at, day] = [meetingId === null ? null : meetingWords(meetingId), dayWords(date)];
    const where = at === null ? { sv: `den ${day.sv}`, en: `on ${day.en}` } : { sv: `vid ${at.sv}`, en: `at ${at.en}` };
    const paragraph = paragraphWords(data.paragraph);
    return {
      sv: `förde in nämndens beslut i ${about.sv}, ${paragraph} ${where.sv}: ${what.sv}, ${wording.sv}`,
      en: `entered the board's decision in ${about.en}, ${paragraph} ${where.en}: ${what.en}, ${wording.en}`,
    };
  },
  PointDecisionCorrected: ({ data }, { matter }) => {
    const { meetingId, number } = data;
    const [about, point, meeting] = [matterWords(matter), pointsWords([{ number }]), meetingWords(meetingId)];
    const paragraph = paragraphWords(data.paragraph);
    return {
      sv: `förde in den rättade uppgiften om beslutet vid ${meeting.sv} om ${point.sv} i ${about.sv}, ${paragraph}`,
      en: `entered the corrected record of the decision at ${meeting.en} on ${point.en} of ${about.en}, ${paragraph}`,
    };
  },
  PointFinalityRecorded: ({ data: { number, finality, on } }, { before, matter }) => {
    const decided = before?.points.find((one) => one.number === number)?.decisions.at(-1);
    const [about, point, became] = [
      matterWords(matter),
      pointsWords([{ number }]),
      finalityRecordedWords(finality, on, decided?.finality.at(-1)?.finality ?? 'NOT_IN_FORCE'),
    ];
    const paragraph = paragraphWords(pointIn(matter, number).decisions.at(-1)?.paragraph ?? '');
    return {
      sv: `antecknade att beslutet i ${paragraph} om ${point.sv} i ${about.sv} ${became.sv}`,
      en: `noted that the decision in ${paragraph} on ${point.en} of ${about.en} ${became.en}`,
    };
  },
};

export const matterHistory: StreamHistory<Matter | null, MatterEvent, Context> = {
  fold: matterFold,
  context: async ({ event, before, after }, lookAt) => {
    const matter = existing(after, event.data.matterId);
    const subject = event.type === 'DecisionPointAdded' ? event.data.subject : null;
    if (subject?.kind !== 'REMOVE_ACTIVITY') return { before, matter, heading: '' };
    const activityId = activityOf(subject.proposalId);
    const goal = await lookAt(goalFold, goalOf(activityId));
    const { heading = activityId } = goal?.activities.find(({ id }) => id === activityId) ?? {};
    return { before, matter, heading };
  },
  sentences,
  describe: (matter, _, { heading }) => (matter === null ? [] : describeMatter(matter, heading)),
};

/** Says what had changed in a report that a reviewer approved; empty when nothing had. */
function changedReportWords(changes: readonly ReportChange[]): Words {
  const [sv, en] = [changedParts('sv', changes), changedParts('en', changes)];
  return changes.length === 0
    ? same('')
    : { sv: ` med redovisningen som den hade ändrats (${sv})`, en: ` with the report as it had changed (${en})` };
}

const struckWords = {
  BY_CLERK: same(''),
  PROPOSAL_NOT_AVAILABLE: {
    sv: ', eftersom förslaget inte längre gick att ta upp',
    en: ', since the proposal could no longer be taken up',
  },
} as const;

/** Says how many approvals lapsed because the event changed the matter (rule 20); empty when none lapsed. */
function lapsedWords({ before, matter }: Context): Words {
  const lost = (matter.review?.lapsed.length ?? 0) - (before?.review?.lapsed.length ?? 0);
  const { sv, en } = counted(lost, { sv: 'godkännande', en: 'approval' }, { sv: 'godkännanden', en: 'approvals' });
  return lost === 0 ? same('') : { sv: `, varmed ${sv} förföll`, en: `, whereby ${en} lapsed` };
}

interface Verdict {
  readonly version: number;
  readonly step: string;
  /** The person who has the step, when that person's deputy gave the verdict. */
  readonly actingFor?: Id<'Person'>;
}

function atStep({ version, step, actingFor }: Verdict, matter: Matter): Phrase {
  const [about, at, deputy] = [matterWords(matter), stepWords(step, matter), deputyOf(actingFor)];
  return {
    sv: text`version ${version} av ${about.sv} i steget ${at.sv}${deputy.sv}`,
    en: text`version ${version} of ${about.en} at the step ${at.en}${deputy.en}`,
  };
}

function stepWords(code: string, { review }: Matter): Words {
  return named(review === null ? {} : stepNames(review.chain), code);
}

function returnedTo(to: 'AUTHOR' | 'PREVIOUS_STEP', matter: Matter): Words {
  switch (to) {
    case 'AUTHOR':
      return { sv: 'författaren', en: 'its author' };
    case 'PREVIOUS_STEP': {
      const waiting = matter.review === null ? null : waitingStep(matter.review);
      const step = stepWords(waiting?.code ?? '', matter);
      return { sv: `steget ${step.sv}`, en: `the step ${step.en}` };
    }
  }
}
