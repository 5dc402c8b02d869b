import { readFileSync } from 'node:fs';
import {
  sampleModel,
  sampleReport,
  sampleTemplate,
  sampleView,
  settingIn,
} from '../../test/support/documents-under-test.js';
import type { Block, Document, Table } from './document.js';
import { reportDocument, type ReportMaterial } from './report.js';
import type { DocumentTemplate } from './template.js';

interface Seed {
  readonly recipient: string;
  readonly title: string;
  readonly sections: readonly string[];
  readonly introduction: string;
  readonly points: readonly string[];
  readonly figures: Readonly<Record<string, readonly string[]>>;
  readonly statuses: readonly string[];
}

const seed: Seed = JSON.parse(readFileSync(new URL('../../test/inputs/seed-report.json', import.meta.url), 'utf8'));

function made(material: ReportMaterial = sampleReport(), template: DocumentTemplate = sampleTemplate): Document {
  return reportDocument(material, settingIn('sv', template));
}

/** The blocks of each section of level 1, by its heading. */
function sectionsOf({ blocks }: Document): ReadonlyMap<string, Block[]> {
  const sections = new Map<string, Block[]>();
  let own: Block[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 1) {
      own = [];
      sections.set(block.text, own);
    } else own.push(block);
  }
  return sections;
}

function textsIn(blocks: readonly Block[] = []): string {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n');
}

function pointsIn(blocks: readonly Block[] = []): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'points' ? block.items : []));
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

  it.each(Object.entries(seed.figures))('rule 141: tells the same figures under %s', (heading, figures) => {
    const text = textsIn(sections.get(heading)).toLowerCase();
    expect(figures.filter((figure) => !text.includes(figure))).toEqual([]);
  });

  it('rule 60: explains the same statuses', () => {
    const legend = textsIn(sections.get('Legendförteckning'));
    expect(seed.statuses.filter((status) => !legend.includes(`”${status}”`))).toEqual([]);
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
    const textOf = (material: ReportMaterial) => textsIn(made(material).blocks);
    const [without, all] = [textOf({ ...rest, version: { ...version, figures: written } }), textOf(sampleReport())];
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
