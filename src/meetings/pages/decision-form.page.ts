import { outcomes } from '../../kernel/outcome.js';
import { type Control, field, linesOf, moreRows } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { called } from '../../web/selection.js';
import { boardOptions } from './attendance-form.page.js';
import { decisionWords as words } from './form-words.js';
import type { Decision, Meeting } from './meeting-question.page.js';
import { meetingWords, outcomeSigns } from './meeting-words.js';

type Texts = Readonly<Record<string, string>>;

/** The point that the address of a form names, with its decision if it has one. */
export function pointIn({ agenda, decisions }: Meeting, { query }: Visit) {
  const { arende = '', punkt = '' } = query;
  const number = Number(punkt);
  const item = agenda.find(({ matterId }) => matterId === arende)?.item ?? null;
  const point = item?.points.find((one) => one.number === number);
  const decision = decisions.find((one) => one.matterId === arende && one.number === number);
  return { matterId: arende, number, item, point, decision };
}

/** The number of rows that a form has for so many things. */
const rowsFor = (many: number, typed: Texts) =>
  Array.from({ length: many + 1 + moreRows(typed) * 2 }, (_, index) => index);

const said = { nobody: '', yes: 'ja', no: 'nej', abstains: 'avstar' } as const;

/** The fields of a decision, as the minutes have it. */
export function decisionControls(meeting: Meeting, visit: Visit, typed: Texts): readonly Control[] {
  const { language } = visit;
  const { point, decision, matterId } = pointIn(meeting, visit);
  const outcomesHere = outcomes.map((value) => ({ value, label: outcomeSigns[value][language] }));
  const outcome = field.choice('utfall', words.outcome[language], outcomesHere, { required: true });
  return [
    ...(decision === undefined ? [outcome] : []),
    field.line('paragraf', words.paragraph[language], {
      initial: decision?.paragraph ?? nextParagraph(meeting, matterId),
      required: true,
    }),
    field.text('lydelse', words.wording[language], {
      initial: decision?.wording ?? point?.proposedWording ?? '',
      hint: words.wordingHint[language],
    }),
    field.text('skal', words.reason[language], { initial: decision?.reason ?? '' }),
    field.group(words.motions[language], motions(meeting, visit, typed, decision), true),
    field.text('propositioner', words.put[language], { initial: decision?.proposalsPut.join('\n') ?? '' }),
    ...votes(meeting, visit, typed, decision),
    field.group(words.reservations[language], reservations(meeting, visit, typed, decision), true),
    field.group(words.remarks[language], remarks(meeting, visit, typed, decision), true),
  ];
}

/** The § of the matter's other points, or else the one after the last of the meeting. */
function nextParagraph({ decisions, paragraphs }: Meeting, matterId: string): string {
  const own = decisions.findLast((one) => one.matterId === matterId);
  if (own !== undefined) return own.paragraph;
  const numbers = paragraphs.map(({ paragraph }) => Number(paragraph)).filter((one) => Number.isInteger(one));
  return numbers.length === 0 ? '' : String(Math.max(...numbers) + 1);
}

function someone(meeting: Meeting, { language }: Visit) {
  return [{ value: '', label: words.nobody[language] }, ...boardOptions(meeting)];
}

function outcomeOptions({ language }: Visit) {
  return [
    { value: '', label: words.none[language] },
    ...outcomes.map((value) => ({ value, label: outcomeSigns[value][language] })),
  ];
}

type Rows = (meeting: Meeting, visit: Visit, typed: Texts, decision: Decision | undefined) => readonly Control[];

const motions: Rows = (meeting, visit, typed, decision) => {
  const { language } = visit;
  return rowsFor(decision?.motions.length ?? 0, typed).flatMap((row) => {
    const given = decision?.motions[row];
    const nth = row + 1;
    return [
      field.pick(`yrkande.${row}.av`, `${words.motionBy[language]} (${nth})`, someone(meeting, visit), {
        initial: given?.by ?? '',
      }),
      field.pick(`yrkande.${row}.utfall`, `${words.motionOutcome[language]} (${nth})`, outcomeOptions(visit), {
        initial: given?.outcome ?? '',
      }),
      field.text(`yrkande.${row}.lydelse`, `${words.motionText[language]} (${nth})`, { initial: given?.wording ?? '' }),
      field.checks(
        `yrkande.${row}`,
        `${words.withdrawn[language]} (${nth})`,
        [{ value: 'atertaget', label: words.yes[language] }],
        { initial: given?.withdrawn === true ? ['atertaget'] : [] },
      ),
    ];
  });
};

/** Those who take part in the matter: who serves, without those in conflict, and with those in their place. */
function voters({ attendance, conflicts }: Meeting, matterId: string) {
  const own = conflicts.filter((one) => one.matterId === matterId);
  const serving = (attendance?.serving ?? []).map(({ personId, person }) => ({ id: personId, name: called(person) }));
  const instead = own.flatMap(({ substitute, substituteNamed }) =>
    substitute === null ? [] : [{ id: substitute, name: called(substituteNamed) }],
  );
  return [...serving.filter(({ id }) => !own.some(({ personId }) => personId === id)), ...instead];
}

