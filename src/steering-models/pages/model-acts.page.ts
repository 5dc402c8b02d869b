import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { anyMay } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { actPage, type Act, type Acts } from '../../web/act.page.js';
import { MODELS, modelAddress } from '../../web/addresses.js';
import { type Control, field, moreRows } from '../../web/form-controls.js';
import { me } from '../../web/layout.page.js';
import type { Visit } from '../../web/page.page.js';
import {
  aFlag,
  aNumber,
  asked,
  aText,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { defaultModel } from '../default-model.js';
import { phases, type Vocabulary } from '../steering-model.js';
import { assessmentNumber, modelForms as forms, modelWords as words, statusNumber } from './model-words.js';

const aSign = { label: fields({ sv: aText, en: aText }), colour: orNull(aText) };

export const ruleNames = [
  'fulfilmentByActivities',
  'completionWithDeviationCounts',
  'fulfilmentByMeasures',
  'activityStatusNeedsComment',
  'goalStatusNeedsComment',
  'fulfilmentNeedsComment',
] as const;

const aVersion = fields({
  ...{ version: aNumber, holdsFrom: aText, notAssessed: fields(aSign) },
  decision: fields({ date: aText, paragraph: aText, dnr: aText }),
  activityStatuses: listOf(fields({ code: aText, ...aSign, phase: oneOf(phases), deviation: aFlag })),
  goalStatuses: listOf(fields({ code: aText, ...aSign, rank: aNumber, fulfilment: aFlag })),
  rules: fields({
    fulfilmentByActivities: aFlag,
    completionWithDeviationCounts: aFlag,
    fulfilmentByMeasures: aFlag,
    activityStatusNeedsComment: aFlag,
    goalStatusNeedsComment: aFlag,
    fulfilmentNeedsComment: aFlag,
  }),
});
export type ModelVersion = ValueOf<typeof aVersion>;

const aModel = fields({ id: aText, name: aText, revision: aNumber, versions: listOf(aVersion) });

export const modelQuestion = query('$id: ID!', { steeringModel: asked('id: $id', orNull(aModel)) });

/** A steering model. Null: the first version of another is about to be adopted. */
export interface ModelPlace {
  readonly model: ValueOf<typeof aModel> | null;
  readonly municipalityId: string;
  readonly mayAdopt: boolean;
}

export async function modelPlace(visit: Visit): Promise<ModelPlace> {
  const { municipality, roles } = (await visit.ask(me)).me;
  const ofAll = roles.filter(({ board }) => board === null).map(({ role }) => role);
  const mayAdopt = anyMay(ofAll, 'adoptSteeringModel');
  const { model: id } = visit.params;
  if (id === undefined) return { model: null, municipalityId: municipality.id, mayAdopt };
  const { steeringModel: model } = await visit.ask(modelQuestion, { id });
  if (model === null) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  return { model, municipalityId: municipality.id, mayAdopt };
}

type Texts = Readonly<Record<string, string>>;

/** The statuses and rules that a form begins with. */
function vocabularyOf({ model }: ModelPlace): Vocabulary {
  return model?.versions.at(-1) ?? defaultModel;
}

/** A form has room for one status more than there are. */
function rowsFor(many: number, typed: Texts): readonly number[] {
  return Array.from({ length: many + 1 + moreRows(typed) }, (_, index) => index);
}

function flag(name: string, label: Words, isSet: boolean, language: Language): Control {
  const options = (['true', 'false'] as const).map((value) => ({
    value,
    label: words[value === 'true' ? 'yes' : 'no'][language],
  }));
  return field.pick(name, label[language], options, { initial: String(isSet) });
}

function namesOf(at: (name: string) => string, given: { sv: string; en: string } | undefined, language: Language) {
  return [
    field.line(at('sv'), forms.nameSv[language], { initial: given?.sv ?? '' }),
    field.line(at('en'), forms.nameEn[language], { initial: given?.en ?? '' }),
  ];
}

function controlsOf(place: ModelPlace, { language, today }: Visit, typed: Texts): readonly Control[] {
  const { activityStatuses, goalStatuses, notAssessed, rules } = vocabularyOf(place);
  const statuses = rowsFor(activityStatuses.length, typed).map((row) => {
    const given = activityStatuses[row];
    const at = (name: string) => `status.${row}.${name}`;
    const phaseOptions = phases.map((value) => ({ value, label: words.phase[value][language] }));
    return field.group(statusNumber(row + 1)[language], [
      field.line(at('kod'), forms.code[language], { initial: given?.code ?? '', hint: forms.codeHint[language] }),
      ...namesOf(at, given?.label, language),
      field.pick(at('fas'), forms.phase[language], phaseOptions, { initial: given?.phase ?? 'ONGOING' }),
      flag(at('avvikelse'), forms.withDeviation, given?.deviation ?? false, language),
    ]);
  });
  const assessments = rowsFor(goalStatuses.length, typed).map((row) => {
    const given = ranked(goalStatuses)[row];
    const at = (name: string) => `bedomning.${row}.${name}`;
    return field.group(assessmentNumber(row + 1)[language], [
      field.line(at('kod'), forms.code[language], { initial: given?.code ?? '', hint: forms.codeHint[language] }),
      ...namesOf(at, given?.label, language),
      flag(at('natt'), forms.isReached, given?.fulfilment ?? false, language),
    ]);
  });
  return [
    field.line('namn', forms.name[language], { required: true, initial: place.model?.name ?? '' }),
    ...(place.model === null
      ? [field.line('kort', forms.shortName[language], { required: true, hint: forms.shortNameHint[language] })]
      : []),
    field.day('fran', forms.holdsFrom[language], { required: true, initial: today }),
    field.group(forms.decision[language], [
      field.day('datum', forms.date[language], { required: true }),
      field.line('paragraf', forms.paragraph[language], { required: true }),
      field.line('dnr', forms.dnr[language], { required: true }),
    ]),
    ...statuses,
    ...assessments,
    field.line('ej.sv', forms.unassessedSv[language], { required: true, initial: notAssessed.label.sv }),
    field.line('ej.en', forms.unassessedEn[language], { required: true, initial: notAssessed.label.en }),
    field.group(
      words.rules[language],
      ruleNames.map((name) => flag(`regel.${name}`, words.ruleTexts[name], rules[name], language)),
    ),
  ];
}

/** The assessments in the order of their ranks, which a form gives them by their places. */
export function ranked<Status extends { readonly rank: number }>(statuses: readonly Status[]): readonly Status[] {
  return statuses.toSorted((one, other) => one.rank - other.rank);
}

function inputOf(typed: Texts, place: ModelPlace) {
  const { activityStatuses, goalStatuses, notAssessed } = vocabularyOf(place);
  const text = (name: string) => (typed[name] ?? '').trim();
  // The form has no colours. A status keeps its own.
  const colours = new Map([...activityStatuses, ...goalStatuses].map(({ code, colour }) => [code, colour]));
  const signOf = (at: string) => ({
    ...{ code: text(`${at}.kod`), label: { sv: text(`${at}.sv`), en: text(`${at}.en`) } },
    colour: colours.get(text(`${at}.kod`)) ?? null,
  });
  const isGiven = ({ code, label }: { code: string; label: { sv: string; en: string } }) =>
    code !== '' || label.sv !== '' || label.en !== '';
  return {
    steeringModelId: place.model?.id ?? `${place.municipalityId}.model-${text('kort')}`,
    ...{ name: text('namn'), holdsFrom: typed.fran },
    decision: { date: typed.datum, paragraph: text('paragraf'), dnr: text('dnr') },
    activityStatuses: rowsFor(activityStatuses.length, typed)
      .map((row) => ({
        ...signOf(`status.${row}`),
        phase: typed[`status.${row}.fas`],
        deviation: typed[`status.${row}.avvikelse`] === 'true',
      }))
      .filter(isGiven),
    goalStatuses: rowsFor(goalStatuses.length, typed)
      .map((row) => ({ ...signOf(`bedomning.${row}`), fulfilment: typed[`bedomning.${row}.natt`] === 'true' }))
      .filter(isGiven)
      .map((status, rank) => ({ ...status, rank })),
    notAssessed: { label: { sv: text('ej.sv'), en: text('ej.en') }, colour: notAssessed.colour },
    rules: Object.fromEntries(ruleNames.map((name) => [name, typed[`regel.${name}`] === 'true'])),
  };
}

function adopting(slug: string, title: Words): Act<ModelPlace> {
  return {
    ...{ slug, command: 'adoptSteeringModel', title, done: forms.adopted, grows: true, then: modelAddress },
    lead: (_, { language }) => forms.lead[language],
    controls: controlsOf,
    input: inputOf,
    faults: {
      STEERING_MODEL_BACKDATED: 'fran',
      DECISION_REFERENCE_MISSING: 'paragraf',
      IN_FUTURE: 'datum',
      NOT_ASSESSED_IS_NO_STATUS: 'ej.sv',
    },
    permission: ({ mayAdopt }, { language }) => ({
      ...{ command: 'adoptSteeringModel', code: 'FORBIDDEN' },
      ...{ allowed: mayAdopt, sentence: forms.controllersOnly[language] },
    }),
  };
}

/** The acts about a steering model that there is. */
export const modelActs: Acts<ModelPlace> = {
  path: `${MODELS}/:model/:act`,
  acts: [adopting('ny-version', forms.adoptNext)],
  documents: [modelQuestion],
  placeOf: modelPlace,
  home: ({ model }) => (model === null ? MODELS : modelAddress(model.id)),
  name: ({ model }, language) => model?.name ?? words.models[language],
  permitted: () => [],
  revision: ({ model }) => model?.revision ?? null,
};

export const modelActPage = actPage(modelActs);

/** The page on which the first version of another steering model is adopted. */
export const newModelPage = actPage<ModelPlace>({
  ...modelActs,
  path: `${MODELS}/nytt/:act`,
  acts: [adopting('modell', forms.adoptFirst)],
});
