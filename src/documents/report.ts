import { decisionWords, quoted } from '../kernel/history-labels.js';
import type { Words } from '../kernel/history.js';
import { dayOf } from '../kernel/local-time.js';
import { tertialName } from '../kernel/tertial.js';
import type { VersionPointView, VersionView } from '../matters/matter-view.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import { reasonNames } from '../removals/reason-names.js';
import type { SteeringModelVersion } from '../steering-models/steering-model.js';
import { capitalised } from '../plans/tertial-view/counts-in-words.js';
import type { Annex, Block, Document } from './document.js';
import { kindNameOf, labels } from './labels.js';
import { pointText } from './points.js';
import { annexName, annexTitle, goalsAnnex } from './report-annex.js';
import { countBlocks } from './report-counts.js';
import {
  activityLegend,
  goalLegend,
  periodSentence,
  proposedRemovals,
  removalAssessment,
  statusSentence,
} from './report-sentences.js';
import {
  boardWithin,
  dayIn,
  footOf,
  heading,
  letterheadOf,
  nameWithTitle,
  paragraphsOf,
  reportNamed,
  type Setting,
} from './setting.js';
import type { ReportSection, TemplateSection } from './template.js';

/** The facts that a report (tjänsteskrivelse) is made of: one submitted version of a matter, and the tertials that it reports. */
export interface ReportMaterial {
  readonly dnr: string;
  readonly version: Pick<VersionView, 'asRead' | 'points' | 'attachments' | 'recipients' | 'figures' | 'by' | 'at'>;
  /** The tertials that the version puts to the board, in the order of its points, each as the log was then. */
  readonly reports: readonly ReportedTertial[];
}

export interface ReportedTertial {
  readonly view: TertialView;
  /** The name of the steering model. */
  readonly modelName: string;
  /** The version that the tertial is judged under; null when none was in force. */
  readonly model: SteeringModelVersion | null;
}

const words = {
  date: { sv: 'Datum', en: 'Date' },
  official: { sv: 'Handläggare', en: 'Official' },
  recipient: { sv: 'Till', en: 'To' },
  point: { sv: 'Beslutspunkt', en: 'Decision point' },
  reason: { sv: 'Skäl', en: 'Reason' },
  motivation: { sv: 'Motivering', en: 'Motivation' },
} as const;

const headings: Readonly<Record<ReportSection, Words>> = {
  PROPOSAL: labels.proposal,
  BRIEF: { sv: 'Ärendet i korthet', en: 'The matter in brief' },
  CONSIDERATIONS: { sv: 'Förvaltningens övervägande', en: 'Considerations of the administration' },
  REMOVALS: { sv: 'Aktiviteter som föreslås tas ur verksamhetsplanen', en: 'Activities proposed to leave the plan' },
  LEGEND: { sv: 'Legendförteckning', en: 'Legend' },
  BASIS: labels.basis,
  ANNEXES: { sv: 'Bilagor', en: 'Annexes' },
  RECIPIENTS: labels.recipients,
};

/** Makes the report (tjänsteskrivelse) of a matter (rule 143). */
export function reportDocument(material: ReportMaterial, setting: Setting): Document {
  const { dnr, version, reports } = material;
  const { language, board, template } = setting;
  const date = dayOf(version.at);
  const { title } = version.asRead;
  return {
    kind: 'report',
    language,
    title,
    kindName: kindNameOf('report', title, language),
    date,
    letterhead: letterheadOf(setting, 'ADMINISTRATION'),
    facts: [
      { label: words.date[language], value: dayIn(setting, date) },
      { label: labels.registryNumber[language], value: dnr },
      { label: words.official[language], value: nameWithTitle(version.by, words.official[language], setting) },
      { label: words.recipient[language], value: board },
    ],
    blocks: template.sections.flatMap((section) => sectionBlocks(section, material, setting)),
    annexes: reports.map(({ view }, index): Annex => goalsAnnex(index + 1, view, setting)),
    foot: footOf(setting),
  };
}

function sectionBlocks(section: TemplateSection, material: ReportMaterial, setting: Setting): Block[] {
  const { language } = setting;
  if (section.kind === 'FIXED') return [heading(1, section.heading[language]), ...paragraphsOf(section.text[language])];
  const blocks = madeBlocks(section.section, material, setting);
  return blocks.length === 0 ? [] : [heading(1, headings[section.section][language]), ...blocks];
}

