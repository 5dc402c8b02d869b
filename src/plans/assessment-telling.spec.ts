import {
  assessed,
  goalId,
  index,
  leaflet,
  measureAdopted,
  measured,
  reported,
  talks,
  voidedAssessment,
} from '../../test/support/plan-under-test.js';
import { toldOfGoal, toldWithoutModel } from '../../test/support/goal-telling-under-test.js';
import type { GoalEvent, Proof } from './goal.js';

const completed = [reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'COMPLETED_AS_PLANNED')];

function fulfilled(proof: Proof): GoalEvent {
  const said = { tertial: 'T1', status: 'FULFILLED', comment: '', validOn: '2026-04-30', modelVersion: 1 } as const;
  return { type: 'GoalAssessed', data: { goalId, ...said, proof } };
}

function assessedAnew(status: string, corrects: number): GoalEvent {
  const said = { tertial: 'T1', status, comment: 'Hälften är kvar.', validOn: '2026-04-30', modelVersion: 1 } as const;
  const data = { goalId, ...said, proof: null, corrects, reason: 'Samtalen var inte klara.' };
  return { type: 'GoalAssessmentCorrected', data };
}

const byActivities = fulfilled({
  activities: [
    { activityId: leaflet, status: 'COMPLETED_AS_PLANNED', report: 1 },
    { activityId: talks, status: 'COMPLETED_AS_PLANNED', report: 1 },
  ],
});

