import { hostileTexts } from '../../../test/support/hostile-texts.js';
import { readPdf, partsOf } from '../../../test/support/pdf-under-test.js';
import { sampleDocument } from '../../../test/support/document-under-test.js';
import type { Block, Document } from '../document.js';
import { Typesetting } from './typesetting.service.js';

const typesetting = new Typesetting();
afterAll(() => typesetting.onApplicationShutdown());

const shipped = ['SourceSans3-Regular', 'SourceSans3-SemiBold', 'SourceSerif4-Regular'];

function withBlocks(...blocks: Block[]): Document {
  return { ...sampleDocument(), blocks, annexes: [] };
}

describe('a PDF of a document', () => {
  it.each(['ua-1', 'a-2a'] as const)(
    '%s: has title, language, headings, lists and tables with header cells',
    async (standard) => {
      const document = sampleDocument();
      const { title, language, parts, fonts, text } = await readPdf(await typesetting.pdf(document, standard));

      expect([title, language]).toEqual([document.title, 'sv-SE']);
      expect(partsOf(parts, 'H1', 'H2', 'H3').map((part) => `${part.role} ${part.text.trim()}`)).toEqual([
        `H1 ${document.title}`,
        'H2 Förslag till beslut',
        'H2 Förvaltningens övervägande',
        'H3 Utfall',
        'H2 Beslutsunderlag',
        'H2 Beslutet skickas till',
        'H1 Mål och aktiviteter',
        ...[1, 2, 3].map((goal) => `H2 Mål ${goal}: Kommunen är en attraktiv arbetsgivare med god arbetsmiljö`),
      ]);
      expect(partsOf(parts, 'L').map((list) => partsOf(list.parts, 'LI').length)).toEqual([3, 2, 2, 2, 2, 2]);
      const [counts] = partsOf(parts, 'Table');
      expect(partsOf(counts?.parts ?? [], 'Caption').map((part) => part.text.trim())).toEqual([
        'Aktiviteter efter status',
      ]);
      expect(partsOf(counts?.parts ?? [], 'TH').map((part) => part.text.trim())).toEqual(['Status', 'Antal']);
      expect(partsOf(counts?.parts ?? [], 'TD')).toHaveLength(12);
      expect(partsOf(parts, 'P').some((part) => part.text.includes('föreslår kommunstyrelsen besluta att'))).toBe(true);
      expect(fonts).toEqual(shipped);
      expect(text).toContain('Sida 1 (2)');
      expect(text).toContain('Sida 1 (3)');
    },
  );

  it('has the same bytes each time, in another process too', async () => {
    const other = new Typesetting();
    const [first, second, third] = [
      await typesetting.pdf(sampleDocument(), 'ua-1'),
      await typesetting.pdf(sampleDocument(), 'ua-1'),
      await other.pdf(sampleDocument(), 'ua-1'),
    ];
    await other.onApplicationShutdown();
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.compare(first, third)).toBe(0);
  });

  it('shows hostile texts as text', async () => {
    // The long word goes over the foot of a page: a case of its own below counts its letters.
    const ofOnePage = hostileTexts.filter(([what]) => what !== 'a long word');
    const blocks = ofOnePage.map(([, text]): Block => ({ kind: 'note', text }));
    const { text } = await readPdf(await typesetting.pdf(withBlocks(...blocks), 'ua-1'));
    const bare = (one: string) => one.replaceAll(/\s+/g, '');
    expect(ofOnePage.filter(([, , shown]) => !bare(text).includes(bare(shown))).map(([what]) => what)).toEqual([]);
  });

  it('shows what no font can show as its code point', async () => {
    const hostile = 'a\u0000b \u202Ec \uD800d 😀 漢 \u200F.';
    const { text } = await readPdf(await typesetting.pdf(withBlocks({ kind: 'paragraph', text: hostile }), 'ua-1'));
    expect(text).toContain('a[U+0000]b [U+202E]c [U+D800]d [U+1F600] [U+6F22] [U+200F].');
  });

  it.each([
    ['a word of 5 000 characters', 'å'.repeat(5000)],
    ['100 000 characters', 'Arbetet pågår. '.repeat(6667)],
  ])('shows %s whole in a cell', async (_, long) => {
    const table: Block = {
      kind: 'table',
      caption: 'Aktiviteter',
      columns: [
        { heading: 'Aktivitet', isNumeric: false },
        { heading: 'Kommentar', isNumeric: false },
      ],
      rows: [['Första', long]],
      hasRowHeadings: true,
      sum: null,
    };
    const { parts } = await readPdf(await typesetting.pdf(withBlocks(table), 'a-2a'));
    const bare = (text: string) => text.replaceAll(/\s+/g, '');
    expect(
      bare(
        partsOf(parts, 'TD')
          .map(({ text }) => text)
          .join(''),
      ),
    ).toContain(bare(long));
  });

  it('keeps days, times, numbers and names with a party whole on a line, and cuts no word', async () => {
    const whole = [
      'den 27 maj 2026',
      'dnr KS 2026/142',
      'kl. 13.00',
      '§ 87',
      'nr 1',
      'Petra Persson (M)',
      'en e-tjänst',
    ];
    const others = ['22 aktiviteter', '12 september-dagar', '5 januarimöten'];
    // Each text at each place of a line.
    const paragraphs = [...whole, ...others].flatMap((text) =>
      Array.from(
        { length: 20 },
        (_, more) => `${'Arbetet pågår. '.repeat(4)}${'i'.repeat(more * 2)} ${text} fortsätter.`,
      ),
    );
    const blocks = paragraphs.map((text): Block => ({ kind: 'paragraph', text }));
    const { text } = await readPdf(await typesetting.pdf(withBlocks(...blocks), 'ua-1'));
    const broken = text.match(
      /\b(?:27\nmaj|maj\n2026|dnr\nKS|KS\n2026|kl\.\n13|§\n87|nr\n1|Persson\n\(M|e-\ntj)|\p{L}\n(?:er|dagar|möten)\b/gu,
    );
    expect(broken).toBeNull();
    expect(text.match(/22\s+aktiviteter/g)).toHaveLength(20);
  });

  it('has the alternative text of the logo', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#035"/></svg>';
    const logo = { format: 'svg' as const, base64: Buffer.from(svg).toString('base64'), alternative: 'Exempels vapen' };
    const document = { ...sampleDocument(), letterhead: { ...sampleDocument().letterhead, logo } };
    const { parts } = await readPdf(await typesetting.pdf(document, 'ua-1'));
    expect(partsOf(parts, 'Figure').map(({ alternative }) => alternative)).toEqual(['Exempels vapen']);
  });
});

