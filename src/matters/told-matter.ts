import { caseStatusNames, outcomeNames } from '../kernel/sentences.js';
import { same, type Words } from '../kernel/telling.js';
import { type Told, toldIf } from '../kernel/telling-changes.js';
import { dayWords, finalityNames, listed, named, quoted, tertialWords, textWords } from '../kernel/telling-words.js';
import { yearOf } from '../kernel/identity.js';
import { meetingWords, personsWords, versionWords } from './board-words.js';
import { type DecisionPoint, pointStatus, type PointSubject } from './decision-point.js';
import { filled } from './figures.js';
import type { Matter } from './matter.js';
import type { MatterVersion } from './matter-version.js';
import type { Review } from './review.js';

/** All that a reader of a matter's history would ask for, as it stood at one moment. */
export function toldMatter(matter: Matter): Told[] {
  const { status, title, versions, review, points } = matter;
  const version = versions.at(-1);
  return [
    { what: { sv: 'Status', en: 'Status' }, is: named(caseStatusNames, status) },
    { what: { sv: 'Rubrik', en: 'Title' }, is: same(title) },
    ...(version === undefined ? [] : toldVersion(version)),
    ...(review === null ? [] : toldReview(review)),
    ...toldSummoned(matter),
    ...points.flatMap(toldPoint),
  ];
}

/** The texts as they are read: figures stand in them as numbers. */
function toldVersion({ number, hash, texts, figures, attachments, recipients }: MatterVersion): Told[] {
  return [
    { what: { sv: 'Nyaste version', en: 'Newest version' }, is: versionWords({ version: number, hash }) },
    ...toldIf({ sv: 'Ärendet i korthet', en: 'Brief' }, textWords(filled(texts.brief, figures))),
    ...toldIf(
      { sv: 'Förvaltningens övervägande', en: 'Considerations' },
      textWords(filled(texts.considerations, figures)),
    ),
    ...attachments.map(({ name, reference, sha256 }) => {
      const { sv, en } = quoted(name);
      return { what: { sv: `Bilaga ${sv}`, en: `Attachment ${en}` }, is: same(`${reference} (SHA-256 ${sha256})`) };
    }),
    ...toldIf({ sv: 'Beslutet skickas till', en: 'The decision is sent to' }, textWords(recipients.join('; '))),
  ];
}

function toldReview({ chain, authors, approvals }: Review): Told[] {
  const approved = approvals.map(({ step, by, actingFor }) => {
    const { sv, en } = named(stepNames(chain), step);
    return actingFor === undefined
      ? { sv: `${sv} (${by})`, en: `${en} (${by})` }
      : { sv: `${sv} (${by} som ersättare för ${actingFor})`, en: `${en} (${by} as deputy of ${actingFor})` };
  });
  return [
    { what: { sv: 'Skriven av', en: 'Written by' }, is: personsWords(authors) },
    ...toldIf({ sv: 'Godkännanden', en: 'Approvals' }, approved.length === 0 ? null : listed(approved)),
  ];
}

/** Which version each meeting has been given (rule 26). */
function toldSummoned({ summoned, versions }: Matter): Told[] {
  return summoned.map(({ meetingId, version }) => {
    const [{ sv, en }, hash] = [meetingWords(meetingId), versions.find(({ number }) => number === version)?.hash ?? ''];
    return { what: { sv: `Underlag för ${sv}`, en: `Put before ${en}` }, is: versionWords({ version, hash }) };
  });
}

/** What the steps of a chain are called, by their codes. */
export function stepNames({ steps }: Review['chain']): Readonly<Record<string, Words>> {
  return Object.fromEntries(steps.map(({ code, name }) => [code, { sv: name.sv, en: name.en }]));
}

function toldPoint(point: DecisionPoint): Told[] {
  const { number, subject, proposedWording, isSubmitted, decisions } = point;
  const last = decisions.at(-1);
  const of = ({ sv, en }: Words): Words => ({
    sv: `Beslutspunkt ${number}, ${sv}`,
    en: `Decision point ${number}, ${en}`,
  });
  const wording = isSubmitted ? proposedWording : (last?.wording ?? proposedWording);
  const final = last === undefined ? null : finalityWords(last.finality.at(-1));
  return [
    { what: of({ sv: 'läge', en: 'state' }), is: statusWords(point) },
    // Rule 27: what the board decided in other words than were proposed shows as a change of the wording.
    { what: of({ sv: 'lydelse', en: 'wording' }), is: same(wording) },
    ...toldIf(of({ sv: 'avser', en: 'about' }), subjectWords(subject)),
    ...toldIf(of({ sv: 'slutlighet', en: 'finality' }), final),
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

function subjectWords(subject: PointSubject): Words | null {
  switch (subject.kind) {
    case 'APPROVE_REPORT': {
      const { sv, en } = tertialWords(subject.tertial, yearOf(subject.planId));
      return { sv: `uppföljningen av ${sv}`, en: `the follow-up of ${en}` };
    }
    case 'REMOVE_ACTIVITY': {
      const { proposalId, version } = subject;
      return {
        sv: `förslaget ${proposalId} i version ${version}`,
        en: `the proposal ${proposalId} in version ${version}`,
      };
    }
    case 'OTHER':
      return null;
  }
}
