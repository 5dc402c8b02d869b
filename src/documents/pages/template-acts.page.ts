import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { anyMay } from '../../kernel/permissions.js';
import { actPage, type Acts } from '../../web/act.page.js';
import { BOARDS, templateAddress } from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import { type Control, field, linesOf, moreRows } from '../../web/form-controls.js';
import type { Page, Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, oneOf, orNull, query, type ValueOf } from '../../web/selection.js';
import { reportSections } from '../template.js';
import { pointForms, sectionNames, templateWords as words } from './template-words.js';

const aLabel = fields({ sv: aText, en: aText });
const aTemplate = fields({
  ...{ version: aNumber, administration: aLabel, points: oneOf(['CLAUSES', 'SENTENCES']) },
  logo: orNull(fields({ format: oneOf(['SVG', 'PNG']), base64: aText, alternative: aText })),
  sections: listOf(fields({ section: orNull(oneOf(reportSections)), heading: orNull(aLabel), text: orNull(aLabel) })),
  ...{ openingItems: listOf(aLabel), noticeBoard: aLabel, appeal: aLabel },
});
type Template = ValueOf<typeof aTemplate>;

export const templateQuestion = query('$boardId: ID!', {
  documentTemplate: asked('boardId: $boardId', aTemplate),
});

/** A board with the template of its documents. */
export interface TemplatePlace {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly template: Template;
}

export async function templatePlace(visit: Visit): Promise<TemplatePlace> {
  const board = await theBoard(visit, visit.params.board);
  return { ...board, template: (await visit.ask(templateQuestion, { boardId: board.id })).documentTemplate };
}

type Texts = Readonly<Record<string, string>>;

/** A text in both languages. Several lines have a larger field. */
function both(
  name: string,
  label: Words,
  given: { readonly sv: string; readonly en: string } | null,
  language: Language,
  { required = true, kind = 'line' }: { readonly required?: boolean; readonly kind?: 'line' | 'text' } = {},
): Control[] {
  const named = { sv: words.inSwedish, en: words.inEnglish };
  return (['sv', 'en'] as const).map((of) =>
    field[kind](`${name}.${of}`, `${label[language]} ${named[of][language]}`, { required, initial: given?.[of] ?? '' }),
  );
}

function bothIn(typed: Texts, name: string) {
  return { sv: (typed[`${name}.sv`] ?? '').trim(), en: (typed[`${name}.en`] ?? '').trim() };
}

const OWN = 'EGET';

/** A form has room for one section more than the template has, and for each that was typed when it had more. */
function rowsOf({ sections }: Template, typed: Texts): readonly number[] {
  const sent = Object.keys(typed).filter((name) => /^avsnitt\.\d+\.slag$/.test(name)).length;
  return Array.from({ length: Math.max(sent, sections.length + 1) + moreRows(typed) }, (_, index) => index);
}

function sectionControls({ template }: TemplatePlace, typed: Texts, language: Language): Control[] {
  const options = [
    { value: '', label: words.noSection[language] },
    ...reportSections.map((value) => ({ value, label: sectionNames[value][language] })),
    { value: OWN, label: words.own[language] },
  ];
  return rowsOf(template, typed).map((row) => {
    const given = template.sections[row];
    const at = `avsnitt.${row}`;
    const ofOwn = [
      ...both(`${at}.rubrik`, words.heading, given?.heading ?? null, language, { required: false }),
      ...both(`${at}.text`, words.text, given?.text ?? null, language, { required: false, kind: 'text' }),
    ];
    return field.group(`${words.section[language]} ${row + 1}`, [
      field.pick(`${at}.slag`, words.kind[language], options, {
        initial: given === undefined ? '' : (given.section ?? OWN),
      }),
      field.group(words.own[language], ofOwn, true),
    ]);
  });
}

function sectionsIn(typed: Texts, template: Template) {
  return rowsOf(template, typed).flatMap((row): object[] => {
    const kind = typed[`avsnitt.${row}.slag`] ?? '';
    if (kind === '') return [];
    if (kind !== OWN) return [{ section: kind }];
    return [{ heading: bothIn(typed, `avsnitt.${row}.rubrik`), text: bothIn(typed, `avsnitt.${row}.text`) }];
  });
}

