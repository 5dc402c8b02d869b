import { added, change, leaflet, removed, restored, welcome } from '../../test/support/plan-under-test.js';
import { toldOfGoal } from '../../test/support/goal-telling-under-test.js';

describe('the history of an activity in the plan', () => {
  it('tells of one that was added during the year, and all that was adopted of it', async () => {
    expect(await toldOfGoal(added(welcome, '2026-05-06'))).toEqual({
      sv: {
        did: 'lade till aktiviteten ”Införa gemensam introduktion” under målet ”Medarbetare ska känna sig delaktiga” enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [
          ['Rubrik', null, 'Införa gemensam introduktion'],
          ['Beskrivning', null, 'Införa gemensam introduktion, steg för steg.'],
          ['Startdatum', null, '15 januari 2026'],
          ['Slutdatum', null, '30 november 2026'],
          ['Ansvarig enhet', null, 'Kommunikation'],
        ],
      },
      en: {
        did: "added the activity “Införa gemensam introduktion” to the goal “Medarbetare ska känna sig delaktiga” by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [
          ['Heading', null, 'Införa gemensam introduktion'],
          ['Description', null, 'Införa gemensam introduktion, steg för steg.'],
          ['Start date', null, '15 January 2026'],
          ['End date', null, '30 November 2026'],
          ['Responsible unit', null, 'Kommunikation'],
        ],
      },
      reason: null,
    });
  });

  it('tells from which dates to which', async () => {
    const data = { activityId: leaflet, startDate: '2026-02-01', endDate: '2026-11-30', decision: change };
    expect(await toldOfGoal({ type: 'ActivityDatesChanged', data })).toEqual({
      sv: {
        did: 'ändrade tiden för aktiviteten ”Ta fram en kommunikationsplan” från 15 januari 2026 – 30 november 2026 till 1 februari 2026 – 30 november 2026 enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [['Startdatum', '15 januari 2026', '1 februari 2026']],
      },
      en: {
        did: "changed the dates of the activity “Ta fram en kommunikationsplan” from 15 January 2026 – 30 November 2026 to 1 February 2026 – 30 November 2026 by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [['Start date', '15 January 2026', '1 February 2026']],
      },
      reason: null,
    });
  });

  it('tells what it was called and is called now', async () => {
    const wording = { heading: 'Ta fram en plan för kommunikation', description: 'Tillsammans med enheterna.' };
    const data = { activityId: leaflet, ...wording, decision: change };
    expect(await toldOfGoal({ type: 'ActivityReworded', data })).toEqual({
      sv: {
        did: 'ändrade lydelsen av aktiviteten ”Ta fram en kommunikationsplan” till ”Ta fram en plan för kommunikation” enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [
          ['Rubrik', 'Ta fram en kommunikationsplan', 'Ta fram en plan för kommunikation'],
          ['Beskrivning', 'Ta fram en kommunikationsplan, steg för steg.', 'Tillsammans med enheterna.'],
        ],
      },
      en: {
        did: "reworded the activity “Ta fram en kommunikationsplan” as “Ta fram en plan för kommunikation” by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [
          ['Heading', 'Ta fram en kommunikationsplan', 'Ta fram en plan för kommunikation'],
          ['Description', 'Ta fram en kommunikationsplan, steg för steg.', 'Tillsammans med enheterna.'],
        ],
      },
      reason: null,
    });
  });

  it('tells of a new description when it is called the same', async () => {
    const wording = { heading: 'Ta fram en kommunikationsplan', description: 'Tillsammans med enheterna.' };
    const data = { activityId: leaflet, ...wording, decision: change };
    expect(await toldOfGoal({ type: 'ActivityReworded', data })).toEqual({
      sv: {
        did: 'ändrade beskrivningen av aktiviteten ”Ta fram en kommunikationsplan” enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [['Beskrivning', 'Ta fram en kommunikationsplan, steg för steg.', 'Tillsammans med enheterna.']],
      },
      en: {
        did: "changed the description of the activity “Ta fram en kommunikationsplan” by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [['Description', 'Ta fram en kommunikationsplan, steg för steg.', 'Tillsammans med enheterna.']],
      },
      reason: null,
    });
  });

  it('tells by which decision of the board it left the plan', async () => {
    expect(await toldOfGoal(removed(leaflet, '2026-05-27'))).toEqual({
      sv: {
        did: 'tog aktiviteten ”Ta fram en kommunikationsplan” ur planen enligt nämndens beslut den 27 maj 2026, § 85 (dnr KS 2026/123), beslutspunkt 2',
        changes: [['I planen', 'ja', 'nej, från och med den 27 maj 2026']],
      },
      en: {
        did: "took the activity “Ta fram en kommunikationsplan” out of the plan by the board's decision of 27 May 2026, § 85 (reg. no. KS 2026/123), decision point 2",
        changes: [['In the plan', 'yes', 'no, from 27 May 2026']],
      },
      reason: null,
    });
  });

  it('rule 35: tells which decision a court annulled when it came back', async () => {
    expect(await toldOfGoal(removed(leaflet, '2026-05-27'), restored(leaflet))).toEqual({
      sv: {
        did: 'förde tillbaka aktiviteten ”Ta fram en kommunikationsplan” till planen, eftersom domstol har upphävt nämndens beslut den 27 maj 2026, § 85 (dnr KS 2026/123), med verkan från och med den 2 november 2026',
        changes: [['I planen', 'nej, från och med den 27 maj 2026', 'ja']],
      },
      en: {
        did: "put the activity “Ta fram en kommunikationsplan” back into the plan, since a court has annulled the board's decision of 27 May 2026, § 85 (reg. no. KS 2026/123), with effect from 2 November 2026",
        changes: [['In the plan', 'no, from 27 May 2026', 'yes']],
      },
      reason: null,
    });
  });
});
