import { adoptedGoal, index } from '../../test/support/plan-under-test.js';
import { toldOfEstablished } from '../../test/support/goal-telling-under-test.js';

describe('the history of a goal', () => {
  it('begins with all that was adopted for it', async () => {
    const measures = [
      { measureId: index, name: 'Medarbetarindex', target: 'Minst 78' },
      { measureId: index, name: 'Sjukfrånvaro', target: '' },
    ];
    const [first, ...rest] = adoptedGoal.activities.map((activity) => ({ ...activity }));
    const activities = first === undefined ? rest : [{ ...first, responsibleUnit: '' }, ...rest];
    expect(await toldOfEstablished({ ...adoptedGoal, measures, activities })).toEqual({
      sv: {
        did: 'lade upp målet ”Medarbetare ska känna sig delaktiga” med 2 mått och 2 aktiviteter för uppföljning enligt verksamhetsplanen för 2026',
        changes: [
          ['Mått', null, '”Medarbetarindex”, målvärde Minst 78'],
          ['Mått', null, '”Sjukfrånvaro”'],
          ['Aktivitet', null, '”Ta fram en kommunikationsplan”, 15 januari 2026 – 30 november 2026'],
          ['Aktivitet', null, '”Genomföra medarbetarsamtal”, 15 januari 2026 – 30 november 2026, Kommunikation'],
        ],
      },
      en: {
        did: 'set up the goal “Medarbetare ska känna sig delaktiga” with 2 measures and 2 activities to be followed up by the plan for 2026',
        changes: [
          ['Measure', null, '“Medarbetarindex”, target Minst 78'],
          ['Measure', null, '“Sjukfrånvaro”'],
          ['Activity', null, '“Ta fram en kommunikationsplan”, 15 January 2026 – 30 November 2026'],
          ['Activity', null, '“Genomföra medarbetarsamtal”, 15 January 2026 – 30 November 2026, Kommunikation'],
        ],
      },
      reason: null,
    });
  });
});
