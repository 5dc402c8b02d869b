import type { Words } from '../kernel/history.js';
import { listed, paragraphWords, quoted } from '../kernel/history-labels.js';
import type { Outcome } from '../kernel/outcome.js';
import type { VersionView } from '../matters/matter-view.js';
import type { ConflictOfInterest } from '../meetings/correction.js';
import type { Motion, Remark, RemarkKind, Reservation } from '../meetings/deliberation.js';
import type { MinutedDecision, MinutedParagraph } from '../meetings/meeting-view.js';
import type { Block } from './document.js';
import { labels } from './labels.js';
import { memberName } from './meeting-people.js';
import type { MinutesHead } from './minutes-head.js';
import { clauseText, pointText } from './points.js';
import { requireReconciled, voteCall, voteResult, votingList } from './minutes-votes.js';
import { boardWithin, heading, paragraphsOf, reportNamed, type Setting } from './setting.js';

/** The version of a matter that the board decided on. */
export type DecidedVersion = Pick<VersionView, 'asRead' | 'points' | 'attachments' | 'recipients' | 'at'>;

export interface MinutesMaterial extends MinutesHead {
  /** The decided version of each matter, by the id of the matter. */
  readonly versions: ReadonlyMap<string, DecidedVersion>;
}

const headings = {
  decision: { sv: 'Beslut', en: 'Decision' },
  reservations: { sv: 'Reservationer', en: 'Reservations' },
  note: { sv: 'Protokollsanteckning', en: 'Note to the minutes' },
  statement: { sv: 'Särskilt yttrande', en: 'Separate statement' },
  conflicts: { sv: 'Jäv', en: 'Conflict of interest' },
  brief: { sv: 'Sammanfattning', en: 'Summary' },
  basis: labels.basis,
  motions: { sv: 'Yrkanden', en: 'Motions' },
  course: { sv: 'Beslutsgång', en: 'Course of the decision' },
  call: { sv: 'Omröstning begärs', en: 'Call for a vote' },
  result: { sv: 'Omröstningsresultat', en: 'Result of the vote' },
  recipients: labels.recipients,
} as const;

/** The number of voting lists in the paragraphs before this one. */
function listsBefore(all: readonly MinutedParagraph[], { paragraph }: MinutedParagraph): number {
  const earlier = all.slice(
    0,
    all.findIndex((one) => one.paragraph === paragraph),
  );
  return earlier.flatMap(({ decisions }) => decisions.flatMap(({ votes }) => votes)).length;
}

/**
 * Makes a paragraph of the minutes with everything that Kommunallagen 5:67 asks for. Headings without content are left
 * out.
 *
 * @throws Refusal `VOTE_NOT_RECONCILED` when a named vote in it does not add up.
 */
export function paragraphBlocks(paragraph: MinutedParagraph, material: MinutesMaterial, setting: Setting): Block[] {
  const { decisions, dnr, title, adjustment } = paragraph;
  const { language } = setting;
  for (const decision of decisions) requireReconciled(decision, paragraph.paragraph);
  const atOnce = { sv: 'Paragrafen är omedelbart justerad.', en: 'The paragraph is adjusted at once.' }[language];
  const version = material.versions.get(paragraph.matterId);
  const first = listsBefore(material.minutes.paragraphs, paragraph) + 1;
  const section = (name: keyof typeof headings, blocks: readonly Block[]) =>
    blocks.length === 0 ? [] : [heading(2, headings[name][language]), ...blocks];
  const texts = (all: readonly string[]): Block[] => all.flatMap(paragraphsOf);
  return [
    heading(1, `${paragraphWords(paragraph.paragraph)} ${title}`),
    { kind: 'facts', rows: [{ label: 'Dnr', value: dnr }] },
    ...(adjustment?.atOnce === true ? [{ kind: 'note', text: atOnce } as const] : []),
    ...section('decision', decisionBlocks(paragraph, version, setting)),
    ...section(
      'reservations',
      texts(
        decisions.flatMap((one) => one.reservations.map((by) => reservation(by, one, paragraph, material, setting))),
      ),
    ),
    ...section('note', texts(remarks('NOTE', decisions, material, setting))),
    ...section('statement', texts(remarks('STATEMENT', decisions, material, setting))),
    ...section('conflicts', texts(paragraph.conflicts.map((one) => conflict(one, material, setting)))),
    ...section('brief', texts(version === undefined ? [] : [version.asRead.brief])),
    ...section('basis', version === undefined ? [] : [{ kind: 'list', items: basisOf(version, setting) }]),
    ...section(
      'motions',
      texts(decisions.flatMap((one) => one.motions.map((by) => motion(by, one, paragraph, material, setting)))),
    ),
    ...section('course', texts(decisions.flatMap((one) => course(one, paragraph, setting)))),
    ...section(
      'call',
      texts(decisions.flatMap(({ votes }) => votes.map((vote) => voteCall(vote, material.minutes, setting)))),
    ),
    ...section(
      'result',
      texts(decisions.flatMap(({ votes }) => votes).map((vote, index) => voteResult(vote, first + index, setting))),
    ),
    ...section('recipients', recipientBlocks(paragraph, version)),
  ];
}