describe('the typesetting', () => {
  it('makes documents one after the other, and refuses one when too many wait', async () => {
    const small = Typesetting.within({ waiting: 1, time: 60_000 });
    const all = await Promise.allSettled([1, 2, 3].map(() => small.pdf(sampleDocument(), 'ua-1')));
    await small.onApplicationShutdown();
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(all[2]).toMatchObject({ reason: { code: 'DOCUMENTS_BUSY' } });
  });

  it('gives up a document that takes too long', async () => {
    const hasty = Typesetting.within({ waiting: 1, time: 1 });
    await expect(hasty.pdf(sampleDocument(), 'ua-1')).rejects.toThrow('not made within 1 ms');
    expect(hasty.processId).toBeNull();
  });

  it('starts the process anew when it dies, and loses one document alone', async () => {
    const mortal = new Typesetting();
    const all = [1, 2].map(() => mortal.pdf(sampleDocument(), 'ua-1'));
    process.kill(mortal.processId ?? 0, 'SIGKILL');
    const outcomes = await Promise.allSettled(all);
    await mortal.onApplicationShutdown();
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { message: 'The typesetter ended with SIGKILL.' } },
      { status: 'fulfilled' },
    ]);
  });

  it('says why a document cannot be set, and makes the next', async () => {
    const logo = { format: 'png' as const, base64: Buffer.from('no picture').toString('base64'), alternative: 'x' };
    const document = { ...sampleDocument(), letterhead: { ...sampleDocument().letterhead, logo } };
    await expect(typesetting.pdf(document, 'ua-1')).rejects.toThrow('The document cannot be set');
    await expect(typesetting.pdf(sampleDocument(), 'ua-1')).resolves.toBeInstanceOf(Uint8Array);
  });
});