function logoControls({ template: { logo } }: TemplatePlace, language: Language): Control[] {
  const kept = [
    { value: 'ja', label: words.keepLogo[language] },
    { value: 'nej', label: words.noLogo[language] },
  ];
  return [
    ...(logo === null ? [] : [field.pick('behall', words.logo[language], kept, { initial: 'ja' })]),
    field.file('bild', words.newLogo[language], '.svg,.png', { hint: words.logoHint[language] }),
    field.line('bildtext', words.alternative[language], { initial: logo?.alternative ?? '' }),
  ];
}

/** The first bytes of every PNG, in Base64. */
const PNG = 'iVBORw0KGgo';

function logoIn({ bild = '', bildtext = '', behall }: Texts, { logo }: Template) {
  const base64 = bild.slice(bild.indexOf(',') + 1);
  if (bild !== '') return { format: base64.startsWith(PNG) ? 'PNG' : 'SVG', base64, alternative: bildtext };
  return logo === null || behall === 'nej' ? null : { ...logo, alternative: bildtext };
}

/** The items stand in two fields, with an item on each line. The first line of one is the first of the other. */
function itemsIn(typed: Texts) {
  const [sv, en] = [linesOf(typed['inledning.sv']), linesOf(typed['inledning.en'])];
  return Array.from({ length: Math.max(sv.length, en.length) }, (_, at) => ({ sv: sv[at] ?? '', en: en[at] ?? '' }));
}

/** The acts about the template of a board's documents. */
export const templateActs: Acts<TemplatePlace> = {
  path: `${BOARDS}/:board/mall/:act`,
  acts: [
    {
      ...{ slug: 'andra', command: 'adoptDocumentTemplate', answer: fields({ version: aNumber }), grows: true },
      ...{ title: words.adopt, done: words.adopted, faults: { LOGO_UNSOUND: 'bild' } },
      controls: (place, { language }, typed) => {
        const { administration, openingItems, points, noticeBoard, appeal } = place.template;
        const items = (of: Language) => openingItems.map((item) => item[of]).join('\n');
        const forms = (['CLAUSES', 'SENTENCES'] as const).map((value) => ({
          value,
          label: pointForms[value][language],
        }));
        return [
          ...both('forvaltning', words.administration, administration, language),
          field.group(words.logo[language], logoControls(place, language)),
          field.group(words.sections[language], sectionControls(place, typed, language)),
          field.choice('punkter', words.points[language], forms, { required: true, initial: points }),
          ...both('inledning', words.itemLines, { sv: items('sv'), en: items('en') }, language, {
            ...{ required: false, kind: 'text' },
          }),
          ...both('tavla', words.noticeBoard, noticeBoard, language),
          ...both('overklaga', words.appeal, appeal, language, { kind: 'text' }),
        ];
      },
      input: (typed, { id: boardId, template }) => ({
        ...{ boardId, administration: bothIn(typed, 'forvaltning'), logo: logoIn(typed, template) },
        ...{ sections: sectionsIn(typed, template), points: typed.punkter, openingItems: itemsIn(typed) },
        ...{ noticeBoard: bothIn(typed, 'tavla'), appeal: bothIn(typed, 'overklaga') },
      }),
      permission: ({ roles }, { language }) => ({
        ...{ command: 'adoptDocumentTemplate', code: 'FORBIDDEN', sentence: words.administratorsOnly[language] },
        allowed: anyMay(roles, 'adoptDocumentTemplate'),
      }),
    },
  ],
  documents: [templateQuestion],
  placeOf: templatePlace,
  home: ({ id }) => templateAddress(id),
  name: ({ id, name }, language) => `${words.title[language]}: ${name ?? id}`,
  permitted: () => [],
  // Each event of the stream is a version. A board without a template has no event.
  revision: ({ template: { version } }) => version - 1,
};

export const templateActPage: Page = { ...actPage(templateActs), takesFile: true };