/** Makes the lists of the named votes of a paragraph, numbered through the minutes. */
export function paragraphLists(paragraph: MinutedParagraph, material: MinutesMaterial, setting: Setting): Block[] {
  const first = listsBefore(material.minutes.paragraphs, paragraph) + 1;
  const votes = paragraph.decisions.flatMap((decision) => decision.votes.map((vote) => ({ vote, decision })));
  const where = paragraphWords(paragraph.paragraph);
  return votes.flatMap(({ vote, decision }, index) =>
    votingList(vote, decision, first + index, where, material, setting),
  );
}

function decisionBlocks(
  { decisions, takenUp }: MinutedParagraph,
  version: DecidedVersion | undefined,
  setting: Setting,
): Block[] {
  const { board, language } = setting;
  const taken = {
    sv: `${board} beslutar att ta upp ärendet på sammanträdet.`,
    en: `${board} decides to take up the matter at the meeting.`,
  }[language];
  const made = decisions.filter(isMade);
  const withdrawn = decisions.filter((decision) => !isMade(decision));
  return [
    ...(takenUp === null ? [] : paragraphsOf(taken)),
    ...pointBlocks(made, version, setting),
    ...withdrawn.flatMap(({ wording }) => {
      const { sv, en } = quoted(wording);
      return paragraphsOf({ sv: `Punkten ${sv} utgår.`, en: `The point ${en} is withdrawn.` }[language]);
    }),
    ...made.flatMap((decision, index) => amendment(decision, made.length === 1 ? null : index + 1, language)),
  ];
}

function pointBlocks(made: readonly MinutedDecision[], version: DecidedVersion | undefined, setting: Setting): Block[] {
  if (made.length === 0) return [];
  const { board, language, template } = setting;
  const introduction = { sv: `${board} beslutar att`, en: `${board} decides:` }[language];
  const items = made.map((decision) => decided(decision, version, setting));
  // A whole sentence has the board as its subject.
  const introduced = template.points === 'CLAUSES' ? paragraphsOf(introduction) : [];
  return [...introduced, { kind: 'points', numbered: true, items }];
}

/** Words an outcome as what the board decides. A point that the board approves has its own words. */
function decided(decision: MinutedDecision, version: DecidedVersion | undefined, setting: Setting): string {
  const { number, outcome, wording, proposedWording, reason } = decision;
  const { language } = setting;
  if (outcome === 'WITHDRAWN') return wording;
  if (outcome === 'APPROVED') {
    // Rule 27: the board has changed the words of a point that has another proposed wording.
    const point = proposedWording === null ? version?.points.find((one) => one.number === number) : undefined;
    return pointText(wording, point?.kind ?? null, setting);
  }
  const why =
    reason.trim() === '' ? '' : { sv: ` med motiveringen: ${reason}`, en: ` for this reason: ${reason}` }[language];
  return clauseText(`${otherOutcomes[outcome][language]} ${quoted(wording)[language]}${why}`, language, setting);
}

const otherOutcomes: Readonly<Record<Exclude<Outcome, 'APPROVED' | 'WITHDRAWN'>, Words>> = {
  REJECTED: { sv: 'Avslå förslaget', en: 'Reject the proposal' },
  REFERRED_BACK: { sv: 'Återremittera förslaget', en: 'Refer back the proposal' },
  POSTPONED: { sv: 'Bordlägga förslaget', en: 'Postpone the proposal' },
};

/** Tells what was proposed when the board decided other words (rule 27). */
function amendment(
  { proposedWording }: MinutedDecision,
  number: number | null,
  language: Setting['language'],
): Block[] {
  if (proposedWording === null) return [];
  const which = number === null ? '' : { sv: ` till punkt ${number}`, en: ` for point ${number}` }[language];
  const { sv, en } = quoted(proposedWording);
  const text = { sv: `Förslaget${which} löd: ${sv}`, en: `The proposal${which} was: ${en}` };
  return [{ kind: 'note', text: text[language] }];
}

function isMade({ outcome }: MinutedDecision): boolean {
  return outcome !== 'WITHDRAWN';
}

/** Returns the number of a decision in its paragraph; null when the paragraph has no other decision. */
function numberIn({ decisions }: MinutedParagraph, decision: MinutedDecision): number | null {
  const made = decisions.filter(isMade);
  const at = made.indexOf(decision);
  return made.length < 2 || at === -1 ? null : at + 1;
}

function reservation(
  { by, text }: Reservation,
  decision: MinutedDecision,
  paragraph: MinutedParagraph,
  { minutes }: MinutesHead,
  setting: Setting,
): string {
  const [name, number] = [memberName(by, minutes, setting), numberIn(paragraph, decision)];
  const where = number === null ? '' : { sv: ` i punkt ${number}`, en: ` on point ${number}` }[setting.language];
  const said = text.trim() === '' ? '' : ` ${text}`;
  return {
    sv: `${name} reserverar sig mot beslutet${where}.${said}`,
    en: `${name} dissents from the decision${where}.${said}`,
  }[setting.language];
}

