import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { existing } from '../../src/kernel/fold.js';
import { activityIdOf, goalIdOf, idOf, planIdOf, proposalIdOf } from '../../src/kernel/identity.js';
import type { Language } from '../../src/kernel/language.js';
import type { Setting } from '../../src/documents/setting.js';
import type { ReportMaterial } from '../../src/documents/report.js';
import { defaultTemplate, type DocumentTemplate } from '../../src/documents/template.js';
import { matterTexts } from '../../src/demo/matter-texts.js';
import type { PointSubject } from '../../src/matters/decision-point.js';
import { figuresOf, filled } from '../../src/matters/figures.js';
import type { VersionPointView } from '../../src/matters/matter-view.js';
import { type Goal, type GoalEvent, goalFold } from '../../src/plans/goal.js';
import { type AdoptedGoal, planFold } from '../../src/plans/plan.js';
import { type TertialView, tertialView } from '../../src/plans/tertial-view/tertial-view.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import type { SteeringModel } from '../../src/steering-models/steering-model.js';
import type { ReasonCategory } from '../../src/removals/removal.js';
import { after, board } from './given.js';

// The follow-up of the sample municipality's plan as the board gets it, and the documents' setting. The plan and the
// statuses are those of the demonstration; its counts are the seed's (see seed-facts.json).

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string): Row[] {
  const text = readFileSync(new URL(`../../src/demo/sample/${file}`, import.meta.url), 'utf8');
  return parse<Row>(text, { bom: true, columns: true, delimiter: ';' });
}

const planId = planIdOf(board, 2026);
const activityRows = rowsOf('verksamhetsplan-2026.csv');
const goalRows = rowsOf('malbedomning-tertial-1-2026.csv');
const titles = [...new Set(activityRows.map((row) => row['Mål'] ?? ''))];
const codes = new Map<string, string>(
  [...defaultModel.activityStatuses, ...defaultModel.goalStatuses].map(({ code, label }) => [label.sv, code]),
);

export const decision = { date: '2025-11-24', paragraph: '143', dnr: 'KF 2025/88' };

export const sampleModel: SteeringModel = {
  revision: 0,
  position: 1,
  id: idOf('SteeringModel', 'exempel.model-styrmodell'),
  municipalityId: idOf('Municipality', 'exempel'),
  name: 'Kommunens styrmodell',
  versions: [{ version: 1, holdsFrom: '2026-01-01', decision, ...defaultModel }],
};

function adoptedGoals(): AdoptedGoal[] {
  return titles.map((title, index) => {
    const goalId = goalIdOf(planId, index + 1);
    const own = activityRows.filter((row) => row['Mål'] === title);
    const activities = own.map((row, at) => ({
      activityId: activityIdOf(goalId, at + 1),
      heading: row.Aktivitet ?? '',
      description: row.Beskrivning ?? '',
      startDate: row.Startdatum ?? '',
      endDate: row.Slutdatum ?? '',
      responsibleUnit: row['Ansvarig enhet'] ?? '',
      responsible: null,
    }));
    return { goalId, title, measures: [], activities };
  });
}

function goalNow(adopted: AdoptedGoal): Goal {
  const entry = (status: string | undefined, comment: string | undefined) => ({
    tertial: 'T1' as const,
    status: codes.get(status ?? '') ?? '',
    comment: comment ?? '',
    validOn: '2026-04-30',
    modelVersion: 1,
  });
  const own = activityRows.filter((row) => row['Mål'] === adopted.title);
  const reports = adopted.activities.map(({ activityId }, at): GoalEvent => {
    const { 'Status tertial 1': status, 'Kommentar tertial 1': comment } = own[at] ?? {};
    return { type: 'ActivityStatusReported', data: { activityId, ...entry(status, comment), warnings: [] } };
  });
  const row = goalRows.find((one) => one['Mål'] === adopted.title);
  const { goalId } = adopted;
  const assessments: GoalEvent[] =
    row === undefined
      ? []
      : [{ type: 'GoalAssessed', data: { goalId, ...entry(row['Bedömning tertial 1'], row.Kommentar), proof: null } }];
  return existing(after(goalFold, { type: 'GoalEstablished', data: adopted }, ...reports, ...assessments), goalId);
}

/** Tertial 1 of the sample plan after its follow-up was closed. */
export function sampleView(): TertialView {
  const goals = adoptedGoals();
  const adopted = { planId, steeringModelId: sampleModel.id, decision, goals };
  const followUp = { planId, tertial: 'T1' as const };
  const plan = after(
    planFold,
    { type: 'PlanAdopted', data: adopted },
    { type: 'FollowUpOpened', data: { ...followUp, cutOff: '2026-05-15' } },
    { type: 'FollowUpClosed', data: followUp },
  );
  return tertialView(sampleModel, existing(plan, planId), goals.map(goalNow), [], 'T1');
}

