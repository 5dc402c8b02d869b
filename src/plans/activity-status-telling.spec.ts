import { corrected, leaflet, reported, voidedStatus } from '../../test/support/plan-under-test.js';
import { toldOfGoal, toldWithoutModel } from '../../test/support/goal-telling-under-test.js';
import type { GoalEvent } from './goal.js';

const unstarted: GoalEvent = {
  type: 'ActivityStatusReported',
  data: {
    activityId: leaflet,
    tertial: 'T1',
    status: 'NOT_STARTED',
    comment: 'Ingen har hunnit.',
    validOn: '2026-04-15',
    modelVersion: 1,
    warnings: ['NOT_STARTED_AFTER_END'],
  },
};

describe('the history of an activity’s status', () => {
  it('names the status as the steering model does, with the warning that it was accepted with', async () => {
    expect(await toldOfGoal(unstarted)).toEqual({
      sv: {
        did: 'rapporterade aktiviteten ”Ta fram en kommunikationsplan” som ”Ej påbörjad” för tertial 1 2026, med varningen att aktiviteten inte är påbörjad fast slutdatumet har passerat',
        changes: [
          ['Status', null, 'Ej påbörjad'],
          ['Avviker från planen', null, 'nej'],
          ['Kommentar', null, 'Ingen har hunnit.'],
          ['Gäller per', null, '15 april 2026'],
        ],
      },
      en: {
        did: 'reported the activity “Ta fram en kommunikationsplan” as “Not started” for tertial 1 2026, with the warning that the activity has not started although its end date has passed',
        changes: [
          ['Status', null, 'Not started'],
          ['Deviates from the plan', null, 'no'],
          ['Comment', null, 'Ingen har hunnit.'],
          ['As of', null, '15 April 2026'],
        ],
      },
      reason: 'Ingen har hunnit.',
    });
  });

  it('tells what was reported before for the same tertial', async () => {
    expect(await toldOfGoal(unstarted, reported(leaflet, 'ON_HOLD'))).toEqual({
      sv: {
        did: 'rapporterade aktiviteten ”Ta fram en kommunikationsplan” som ”Vänteläge” (tidigare ”Ej påbörjad”) för tertial 1 2026',
        changes: [
          ['Status', 'Ej påbörjad', 'Vänteläge'],
          ['Kommentar', 'Ingen har hunnit.', 'Läget är ON_HOLD.'],
          ['Gäller per', '15 april 2026', '30 april 2026'],
        ],
      },
      en: {
        did: 'reported the activity “Ta fram en kommunikationsplan” as “On hold” (before: “Not started”) for tertial 1 2026',
        changes: [
          ['Status', 'Not started', 'On hold'],
          ['Comment', 'Ingen har hunnit.', 'Läget är ON_HOLD.'],
          ['As of', '15 April 2026', '30 April 2026'],
        ],
      },
      reason: 'Läget är ON_HOLD.',
    });
  });

  it('begins anew in another tertial', async () => {
    const { sv } = await toldOfGoal(unstarted, reported(leaflet, 'ON_HOLD', 'T2'));
    expect(sv.did).toBe('rapporterade aktiviteten ”Ta fram en kommunikationsplan” som ”Vänteläge” för tertial 2 2026');
  });

  it('does not repeat a status that was reported again', async () => {
    const { sv } = await toldOfGoal(reported(leaflet, 'ON_HOLD'), reported(leaflet, 'ON_HOLD'));
    expect(sv.did).toBe('rapporterade aktiviteten ”Ta fram en kommunikationsplan” som ”Vänteläge” för tertial 1 2026');
    expect(sv.changes).toEqual([]);
  });

  it('rule 9: takes the words of the version that it was reported under, and says of a deviation what its word does not', async () => {
    expect(await toldOfGoal(reported(leaflet, 'RED', 'T2'))).toEqual({
      sv: {
        did: 'rapporterade aktiviteten ”Ta fram en kommunikationsplan” som ”Röd” för tertial 2 2026, vilket är en avvikelse från planen',
        changes: [
          ['Status', null, 'Röd'],
          ['Avviker från planen', null, 'ja'],
          ['Kommentar', null, 'Läget är RED.'],
          ['Gäller per', null, '31 augusti 2026'],
        ],
      },
      en: {
        did: 'reported the activity “Ta fram en kommunikationsplan” as “Red” for tertial 2 2026, which is a deviation from the plan',
        changes: [
          ['Status', null, 'Red'],
          ['Deviates from the plan', null, 'yes'],
          ['Comment', null, 'Läget är RED.'],
          ['As of', null, '31 August 2026'],
        ],
      },
      reason: 'Läget är RED.',
    });
  });

  it('says a deviation once', async () => {
    const { sv, en } = await toldOfGoal(reported(leaflet, 'ONGOING_WITH_DEVIATION'));
    expect(sv.did).toMatch(/ som ”Pågående med avvikelse” för tertial 1 2026$/);
    expect(en.did).toMatch(/ as “Ongoing with deviation” for tertial 1 2026$/);
  });

  it('gives the code where the steering model is not known', async () => {
    expect(await toldWithoutModel(reported(leaflet, 'ON_HOLD'))).toEqual({
      sv: {
        did: 'rapporterade aktiviteten ”Ta fram en kommunikationsplan” som ”ON_HOLD” för tertial 1 2026',
        changes: [
          ['Status', null, 'ON_HOLD'],
          ['Kommentar', null, 'Läget är ON_HOLD.'],
          ['Gäller per', null, '30 april 2026'],
        ],
      },
      en: {
        did: 'reported the activity “Ta fram en kommunikationsplan” as “ON_HOLD” for tertial 1 2026',
        changes: [
          ['Status', null, 'ON_HOLD'],
          ['Comment', null, 'Läget är ON_HOLD.'],
          ['As of', null, '30 April 2026'],
        ],
      },
      reason: 'Läget är ON_HOLD.',
    });
  });

  it('gives no reason for a status without a comment', async () => {
    const { reason } = await toldOfGoal({ ...unstarted, data: { ...unstarted.data, comment: ' ' } });
    expect(reason).toBeNull();
  });

  it('rule 8: tells what a correction corrects, to what and why', async () => {
    expect(await toldOfGoal(reported(leaflet, 'ON_HOLD'), corrected(leaflet, 'COMPLETED_AS_PLANNED', 1))).toEqual({
      sv: {
        did: 'rättade statusen för aktiviteten ”Ta fram en kommunikationsplan” i tertial 1 2026 från ”Vänteläge” till ”Avslutad enligt plan”',
        changes: [
          ['Status', 'Vänteläge', 'Avslutad enligt plan'],
          ['Kommentar', 'Läget är ON_HOLD.', 'Läget är COMPLETED_AS_PLANNED.'],
        ],
      },
      en: {
        did: 'corrected the status of the activity “Ta fram en kommunikationsplan” for tertial 1 2026 from “On hold” to “Completed as planned”',
        changes: [
          ['Status', 'On hold', 'Completed as planned'],
          ['Comment', 'Läget är ON_HOLD.', 'Läget är COMPLETED_AS_PLANNED.'],
        ],
      },
      reason: 'Fel aktivitet.',
    });
  });

  it('rule 8: tells of a correction that leaves the status as it was', async () => {
    expect(await toldOfGoal(unstarted, corrected(leaflet, 'NOT_STARTED', 1))).toEqual({
      sv: {
        did: 'rättade rapporteringen av aktiviteten ”Ta fram en kommunikationsplan” för tertial 1 2026; statusen ”Ej påbörjad” står fast',
        changes: [
          ['Kommentar', 'Ingen har hunnit.', 'Läget är NOT_STARTED.'],
          ['Gäller per', '15 april 2026', '30 april 2026'],
        ],
      },
      en: {
        did: 'corrected the report of the activity “Ta fram en kommunikationsplan” for tertial 1 2026; the status “Not started” stands',
        changes: [
          ['Comment', 'Ingen har hunnit.', 'Läget är NOT_STARTED.'],
          ['As of', '15 April 2026', '30 April 2026'],
        ],
      },
      reason: 'Fel aktivitet.',
    });
  });

  it('tells why a status does not count, and what counts instead', async () => {
    const late = reported(leaflet, 'ON_HOLD');
    expect(await toldOfGoal(unstarted, late, voidedStatus(leaflet, 2))).toEqual({
      sv: {
        did: 'lämnade statusen ”Vänteläge” för aktiviteten ”Ta fram en kommunikationsplan” i tertial 1 2026 utan avseende, eftersom uppföljningen redan var klarmarkerad',
        changes: [
          ['Status', 'Vänteläge', 'Ej påbörjad'],
          ['Kommentar', 'Läget är ON_HOLD.', 'Ingen har hunnit.'],
          ['Gäller per', '30 april 2026', '15 april 2026'],
        ],
      },
      en: {
        did: 'disregarded the status “On hold” of the activity “Ta fram en kommunikationsplan” for tertial 1 2026, since the follow-up had been closed already',
        changes: [
          ['Status', 'On hold', 'Not started'],
          ['Comment', 'Läget är ON_HOLD.', 'Ingen har hunnit.'],
          ['As of', '30 April 2026', '15 April 2026'],
        ],
      },
      reason: null,
    });
  });
});
