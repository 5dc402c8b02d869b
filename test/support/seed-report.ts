import { readFileSync } from 'node:fs';
import type { Block, Document } from '../../src/documents/document.js';

/** A sentence of the document that Tertial is modelled on, and what a report of the same facts must say for it. */
interface SeedSentence {
  readonly seed: string;
  readonly told: readonly string[];
}

interface Seed {
  readonly recipient: string;
  readonly title: string;
  readonly sections: readonly string[];
  readonly introduction: string;
  readonly points: readonly string[];
  /** Every sentence of each section but the proposals. */
  readonly sentences: Readonly<Record<string, readonly SeedSentence[]>>;
}

export const seed: Seed = JSON.parse(readFileSync(new URL('../inputs/seed-report.json', import.meta.url), 'utf8'));

/** The blocks of each section of level 1, by its heading. */
export function sectionsOf({ blocks }: Document): ReadonlyMap<string, Block[]> {
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

export function textsIn(blocks: readonly Block[] = []): string {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n');
}

export function pointsIn(blocks: readonly Block[] = []): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'points' ? block.items : []));
}

/** Lists the sentences of the seed's document that a report does not tell, section by section. */
export function notToldIn(document: Document): string[] {
  const sections = sectionsOf(document);
  return Object.entries(seed.sentences).flatMap(([heading, sentences]) => {
    const text = textsIn(sections.get(heading)).toLowerCase();
    const missing = sentences.filter(({ told }) => told.length === 0 || told.some((one) => !text.includes(one)));
    return missing.map((one) => `${heading}: ${one.seed}`);
  });
}