interface Proposed {
  readonly heading: string;
  readonly category: ReasonCategory;
  readonly motivation: string;
}

const proposals: readonly Proposed[] = [
  {
    heading: 'Ta fram och verkställa kommunikationsplan för att medarbetare ska känna sig inkluderande',
    category: 'POSTPONED',
    motivation: 'Informationen på intranätet behöver ses över först.',
  },
  {
    heading: 'Ta fram och genomföra en kommunikationsplan med målgrupper och kommunikationspaket',
    category: 'LACKS_RESOURCES',
    motivation: 'Det saknas resurser och förutsättningar under perioden.',
  },
];

function removalPoint(
  { heading, category, motivation }: Proposed,
  number: number,
  view: TertialView,
): VersionPointView {
  const goal = view.goals.find(({ activities }) => activities.some((one) => one.heading === heading));
  const activity = goal?.activities.find((one) => one.heading === heading);
  if (goal === undefined || activity === undefined) throw new Error(`${heading} is not in the sample plan.`);
  const { activityId, description, startDate, endDate, responsibleUnit, status } = activity;
  const planned = { heading, description, startDate, endDate, responsibleUnit };
  return {
    number,
    kind: 'REMOVE_ACTIVITY',
    planId: null,
    tertial: null,
    activityId,
    proposalId: proposalIdOf(activityId, 1),
    proposalVersion: 1,
    proposedWording: `Aktiviteten ${heading} tas ur verksamhetsplan för 2026`,
    removal: {
      category,
      motivation,
      goalId: goal.goalId,
      goalTitle: goal.title,
      ...planned,
      status: status === null ? null : { ...status, tertial: 'T1' },
    },
    reportHash: null,
  };
}

export function reportPoint(): VersionPointView {
  const nothing = { activityId: null, proposalId: null, proposalVersion: null, removal: null };
  const proposedWording = 'Godkänna redovisningen av måluppföljning per tertial 1 2026';
  return {
    number: 1,
    kind: 'APPROVE_REPORT',
    planId,
    tertial: 'T1',
    ...nothing,
    proposedWording,
    reportHash: 'ab'.repeat(32),
  };
}

function subjectOf({ planId: plan, tertial, activityId, proposalId, proposalVersion }: VersionPointView): {
  readonly subject: PointSubject;
} {
  if (plan !== null && tertial !== null) return { subject: { kind: 'APPROVE_REPORT', planId: plan, tertial } };
  if (activityId === null || proposalId === null || proposalVersion === null)
    throw new Error('The sample has reports and removals alone.');
  return { subject: { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: proposalVersion } };
}

/** The sample matter as the clerk submitted it. */
export function sampleReport(view: TertialView = sampleView()): ReportMaterial {
  const [model = null] = sampleModel.versions;
  const points = [reportPoint(), ...proposals.map((one, index) => removalPoint(one, index + 2, view))];
  const texts = { title: 'Uppföljning av kommunstyrelsens mål, tertial 1 2026', ...matterTexts };
  const figures = figuresOf(texts, points.map(subjectOf), view);
  return {
    dnr: 'KS 2026/142',
    version: {
      asRead: {
        title: texts.title,
        brief: filled(texts.brief, figures),
        considerations: filled(texts.considerations, figures),
      },
      points,
      attachments: [{ name: 'Medarbetarenkät 2026', reference: 'KS 2026/142-3', sha256: 'cd'.repeat(32) }],
      recipients: ['Kommunfullmäktige', 'Revisorerna'],
      figures,
      by: 'hanna',
      at: '2026-05-18T08:00:00.000Z',
    },
    reports: [{ view, modelName: sampleModel.name, model }],
  };
}

const persons: readonly (readonly [id: string, name: string, title: string | null])[] = [
  ['hanna', 'Hanna Håkansson', 'handläggare'],
  ['sara', 'Sara Sand', 'nämndsekreterare'],
  ['cecilia', 'Cecilia Ceder', 'controller'],
  ['karin', 'Karin Karlsson', null],
  ['maria', 'Maria Mattsson', null],
  ['lars', 'Lars Lund', null],
  ['nils', 'Nils Nilsson', null],
  ['olle', 'Olle Olsson', null],
  ['petra', 'Petra Persson', null],
  ['rolf', 'Rolf Rask', null],
];

export const sampleTemplate: DocumentTemplate = {
  ...defaultTemplate,
  administration: { sv: 'Kommunförvaltningen', en: 'The municipal administration' },
};

export function settingIn(language: Language, template: DocumentTemplate = sampleTemplate): Setting {
  return {
    language,
    municipality: 'Exempels kommun',
    board: 'Kommunstyrelsen',
    persons: new Map(persons.map(([id, name, title]) => [id, { name, title }])),
    template,
    position: 118,
    checkpoint: { origin: 'exempel.se/tlog', size: 118, root: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' },
  };
}