function remarks(
  kind: RemarkKind,
  decisions: readonly MinutedDecision[],
  { minutes }: MinutesHead,
  setting: Setting,
): string[] {
  const all: Remark[] = decisions.flatMap((decision) => decision.remarks.filter((one) => one.kind === kind));
  return all.map(({ by, text }) => `${memberName(by, minutes, setting)}: ${text}`);
}

function conflict(
  { personId, substitute, chair }: ConflictOfInterest,
  { minutes }: MinutesHead,
  setting: Setting,
): string {
  const name = (id: ConflictOfInterest['personId']) => memberName(id, minutes, setting);
  const sv = [
    `${name(personId)} anmäler jäv och deltar inte i handläggningen av ärendet.`,
    ...(substitute === null ? [] : [`${name(substitute)} tjänstgör i stället.`]),
    ...(chair === null ? [] : [`${name(chair)} är ordförande i ärendet.`]),
  ];
  const en = [
    `${name(personId)} declares a conflict of interest and takes no part in the matter.`,
    ...(substitute === null ? [] : [`${name(substitute)} serves instead.`]),
    ...(chair === null ? [] : [`${name(chair)} presides in the matter.`]),
  ];
  return { sv: sv.join(' '), en: en.join(' ') }[setting.language];
}

function motion(
  { by, outcome, wording }: Motion,
  decision: MinutedDecision,
  paragraph: MinutedParagraph,
  { minutes }: MinutesHead,
  setting: Setting,
): string {
  const { language } = setting;
  const moved = moves[outcome](numberIn(paragraph, decision))[language];
  const text = wording.trim() === '' ? '' : `: ${wording}`;
  return `${memberName(by, minutes, setting)} ${moved}${text}`;
}

const moves: Readonly<Record<Outcome, (number: number | null) => Words>> = {
  APPROVED: (number) => move({ sv: 'yrkar bifall', en: 'moves approval' }, number, { sv: ' till', en: ' of' }),
  REJECTED: (number) => move({ sv: 'yrkar avslag', en: 'moves rejection' }, number, { sv: ' på', en: ' of' }),
  REFERRED_BACK: (number) =>
    move({ sv: 'yrkar återremiss', en: 'moves referral back' }, number, { sv: ' av', en: ' of' }),
  POSTPONED: (number) => move({ sv: 'yrkar bordläggning', en: 'moves postponement' }, number, { sv: ' av', en: ' of' }),
  WITHDRAWN: (number) =>
    move({ sv: 'yrkar att beslut inte fattas', en: 'moves that no decision is made' }, number, {
      sv: ' om',
      en: ' on',
    }),
};

function move({ sv, en }: Words, number: number | null, preposition: Words): Words {
  if (number === null) return { sv, en };
  return { sv: `${sv}${preposition.sv} punkt ${number}`, en: `${en}${preposition.en} point ${number}` };
}

/** Tells what the chair put to the board and, when nobody called for a vote, what the chair found. */
function course(decision: MinutedDecision, paragraph: MinutedParagraph, setting: Setting): string[] {
  const { proposalsPut, outcome, votes } = decision;
  const { language } = setting;
  if (proposalsPut.length === 0) return [];
  const all = listed(proposalsPut.map(quoted))[language];
  const number = numberIn(paragraph, decision);
  const found = votes.length > 0 ? '' : whatWasFound[outcome][language];
  const board = boardWithin(setting);
  return [
    {
      sv: `Ordföranden ställer proposition${number === null ? '' : ` i punkt ${number}`} på ${all}${found === '' ? '' : ` och finner att ${board} ${found}`}.`,
      en: `${number === null ? 'The' : `On point ${number}, the`} chair puts ${all} to the board${found === '' ? '' : ` and finds that ${board} ${found}`}.`,
    }[language],
  ];
}

const whatWasFound: Readonly<Record<Outcome, Words>> = {
  APPROVED: { sv: 'bifaller förslaget', en: 'approves the proposal' },
  REJECTED: { sv: 'avslår förslaget', en: 'rejects the proposal' },
  REFERRED_BACK: { sv: 'återremitterar förslaget', en: 'refers the proposal back' },
  POSTPONED: { sv: 'bordlägger förslaget', en: 'postpones the proposal' },
  WITHDRAWN: { sv: 'låter punkten utgå', en: 'lets the point be withdrawn' },
};

function basisOf({ attachments, at }: DecidedVersion, setting: Setting): string[] {
  return [reportNamed(at, setting), ...attachments.map(({ name, reference }) => `${name} (${reference})`)];
}

function recipientBlocks({ dispatches }: MinutedParagraph, version: DecidedVersion | undefined): Block[] {
  const items = [...new Set([...(version?.recipients ?? []), ...dispatches.flatMap(({ recipients }) => recipients)])];
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