function madeBlocks(section: ReportSection, material: ReportMaterial, setting: Setting): Block[] {
  const { version } = material;
  switch (section) {
    case 'PROPOSAL':
      return proposalBlocks(version.points, setting);
    case 'BRIEF':
      return paragraphsOf(version.asRead.brief);
    case 'CONSIDERATIONS':
      return considerations(material, setting);
    case 'REMOVALS':
      return removalBlocks(material, setting);
    case 'LEGEND':
      return legend(material, setting);
    case 'BASIS':
      return [{ kind: 'list', items: basisItems(material, setting) }];
    case 'ANNEXES':
      return listOf(annexItems(material, setting));
    case 'RECIPIENTS':
      return listOf(version.recipients);
  }
}

function listOf(items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Lists the points as the record words them (rule 143). The template decides the frame around the words. */
function proposalBlocks(points: readonly VersionPointView[], setting: Setting): Block[] {
  const { template, language } = setting;
  const [administration, within] = [template.administration[language], boardWithin(setting)];
  const introduction = {
    sv: `${administration} föreslår ${within} besluta att`,
    en: `${administration} proposes that ${within} decide:`,
  }[language];
  const items = points.map(({ proposedWording, kind }) => pointText(proposedWording, kind, setting));
  return [
    ...(template.points === 'SENTENCES' ? [] : paragraphsOf(introduction)),
    { kind: 'points', numbered: true, items },
  ];
}

function considerations({ version, reports }: ReportMaterial, { language }: Setting): Block[] {
  const categories = version.points.flatMap(({ removal }) => removal?.category ?? []);
  const ofReports = reports.flatMap(({ view }, index): Block[] => [
    ...(isWritten('deviations.sentence', version) ? [] : paragraphsOf(statusSentence(view, language))),
    ...countBlocks(view, annexName(index + 1, language), language),
  ]);
  return [
    ...reports.flatMap(({ view }) => paragraphsOf(periodSentence(view, language))),
    ...paragraphsOf(version.asRead.considerations),
    ...ofReports,
    ...paragraphsOf(removalAssessment(categories, language)),
  ];
}

/** Says whether the author put a computed sentence into the text, so that the report need not tell it once more. */
function isWritten(name: string, { figures }: ReportMaterial['version']): boolean {
  return figures.some((figure) => figure.name === name);
}

function removalBlocks({ version, reports }: ReportMaterial, setting: Setting): Block[] {
  const { language } = setting;
  const removals = version.points.flatMap(({ removal }, index) =>
    removal === null ? [] : [{ number: index + 1, removal }],
  );
  const [first] = reports;
  if (removals.length === 0) return [];
  const isTold = first === undefined || isWritten('removals.sentence', version);
  const total = isTold ? '' : proposedRemovals(removals.length, first.view, language);
  const each = removals.flatMap(({ number, removal }): Block[] => {
    const { heading: name, goalTitle, category, motivation, status } = removal;
    const tertial = status === null ? '' : `, ${tertialName(status.tertial)}`;
    return [
      heading(2, name),
      {
        kind: 'facts',
        rows: [
          { label: words.point[language], value: String(number) },
          { label: labels.goal[language], value: goalTitle },
          { label: words.reason[language], value: capitalised(reasonNames[category][language]) },
          { label: words.motivation[language], value: motivation },
          ...(status === null
            ? []
            : [
                { label: `${labels.status[language]}${tertial}`, value: status.label[language] },
                { label: labels.comment[language], value: status.comment },
              ]),
        ],
      },
    ];
  });
  return [...paragraphsOf(total), ...each];
}

function legend({ reports }: ReportMaterial, { language }: Setting): Block[] {
  const models = new Map(
    reports.flatMap(({ view, model }) => (model === null ? [] : [[`${view.planId} ${model.version}`, model]])),
  );
  return [...models.values()].flatMap((model) =>
    paragraphsOf(`${goalLegend(model, language)}\n${activityLegend(model, language)}`),
  );
}

/** The documents that the decision rests on, the report itself first. */
function basisItems(material: ReportMaterial, setting: Setting): string[] {
  const { version, reports } = material;
  const { language } = setting;
  const models = reports.flatMap(({ model, modelName }) => {
    if (model === null) return [];
    const name = quoted(modelName)[language];
    const decision = decisionWords(model.decision)[language];
    return { sv: `Styrmodellen ${name}, beslut ${decision}`, en: `The steering model ${name}, decision ${decision}` }[
      language
    ];
  });
  return [reportNamed(version.at, setting), ...annexItems(material, setting), ...new Set(models)];
}

function annexItems({ version, reports }: ReportMaterial, { language }: Setting): string[] {
  const own = reports.map(({ view }, index) => annexTitle(index + 1, view, language));
  const attached = version.attachments.map(
    ({ name, reference }, index) => `${annexName(own.length + index + 1, language)}. ${name} (${reference})`,
  );
  return [...own, ...attached];
}
