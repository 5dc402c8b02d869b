import {
  change,
  index,
  measureAdopted,
  measured,
  measuredAnew,
  voidedOutcome,
} from '../../test/support/plan-under-test.js';
import { toldOfGoal } from '../../test/support/goal-telling-under-test.js';
import type { GoalEvent } from './goal.js';

const untargeted: GoalEvent = {
  type: 'MeasureAdopted',
  data: { measureId: index, name: 'Medarbetarindex', target: '', decision: change },
};

describe('the history of a measure', () => {
  it('tells of one that was adopted during the year, with its target', async () => {
    expect(await toldOfGoal(measureAdopted)).toEqual({
      sv: {
        did: 'lade till måttet ”Medarbetarindex” med målvärdet ”Minst 78” under målet ”Medarbetare ska känna sig delaktiga” enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [
          ['Mått', null, 'Medarbetarindex'],
          ['Målvärde', null, 'Minst 78'],
        ],
      },
      en: {
        did: "added the measure “Medarbetarindex” with the target “Minst 78” to the goal “Medarbetare ska känna sig delaktiga” by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [
          ['Measure', null, 'Medarbetarindex'],
          ['Target', null, 'Minst 78'],
        ],
      },
      reason: null,
    });
  });

  it('tells of one without a target', async () => {
    expect(await toldOfGoal(untargeted)).toEqual({
      sv: {
        did: 'lade till måttet ”Medarbetarindex” under målet ”Medarbetare ska känna sig delaktiga” enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [['Mått', null, 'Medarbetarindex']],
      },
      en: {
        did: "added the measure “Medarbetarindex” to the goal “Medarbetare ska känna sig delaktiga” by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [['Measure', null, 'Medarbetarindex']],
      },
      reason: null,
    });
  });

  it('tells what it came to, and that the target is not reached', async () => {
    expect(await toldOfGoal(measureAdopted, measured('74', false))).toEqual({
      sv: {
        did: 'rapporterade utfallet ”74” av måttet ”Medarbetarindex” för tertial 1 2026, med målvärdet ”Minst 78” ännu inte nått',
        changes: [
          ['Utfall', null, '74'],
          ['Målvärdet nått', null, 'nej'],
          ['Kommentar', null, 'Det blev 74.'],
          ['Gäller per', null, '30 april 2026'],
        ],
      },
      en: {
        did: 'reported the outcome “74” of the measure “Medarbetarindex” for tertial 1 2026, with its target “Minst 78” not reached yet',
        changes: [
          ['Outcome', null, '74'],
          ['Target reached', null, 'no'],
          ['Comment', null, 'Det blev 74.'],
          ['As of', null, '30 April 2026'],
        ],
      },
      reason: 'Det blev 74.',
    });
  });

  it('tells what it came to before in the same tertial, and that the target is reached now', async () => {
    expect(await toldOfGoal(measureAdopted, measured('74', false), measured('79', true))).toEqual({
      sv: {
        did: 'rapporterade utfallet ”79” (tidigare ”74”) av måttet ”Medarbetarindex” för tertial 1 2026, med målvärdet ”Minst 78” nått',
        changes: [
          ['Utfall', '74', '79'],
          ['Målvärdet nått', 'nej', 'ja'],
          ['Kommentar', 'Det blev 74.', 'Det blev 79.'],
        ],
      },
      en: {
        did: 'reported the outcome “79” (before: “74”) of the measure “Medarbetarindex” for tertial 1 2026, with its target “Minst 78” reached',
        changes: [
          ['Outcome', '74', '79'],
          ['Target reached', 'no', 'yes'],
          ['Comment', 'Det blev 74.', 'Det blev 79.'],
        ],
      },
      reason: 'Det blev 79.',
    });
  });

  it('does not speak of a target of which nothing was told', async () => {
    const { sv, en } = await toldOfGoal(untargeted, measured('74', null));
    expect(sv.did).toBe('rapporterade utfallet ”74” av måttet ”Medarbetarindex” för tertial 1 2026');
    expect(en.did).toBe('reported the outcome “74” of the measure “Medarbetarindex” for tertial 1 2026');
  });

  it('leaves out the words of a target that it does not have', async () => {
    const { sv, en } = await toldOfGoal(untargeted, measured('74', true));
    expect(sv.did).toMatch(/, med målvärdet nått$/);
    expect(en.did).toMatch(/, with its target reached$/);
  });

  it('rule 8: tells what a correction corrects, to what and why', async () => {
    expect(await toldOfGoal(measureAdopted, measured('74', false), measuredAnew('79', true, 1))).toEqual({
      sv: {
        did: 'rättade utfallet av måttet ”Medarbetarindex” i tertial 1 2026 från ”74” till ”79”, med målvärdet ”Minst 78” nått',
        changes: [
          ['Utfall', '74', '79'],
          ['Målvärdet nått', 'nej', 'ja'],
          ['Kommentar', 'Det blev 74.', 'Det blev 79.'],
        ],
      },
      en: {
        did: 'corrected the outcome of the measure “Medarbetarindex” for tertial 1 2026 from “74” to “79”, with its target “Minst 78” reached',
        changes: [
          ['Outcome', '74', '79'],
          ['Target reached', 'no', 'yes'],
          ['Comment', 'Det blev 74.', 'Det blev 79.'],
        ],
      },
      reason: 'Fel enkät.',
    });
  });

  it('rule 8: tells of a correction that leaves the outcome as it was', async () => {
    expect(await toldOfGoal(measureAdopted, measured('78', false), measuredAnew('78', true, 1))).toEqual({
      sv: {
        did: 'rättade rapporteringen av måttet ”Medarbetarindex” för tertial 1 2026; utfallet ”78” står fast, med målvärdet ”Minst 78” nått',
        changes: [['Målvärdet nått', 'nej', 'ja']],
      },
      en: {
        did: 'corrected the report of the measure “Medarbetarindex” for tertial 1 2026; the outcome “78” stands, with its target “Minst 78” reached',
        changes: [['Target reached', 'no', 'yes']],
      },
      reason: 'Fel enkät.',
    });
  });

  it('tells why an outcome does not count', async () => {
    expect(await toldOfGoal(measureAdopted, measured('74', false), voidedOutcome(1))).toEqual({
      sv: {
        did: 'lämnade utfallet ”74” av måttet ”Medarbetarindex” i tertial 1 2026 utan avseende, eftersom uppföljningen redan var klarmarkerad',
        changes: [
          ['Utfall', '74', null],
          ['Målvärdet nått', 'nej', null],
          ['Kommentar', 'Det blev 74.', null],
          ['Gäller per', '30 april 2026', null],
        ],
      },
      en: {
        did: 'disregarded the outcome “74” of the measure “Medarbetarindex” for tertial 1 2026, since the follow-up had been closed already',
        changes: [
          ['Outcome', '74', null],
          ['Target reached', 'no', null],
          ['Comment', 'Det blev 74.', null],
          ['As of', '30 April 2026', null],
        ],
      },
      reason: null,
    });
  });
});
