import { deputyOf, finalityNames, inEach, listed, named, personsWords, quoted } from '../../kernel/history-labels.js';
import { tertialWords, textWords } from '../../kernel/history-labels.js';
import { dayWords } from '../../kernel/local-time.js';
import { naming, type Property, same, text, valued, type Words } from '../../kernel/history.js';
import { yearOf } from '../../kernel/identity.js';
import { caseStatusNames } from '../../reviews/case-status-names.js';
import { outcomeNames } from '../../kernel/outcome.js';
import { reasonNames } from '../../removals/reason-names.js';
import { type DecisionPoint, pointStatus, type PointSubject } from '../decision-point.js';
import { filled } from '../figures.js';
import type { MatterVersion } from '../matter-version.js';
import type { RemovalBasis } from '../removal-basis.js';
import type { Matter } from '../matter.js';
import type { Review } from '../../reviews/review.js';
import { meetingWords, versionWords } from './board-labels.js';

/**
 * Lists the properties of a matter. The history shows each change of a property.
 *
 * @param heading the activity of the removal that the event adds as a point. The subject of a point never changes, so
 *   the history shows no subject of another point.
 */
export function describeMatter(matter: Matter, heading: string): Property[] {
  const { status, title, versions, review, points } = matter;
  const version = versions.at(-1);
  return valued([
    { name: { sv: 'Status', en: 'Status' }, value: named(caseStatusNames, status) },
    { name: { sv: 'Rubrik', en: 'Title' }, value: same(title) },
    ...(version === undefined ? [] : describeVersion(version)),
    ...(review === null ? [] : describeReview(review)),
    ...describeSummoned(matter),
    ...points.flatMap((point) => describePoint(point, heading)),
  ]);
}

/** Describes the newest version. Its texts contain the computed numbers instead of placeholders. */
function describeVersion({ number, hash, texts, figures, points, attachments, recipients }: MatterVersion): Property[] {
  return [
    { name: { sv: 'Nyaste version', en: 'Newest version' }, value: versionWords({ version: number, hash }) },
    { name: { sv: 'Ärendet i korthet', en: 'Brief' }, value: textWords(filled(texts.brief, figures)) },
    {
      name: { sv: 'Förvaltningens övervägande', en: 'Considerations' },
      value: textWords(filled(texts.considerations, figures)),
    },
    ...points.flatMap(({ number: point, report }) =>
      report === undefined
        ? []
        : {
            name: { sv: `Beslutspunkt ${point}, redovisning`, en: `Decision point ${point}, report` },
            value: same(`SHA-256 ${report.hash}`),
          },
    ),
    ...points.flatMap(({ number: point, removal }) => (removal === undefined ? [] : describeRemoval(point, removal))),
    ...attachments.map(({ name, reference, sha256 }) => {
      const { sv, en } = quoted(name);
      return { name: { sv: `Bilaga ${sv}`, en: `Attachment ${en}` }, value: same(`${reference} (SHA-256 ${sha256})`) };
    }),
    { name: { sv: 'Beslutet skickas till', en: 'The decision is sent to' }, value: textWords(recipients.join('; ')) },
  ];
}

/** Describes the reason for a removal and the activity, which the board reads in the version (rule 108). */
function describeRemoval(point: number, removal: RemovalBasis): Property[] {
  const { category, motivation, goalTitle, heading, description, startDate, endDate, responsibleUnit } = removal;
  const { status } = removal;
  const of = ({ sv, en }: Words): Words => ({
    sv: `Beslutspunkt ${point}, ${sv}`,
    en: `Decision point ${point}, ${en}`,
  });
  const [reason, activity, goal] = [reasonNames[category], quoted(heading), quoted(goalTitle)];
  const dates = inEach((language) => `${dayWords(startDate)[language]}–${dayWords(endDate)[language]}`);
  const planned = {
    sv: `${activity.sv} under målet ${goal.sv}, ${dates.sv}, ${responsibleUnit}`,
    en: `${activity.en} under the goal ${goal.en}, ${dates.en}, ${responsibleUnit}`,
  };
  return [
    { name: of({ sv: 'skäl', en: 'reason' }), value: reason },
    { name: of({ sv: 'motivering', en: 'motivation' }), value: textWords(motivation) },
    { name: of({ sv: 'aktivitet', en: 'activity' }), value: planned },
    { name: of({ sv: 'beskrivning', en: 'description' }), value: textWords(description) },
    { name: of({ sv: 'status', en: 'status' }), value: statusOfBasis(removal) },
    { name: of({ sv: 'kommentar', en: 'comment' }), value: status === null ? null : textWords(status.comment) },
  ];
}

