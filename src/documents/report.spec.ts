import {
  sampleModel,
  sampleReport,
  sampleTemplate,
  sampleView,
  settingIn,
} from '../../test/support/documents-under-test.js';
import { notToldIn, pointsIn, sectionsOf, seed, textsIn } from '../../test/support/seed-report.js';
import type { Block, Document, Table } from './document.js';
import { reportDocument, type ReportMaterial } from './report.js';
import type { DocumentTemplate } from './template.js';

function made(material: ReportMaterial = sampleReport(), template: DocumentTemplate = sampleTemplate): Document {
  return reportDocument(material, settingIn('sv', template));
}

function tablesIn(blocks: readonly Block[] = []): readonly Table[] {
  return blocks.filter((block) => block.kind === 'table');
}

describe('The report of the sample plan, beside the document that it is modelled on', () => {
  const document = made();
  const sections = sectionsOf(document);

  it('rule 143: has its title, its recipient and its sections, in their order', () => {
    expect(document.title).toBe(seed.title);
    expect(document.facts).toContainEqual({ label: 'Till', value: seed.recipient });
    expect([...sections.keys()].filter((heading) => seed.sections.includes(heading))).toEqual(seed.sections);
  });

  it('rule 143: proposes the same three points in the same words', () => {
    expect(textsIn(sections.get('Förslag till beslut'))).toBe(seed.introduction);
    expect(pointsIn(sections.get('Förslag till beslut'))).toEqual(seed.points);
  });

  it('rules 60 and 141: tells each sentence under the same heading, with the same figures', () => {
    expect(Object.keys(seed.sentences)).toEqual(seed.sections.slice(1));
    expect(notToldIn(document)).toEqual([]);
  });

  it('is seen to lack a sentence where a figure differs', () => {
    const { version, ...rest } = sampleReport();
    const considerations = version.asRead.considerations.replace('fem aktiviteter', 'sex aktiviteter');
    const other = made({ ...rest, version: { ...version, asRead: { ...version.asRead, considerations } } });
    expect(notToldIn(other)).toEqual([expect.stringContaining('fem aktiviteter som pågår med avvikelse')]);
  });
});

describe('A report', () => {
  it('rule 146: has the counts of the view in tables that sum up, with what is missing in a row of its own', () => {
    const [activities, goals] = tablesIn(sectionsOf(made()).get('Förvaltningens övervägande'));
    expect(activities?.rows.at(-1)).toEqual(['Ej rapporterad', '0']);
    expect(activities?.sum).toEqual(['Summa', '24']);
    expect(goals?.rows.at(-1)).toEqual(['Ej bedömd', '1']);
    expect(goals?.sum).toEqual(['Summa', '8']);
  });

  it('rule 4: names the goals that are not assessed apart', () => {
    const blocks = sectionsOf(made()).get('Förvaltningens övervägande') ?? [];
    expect(textsIn(blocks)).toContain('Ett mål är inte bedömt.');
    expect(blocks).toContainEqual({ kind: 'list', items: ['Näringslivet ska ges goda förutsättningar'] });
  });

  it('rule 145: has each activity once, with its heading, description, days, status and comment', () => {
    const { goals } = sampleView();
    const rows = tablesIn(made().annexes[0]?.blocks).flatMap((table) => table.rows);
    expect(rows).toHaveLength(24);
    expect(rows.map(([heading, description, , status, comment]) => [heading, description, status, comment])).toEqual(
      goals.flatMap(({ activities }) =>
        activities.map((one) => [one.heading, one.description, one.status?.label.sv, one.status?.comment]),
      ),
    );
    expect(rows[0]?.[2]).toBe('15 januari 2026 – 30 november 2026');
  });

  it('rule 141: leaves out a sentence that the author put into the text', () => {
    const { version, ...rest } = sampleReport();
    const written = ['deviations.sentence', 'removals.sentence'].map((name) => ({ name, value: '' }));
    const asRead = { ...version.asRead, considerations: 'Arbetet pågår.' };
    const textWith = (figures: ReportMaterial['version']['figures']) =>
      textsIn(made({ ...rest, version: { ...version, asRead, figures } }).blocks);
    const [without, all] = [textWith(written), textWith([])];
    for (const told of ['är i vänteläge', 'föreslås tas ur verksamhetsplanen']) {
      expect(all).toContain(told);
      expect(without).not.toContain(told);
    }
    expect(without).toContain('inte kommer att kunna genomföras');
  });

  it('rule 144: follows the template in the order of its sections, its own sections and its whole sentences', () => {
    const template: DocumentTemplate = {
      ...sampleTemplate,
      points: 'SENTENCES',
      sections: [
        { kind: 'MADE', section: 'BRIEF' },
        {
          kind: 'FIXED',
          heading: { sv: 'Ekonomiska konsekvenser', en: 'Economy' },
          text: { sv: 'Inga.', en: 'None.' },
        },
        { kind: 'MADE', section: 'PROPOSAL' },
      ],
    };
    const sections = sectionsOf(made(sampleReport(), template));
    expect([...sections.keys()]).toEqual(['Ärendet i korthet', 'Ekonomiska konsekvenser', 'Förslag till beslut']);
    expect(pointsIn(sections.get('Förslag till beslut'))[0]).toBe(
      'Kommunstyrelsen beslutar att godkänna redovisningen av måluppföljning per tertial 1 2026.',
    );
  });

  it('rule 60: is made of a matter without a report and without a model', () => {
    const { version } = sampleReport();
    const sections = sectionsOf(
      made({ dnr: 'KS 2026/1', version: { ...version, points: [], attachments: [], recipients: [] }, reports: [] }),
    );
    expect([...sections.keys()]).toEqual([
      'Förslag till beslut',
      'Ärendet i korthet',
      'Förvaltningens övervägande',
      'Beslutsunderlag',
    ]);
    const view = { ...sampleView(), modelVersion: null, activityCounts: [], goalCounts: [], notAssessedSign: null };
    const bare = made({ ...sampleReport(), reports: [{ view, modelName: sampleModel.name, model: null }] });
    expect([...sectionsOf(bare).keys()]).not.toContain('Legendförteckning');
    expect(tablesIn(sectionsOf(bare).get('Förvaltningens övervägande')).map(({ rows }) => rows)).toEqual([
      [['Ej rapporterad', '0']],
      [['Ej bedömd', '1']],
    ]);
  });
});