describe('the history of a goal’s assessment', () => {
  it('names the assessment as the steering model does, with what was said of it', async () => {
    expect(await toldOfGoal(assessed('PARTLY_FULFILLED'))).toEqual({
      sv: {
        did: 'bedömde målet ”Medarbetare ska känna sig delaktiga” som ”Delvis uppfylld” för tertial 1 2026',
        changes: [
          ['Bedömning', null, 'Delvis uppfylld'],
          ['Kommentar', null, 'Läget är PARTLY_FULFILLED.'],
          ['Gäller per', null, '30 april 2026'],
        ],
      },
      en: {
        did: 'assessed the goal “Medarbetare ska känna sig delaktiga” as “Partly fulfilled” for tertial 1 2026',
        changes: [
          ['Assessment', null, 'Partly fulfilled'],
          ['Comment', null, 'Läget är PARTLY_FULFILLED.'],
          ['As of', null, '30 April 2026'],
        ],
      },
      reason: 'Läget är PARTLY_FULFILLED.',
    });
  });

  it('rule 3: tells by which activities a fulfilment is proved', async () => {
    expect(await toldOfGoal(...completed, byActivities)).toEqual({
      sv: {
        did: 'bedömde målet ”Medarbetare ska känna sig delaktiga” som ”Uppfylld” för tertial 1 2026, styrkt av 2 aktiviteter',
        changes: [
          ['Bedömning', null, 'Uppfylld'],
          [
            'Underlag',
            null,
            '”Ta fram en kommunikationsplan” (Avslutad enligt plan) och ”Genomföra medarbetarsamtal” (Avslutad enligt plan)',
          ],
          ['Gäller per', null, '30 april 2026'],
        ],
      },
      en: {
        did: 'assessed the goal “Medarbetare ska känna sig delaktiga” as “Fulfilled” for tertial 1 2026, proved by 2 activities',
        changes: [
          ['Assessment', null, 'Fulfilled'],
          [
            'Proof',
            null,
            '“Ta fram en kommunikationsplan” (Completed as planned) and “Genomföra medarbetarsamtal” (Completed as planned)',
          ],
          ['As of', null, '30 April 2026'],
        ],
      },
      reason: null,
    });
  });

  it('rule 3: tells by which measures a fulfilment is proved', async () => {
    const proof = { measures: [{ measureId: index, value: '79', report: 1 }] };
    expect(await toldOfGoal(measureAdopted, measured('79', true), fulfilled(proof))).toEqual({
      sv: {
        did: 'bedömde målet ”Medarbetare ska känna sig delaktiga” som ”Uppfylld” för tertial 1 2026, styrkt av 1 mått',
        changes: [
          ['Bedömning', null, 'Uppfylld'],
          ['Underlag', null, '”Medarbetarindex” (79)'],
          ['Gäller per', null, '30 april 2026'],
        ],
      },
      en: {
        did: 'assessed the goal “Medarbetare ska känna sig delaktiga” as “Fulfilled” for tertial 1 2026, proved by 1 measure',
        changes: [
          ['Assessment', null, 'Fulfilled'],
          ['Proof', null, '“Medarbetarindex” (79)'],
          ['As of', null, '30 April 2026'],
        ],
      },
      reason: null,
    });
  });

  it('tells how the goal was assessed before in the same tertial', async () => {
    const { sv, en } = await toldOfGoal(assessed('NOT_FULFILLED'), assessed('PARTLY_FULFILLED'));
    expect(sv.did).toMatch(/ som ”Delvis uppfylld” \(tidigare ”Ej uppfylld”\) för tertial 1 2026$/);
    expect(en.did).toMatch(/ as “Partly fulfilled” \(before: “Not fulfilled”\) for tertial 1 2026$/);
  });

  it('rule 9: takes the words of the version that it was given under', async () => {
    const { sv } = await toldOfGoal(assessed('MISSED', 'T2'));
    expect(sv.did).toBe('bedömde målet ”Medarbetare ska känna sig delaktiga” som ”Nås inte” för tertial 2 2026');
  });

  it('gives the codes where the steering model is not known', async () => {
    const { sv } = await toldWithoutModel(...completed, byActivities);
    expect(sv.did).toMatch(/ som ”FULFILLED” för tertial 1 2026, styrkt av 2 aktiviteter$/);
  });

  it('rule 8: tells what a correction corrects, to what and why', async () => {
    expect(await toldOfGoal(...completed, byActivities, assessedAnew('PARTLY_FULFILLED', 1))).toEqual({
      sv: {
        did: 'rättade bedömningen av målet ”Medarbetare ska känna sig delaktiga” i tertial 1 2026 från ”Uppfylld” till ”Delvis uppfylld”',
        changes: [
          ['Bedömning', 'Uppfylld', 'Delvis uppfylld'],
          [
            'Underlag',
            '”Ta fram en kommunikationsplan” (Avslutad enligt plan) och ”Genomföra medarbetarsamtal” (Avslutad enligt plan)',
            null,
          ],
          ['Kommentar', null, 'Hälften är kvar.'],
        ],
      },
      en: {
        did: 'corrected the assessment of the goal “Medarbetare ska känna sig delaktiga” for tertial 1 2026 from “Fulfilled” to “Partly fulfilled”',
        changes: [
          ['Assessment', 'Fulfilled', 'Partly fulfilled'],
          [
            'Proof',
            '“Ta fram en kommunikationsplan” (Completed as planned) and “Genomföra medarbetarsamtal” (Completed as planned)',
            null,
          ],
          ['Comment', null, 'Hälften är kvar.'],
        ],
      },
      reason: 'Samtalen var inte klara.',
    });
  });

  it('rule 8: tells of a correction that leaves the assessment as it was', async () => {
    expect(await toldOfGoal(assessed('PARTLY_FULFILLED'), assessedAnew('PARTLY_FULFILLED', 1))).toEqual({
      sv: {
        did: 'rättade motiveringen till bedömningen av målet ”Medarbetare ska känna sig delaktiga” för tertial 1 2026; bedömningen ”Delvis uppfylld” står fast',
        changes: [['Kommentar', 'Läget är PARTLY_FULFILLED.', 'Hälften är kvar.']],
      },
      en: {
        did: 'corrected the grounds for the assessment of the goal “Medarbetare ska känna sig delaktiga” for tertial 1 2026; the assessment “Partly fulfilled” stands',
        changes: [['Comment', 'Läget är PARTLY_FULFILLED.', 'Hälften är kvar.']],
      },
      reason: 'Samtalen var inte klara.',
    });
  });

  it('rule 4: tells why an assessment does not count, so that there is none', async () => {
    expect(await toldOfGoal(assessed('PARTLY_FULFILLED'), voidedAssessment(1))).toEqual({
      sv: {
        did: 'lämnade bedömningen ”Delvis uppfylld” av målet ”Medarbetare ska känna sig delaktiga” i tertial 1 2026 utan avseende, eftersom uppföljningen redan var klarmarkerad',
        changes: [
          ['Bedömning', 'Delvis uppfylld', null],
          ['Kommentar', 'Läget är PARTLY_FULFILLED.', null],
          ['Gäller per', '30 april 2026', null],
        ],
      },
      en: {
        did: 'disregarded the assessment “Partly fulfilled” of the goal “Medarbetare ska känna sig delaktiga” for tertial 1 2026, since the follow-up had been closed already',
        changes: [
          ['Assessment', 'Partly fulfilled', null],
          ['Comment', 'Läget är PARTLY_FULFILLED.', null],
          ['As of', '30 April 2026', null],
        ],
      },
      reason: null,
    });
  });
});