function statusOfBasis({ goalId, status }: RemovalBasis): Words | null {
  if (status === null) return null;
  const [{ sv, en }, tertial, day] = [
    status.label,
    tertialWords(status.tertial, yearOf(goalId)),
    dayWords(status.validOn),
  ];
  return { sv: `${sv} (${tertial.sv}, den ${day.sv})`, en: `${en} (${tertial.en}, ${day.en})` };
}

function describeReview({ chain, authors, approvals }: Review): Property[] {
  const approved = approvals.map(({ step, by, actingFor }) => {
    const { sv, en } = named(stepNames(chain), step);
    const [person, of] = [naming(by), deputyOf(actingFor)];
    return { sv: text`${sv} (${person.sv}${of.sv})`, en: text`${en} (${person.en}${of.en})` };
  });
  return [
    { name: { sv: 'Skriven av', en: 'Written by' }, value: personsWords(authors) },
    { name: { sv: 'Godkännanden', en: 'Approvals' }, value: approved.length === 0 ? null : listed(approved) },
  ];
}

/** Describes the version that each meeting received (rule 26). */
function describeSummoned({ summoned, versions }: Matter): Property[] {
  return summoned.map(({ meetingId, version }) => {
    const [{ sv, en }, hash] = [meetingWords(meetingId), versions.find(({ number }) => number === version)?.hash ?? ''];
    return { name: { sv: `Underlag för ${sv}`, en: `Put before ${en}` }, value: versionWords({ version, hash }) };
  });
}

/** Maps the code of each step of a review chain to the step's name. */
export function stepNames({ steps }: Review['chain']): Readonly<Record<string, Words>> {
  return Object.fromEntries(steps.map(({ code, name }) => [code, { sv: name.sv, en: name.en }]));
}

function describePoint(point: DecisionPoint, heading: string): Property[] {
  const { number, subject, proposedWording, isSubmitted, decisions } = point;
  const last = decisions.at(-1);
  const of = ({ sv, en }: Words): Words => ({
    sv: `Beslutspunkt ${number}, ${sv}`,
    en: `Decision point ${number}, ${en}`,
  });
  const wording = isSubmitted ? proposedWording : (last?.wording ?? proposedWording);
  const final = last === undefined ? null : finalityWords(last.finality.at(-1));
  return [
    { name: of({ sv: 'läge', en: 'state' }), value: statusWords(point) },
    // Rule 27: when the board decides another wording than the proposed one, the history shows the change.
    { name: of({ sv: 'lydelse', en: 'wording' }), value: same(wording) },
    { name: of({ sv: 'avser', en: 'about' }), value: subjectWords(subject, heading) },
    { name: of({ sv: 'laga kraft', en: 'finality' }), value: final },
  ];
}

function statusWords(point: DecisionPoint): Words {
  const status = pointStatus(point);
  switch (status) {
    case 'DRAFT':
      return { sv: 'inte hos nämnden än', en: 'not yet before the board' };
    case 'STRUCK':
      return { sv: 'struken', en: 'struck out' };
    case 'BEFORE_BOARD':
      return { sv: 'hos nämnden', en: 'before the board' };
    case 'APPROVED':
    case 'REJECTED':
    case 'REFERRED_BACK':
    case 'POSTPONED':
    case 'WITHDRAWN':
      return named(outcomeNames, status);
  }
}

function finalityWords(record: DecisionPoint['decisions'][number]['finality'][number] | undefined): Words {
  if (record === undefined) return finalityNames.NOT_IN_FORCE;
  const [{ sv, en }, day] = [finalityNames[record.finality], dayWords(record.on)];
  return { sv: `${sv} från den ${day.sv}`, en: `${en} from ${day.en}` };
}

function subjectWords(subject: PointSubject, heading: string): Words | null {
  switch (subject.kind) {
    case 'APPROVE_REPORT': {
      const { sv, en } = tertialWords(subject.tertial, yearOf(subject.planId));
      return { sv: `uppföljningen av ${sv}`, en: `the follow-up of ${en}` };
    }
    case 'REMOVE_ACTIVITY': {
      const [activity, { version }] = [quoted(heading), subject];
      return {
        sv: `förslaget att ta aktiviteten ${activity.sv} ur planen, i version ${version}`,
        en: `the proposal to take the activity ${activity.en} out of the plan, in version ${version}`,
      };
    }
    case 'OTHER':
      return null;
  }
}