const votes: Rows = (meeting, visit, typed, decision) => {
  const { language } = visit;
  const { matterId } = pointIn(meeting, visit);
  const ballots = [
    { value: said.nobody, label: words.noVote[language] },
    { value: said.yes, label: words.yes[language] },
    { value: said.no, label: words.no[language] },
    { value: said.abstains, label: words.abstains[language] },
  ];
  const rows = Math.max(1, decision?.votes.length ?? 0) + moreRows(typed);
  return Array.from({ length: rows }, (_, row) => {
    const given = decision?.votes[row];
    const at = `rost.${row}`;
    const ballotOf = (id: string) => {
      if (given === undefined) return said.nobody;
      if (given.yes.includes(id)) return said.yes;
      return given.no.includes(id) ? said.no : given.abstained.includes(id) ? said.abstains : said.nobody;
    };
    return field.group(
      rows === 1 ? words.vote[language] : `${words.vote[language]} ${row + 1}`,
      [
        field.pick(`${at}.begard`, words.calledBy[language], someone(meeting, visit), {
          initial: given?.calledBy ?? '',
        }),
        field.line(`${at}.ja`, words.yesMeans[language], { initial: given?.yesMeans ?? '' }),
        field.line(`${at}.nej`, words.noMeans[language], { initial: given?.noMeans ?? '' }),
        field.pick(`${at}.ja-utfall`, words.yesOutcome[language], outcomeOptions(visit), {
          initial: given?.yesOutcome ?? '',
        }),
        field.pick(`${at}.nej-utfall`, words.noOutcome[language], outcomeOptions(visit), {
          initial: given?.noOutcome ?? '',
        }),
        ...voters(meeting, matterId).map(({ id, name }) =>
          field.pick(`${at}.av.${id}`, name === '' ? id : name, ballots, { initial: ballotOf(id) }),
        ),
      ],
      true,
    );
  });
};

const reservations: Rows = (meeting, visit, typed, decision) =>
  rowsFor(decision?.reservations.length ?? 0, typed).flatMap((row) => {
    const given = decision?.reservations[row];
    return [
      field.pick(
        `reservation.${row}.av`,
        `${words.reservationBy[visit.language]} (${row + 1})`,
        someone(meeting, visit),
        { initial: given?.by ?? '' },
      ),
      field.text(`reservation.${row}.text`, `${words.reservationText[visit.language]} (${row + 1})`, {
        initial: given?.text ?? '',
      }),
    ];
  });

const remarks: Rows = (meeting, visit, typed, decision) => {
  const { language } = visit;
  const kinds = (['NOTE', 'STATEMENT'] as const).map((value) => ({ value, label: meetingWords[value][language] }));
  return rowsFor(decision?.remarks.length ?? 0, typed).flatMap((row) => {
    const given = decision?.remarks[row];
    const nth = `(${row + 1})`;
    return [
      field.pick(`anteckning.${row}.av`, `${words.remarkBy[language]} ${nth}`, someone(meeting, visit), {
        initial: given?.by ?? '',
      }),
      field.pick(`anteckning.${row}.slag`, `${words.remarkKind[language]} ${nth}`, kinds, {
        initial: given?.kind ?? 'NOTE',
      }),
      field.text(`anteckning.${row}.text`, `${words.remarkText[language]} ${nth}`, { initial: given?.text ?? '' }),
    ];
  });
};

/** The fields of a row in which somebody is named. */
function rowsOf(typed: Texts, name: string): { readonly by: string; readonly of: (part: string) => string }[] {
  const rows = Object.keys(typed).flatMap((key) => {
    const [, row] = new RegExp(String.raw`^${name}\.(\d+)\.av$`).exec(key) ?? [];
    return row === undefined ? [] : [row];
  });
  return rows
    .map((row) => ({
      by: typed[`${name}.${row}.av`] ?? '',
      of: (part: string) => typed[`${name}.${row}.${part}`] ?? '',
    }))
    .filter(({ by }) => by !== '');
}

/** The decision of the minutes, as the form has it. */
export function entryIn(typed: Texts, meeting: Meeting, visit: Visit) {
  const { matterId } = pointIn(meeting, visit);
  const { paragraf = '', lydelse = '', skal = '' } = typed;
  return {
    paragraph: paragraf.trim(),
    wording: lydelse.trim() === '' ? null : lydelse,
    reason: skal,
    proposalsPut: linesOf(typed.propositioner),
    motions: rowsOf(typed, 'yrkande').map(({ by, of }) => ({
      ...{ by, outcome: of('utfall') || 'APPROVED', wording: of('lydelse') },
      withdrawn: of('atertaget') === 'ja',
    })),
    votes: votesIn(
      typed,
      voters(meeting, matterId).map(({ id }) => id),
    ),
    reservations: rowsOf(typed, 'reservation').map(({ by, of }) => ({ by, text: of('text') })),
    remarks: rowsOf(typed, 'anteckning').map(({ by, of }) => ({ by, kind: of('slag'), text: of('text') })),
  };
}

/** The votes of which somebody's ballot or the meaning of yes is told. */
function votesIn(typed: Texts, ids: readonly string[]) {
  const rows = [...new Set(Object.keys(typed).flatMap((key) => /^rost\.(\d+)\.ja$/.exec(key)?.[1] ?? []))];
  return rows.flatMap((row) => {
    const at = (part: string) => typed[`rost.${row}.${part}`] ?? '';
    const by = (ballot: string) => ids.filter((id) => at(`av.${id}`) === ballot);
    const [yes, no, abstained] = [by(said.yes), by(said.no), by(said.abstains)];
    if (at('ja') === '' && yes.length + no.length + abstained.length === 0) return [];
    return [
      {
        ...{ yes, no, abstained, yesMeans: at('ja'), noMeans: at('nej'), calledBy: at('begard') || null },
        ...{ yesOutcome: at('ja-utfall') || null, noOutcome: at('nej-utfall') || null },
      },
    ];
  });
}
