import { sampleTemplate, settingIn } from '../../test/support/documents-under-test.js';
import { refused } from '../../test/support/given.js';
import { sampleMinutes, sampleParagraph, vote } from '../../test/support/meeting-documents-under-test.js';
import type { Document } from './document.js';
import { documentText } from './document-text.js';
import { paragraphsInWords } from './meeting-people.js';
import { extractDocument, minutesDocument } from './minutes.js';
import type { MinutesMaterial } from './minutes-paragraph.js';

function made(material: MinutesMaterial = sampleMinutes()): Document {
  return minutesDocument(material, settingIn('sv'));
}

function headings({ blocks }: Document, level: number): string[] {
  return blocks.flatMap((block) => (block.kind === 'heading' && block.level === level ? [block.text] : []));
}

describe('Minutes', () => {
  it('rule 143: have a § for each, with headings in the order of the convention, those alone that have content', () => {
    const { blocks } = made();
    const from = blocks.findIndex((block) => block.kind === 'heading' && block.text.startsWith('§ 87'));
    const until = blocks.findIndex((block) => block.kind === 'heading' && block.text.startsWith('§ 88'));
    expect(headings({ ...made(), blocks: blocks.slice(from, until) }, 2)).toEqual([
      ...['Beslut', 'Reservationer', 'Protokollsanteckning', 'Särskilt yttrande', 'Sammanfattning', 'Beslutsunderlag'],
      ...['Yrkanden', 'Beslutsgång', 'Omröstning begärs', 'Omröstningsresultat', 'Beslutet skickas till'],
    ]);
    expect(headings({ ...made(), blocks: blocks.slice(until) }, 2)).toContain('Jäv');
  });

  it('rule 171: say which § is withdrawn, after the others, and the extract of another § does not', () => {
    const { minutes, ...rest } = sampleMinutes();
    const material = { ...rest, minutes: { ...minutes, withdrawn: ['86'] } };
    expect(documentText(made(material))).toContain('§ 86 utgår.');
    const [paragraph] = minutes.paragraphs;
    if (paragraph === undefined) throw new Error('The minutes have no §.');
    expect(documentText(extractDocument(material, paragraph, settingIn('sv')))).not.toContain('§ 86');
    expect(documentText(made())).not.toContain('utgår.');
  });

  it('rule 79: say in which paragraphs a substitute decided, and in which a member with a conflict did not', () => {
    const text = documentText(made());
    expect(text).toContain('Petra Persson (M) ersätter Maria Mattsson (C), § 88');
    expect(text).toContain('Maria Mattsson (C), vice ordförande, § 87');
  });

  it('rule 27: tell both the decided and the proposed wording', () => {
    expect(documentText(made())).toMatch(
      /prövas på nytt i planen för 2027\n\n\[Förslaget till punkt 3 löd: ”Aktiviteten Ta fram och genomföra/,
    );
  });

  it("rule 144: have in whole sentences one subject for each decision, and a person's words as they are", () => {
    const { blocks } = minutesDocument(sampleMinutes(), settingIn('sv', { ...sampleTemplate, points: 'SENTENCES' }));
    const points = blocks.flatMap((block) => (block.kind === 'points' ? block.items : []));
    expect(points).toEqual([
      'Kommunstyrelsen beslutar att godkänna redovisningen av måluppföljning per tertial 1 2026.',
      'Kommunstyrelsen beslutar att aktiviteten Ta fram och verkställa kommunikationsplan för att medarbetare ska känna sig inkluderande tas ur verksamhetsplan för 2026.',
      'Aktiviteten tas ur verksamhetsplan för 2026 och prövas på nytt i planen för 2027',
      'Kommunstyrelsen beslutar att återremittera förslaget ”Anta taxan för 2027” med motiveringen: Beskriv kostnaden för barnfamiljer.',
    ]);
    expect(blocks).not.toContainEqual({ kind: 'paragraph', text: 'Kommunstyrelsen beslutar att' });
  });

  it('rule 147: have the lists of votes under a heading of their own, after the last §', () => {
    expect(headings(made(), 1).slice(-3)).toEqual([
      expect.stringMatching(/^§ 87/),
      '§ 88 Taxa för 2027',
      'Omröstningslistor',
    ]);
    expect(headings(made(), 2).at(-1)).toBe('Omröstningslista nr 1');
  });

  it('rule 147: list each vote by name, with its totals', () => {
    const table = made().blocks.find((block) => block.kind === 'table');
    expect(table).toMatchObject({ sum: ['Summa', '3', '1', '1'], hasRowHeadings: true });
  });

  it.each([
    ['a voter twice', { ...vote, yes: [...vote.yes, ...vote.yes.slice(0, 1)] }],
    ['a voter missing', { ...vote, yes: vote.yes.slice(1) }],
    ['another result', { ...vote, result: 'NO' }],
    ['a tie by majority', { ...vote, no: [...vote.no, ...vote.yes.slice(2)], yes: vote.yes.slice(0, 2) }],
  ] as const)('rule 147: are refused of a vote with %s', (_, cast) => {
    refused(() => made(sampleMinutes(cast)), 'VOTE_NOT_RECONCILED', { paragraph: '87', point: 2, vote: 1 });
  });

  it('rule 147: tell that the casting vote of the chair decided', () => {
    const tie = {
      ...vote,
      yes: vote.yes.slice(0, 2),
      no: [...vote.no, ...vote.yes.slice(2)],
      decidedBy: 'CHAIR',
    } as const;
    expect(documentText(made(sampleMinutes(tie)))).toContain(
      'Med 2 ja-röster mot 2 nej-röster samt 1 ledamot som avstår från att rösta beslutar kommunstyrelsen i enlighet med ' +
        '”Bifall till förvaltningens förslag”. Vid lika röstetal fäller ordförandens utslagsröst avgörandet.',
    );
  });
});

describe('An extract', () => {
  it('rule 143: has its own paragraph, and those alone who decided in it', () => {
    const document = extractDocument(sampleMinutes(), sampleParagraph('88'), settingIn('sv'));
    expect(headings(document, 1).filter((heading) => heading.startsWith('§'))).toEqual(['§ 88 Taxa för 2027']);
    const text = documentText(document);
    expect(text).toContain('Petra Persson (M) ersätter Maria Mattsson (C)');
    expect(text).not.toContain('vice ordförande');
  });
});

it.each([
  [['87'], '§ 87'],
  [['87', '88'], '§§ 87, 88'],
  [['87', '88', '89', '91 a'], '§§ 87–89, 91 a'],
])('writes the paragraphs %j as %s', (paragraphs, words) => {
  expect(paragraphsInWords(paragraphs)).toBe(words);
});
