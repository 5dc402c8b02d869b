import type { DocumentRequest } from '../../src/documents/document-request.js';
import { documentText } from '../../src/documents/document-text.js';
import { Documents } from '../../src/documents/making/documents.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { readPdf } from '../support/pdf-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

const boardId = 'exempel.ks';
const ADOPT =
  'mutation ($input: AdoptDocumentTemplateInput!) { adoptDocumentTemplate(input: $input) { version points } }';
const READ = `query ($asOf: AsOfInput) { documentTemplate(boardId: "${boardId}", asOf: $asOf) { version administration { sv }
  logo { format alternative } sections { section heading { sv } text { sv } } } }`;

function svg(inside: string) {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="18" viewBox="0 0 40 18">${inside}</svg>`;
  return { format: 'SVG', base64: Buffer.from(text).toString('base64'), alternative: 'Exempels kommun' };
}

const template = {
  boardId,
  administration: { sv: 'Kommunförvaltningen', en: 'The municipal administration' },
  logo: svg('<rect width="40" height="18" fill="#005a9c"/>'),
  sections: [
    { section: 'BRIEF' },
    {
      heading: { sv: 'Ekonomiska konsekvenser', en: 'Economic consequences' },
      text: { sv: 'Inga kostnader.\nInga intäkter.', en: 'No costs.\nNo income.' },
    },
    { section: 'PROPOSAL' },
  ],
  points: 'SENTENCES',
  openingItems: [{ sv: 'Upprop', en: 'Roll call' }],
  noticeBoard: { sv: 'kommunens anslagstavla', en: 'the notice board' },
  appeal: { sv: 'Skriv till förvaltningsrätten.', en: 'Write to the court.' },
};

describe("The template of a board's documents", () => {
  let service: AppUnderTest;

  beforeAll(async () => {
    const played = await copyOfPlayedCase();
    service = await startApp(played.end, played.places);
  });
  afterAll(() => service.close());

  async function adopted(who: string, changes: object = {}) {
    const { data, errors } = await service.send(who, ADOPT, { input: { ...template, ...changes } });
    return data?.adoptDocumentTemplate ?? errors[0]?.extensions;
  }

  async function found(asOf: DocumentRequest['asOf']) {
    const matterId = idOf('Matter', 'exempel.ks.dnr-ks-2026-142');
    return service.app.get(Documents).find({ matterId, kind: 'report', asOf, language: 'sv', paragraph: null }, null);
  }

  it('rule 155: is adopted by an administrator alone, whole, and with a logo that can be set', async () => {
    expect(await adopted('cecilia')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await adopted('adam', { sections: [{ section: 'BRIEF' }] })).toMatchObject({
      code: 'TEMPLATE_INCOMPLETE',
      details: { missing: 'proposal' },
    });
    expect(await adopted('adam', { logo: svg('<script/>') })).toMatchObject({ details: { problem: 'script' } });
    expect(await adopted('adam', { logo: svg('<rect') })).toMatchObject({
      code: 'LOGO_UNSOUND',
      details: { problem: 'unreadable' },
    });
    expect((await service.send('lars', READ)).data).toMatchObject({ documentTemplate: { version: 1, logo: null } });
  });

  it('rule 155: is that of its moment for each document', async () => {
    const before = documentText((await found('summoned')).document);
    expect(await adopted('adam')).toEqual({ version: 2, points: 'SENTENCES' });
    const now = await found('now');
    const text = documentText(now.document);
    expect(text).toContain('Ekonomiska konsekvenser\n');
    expect(text).toContain('Inga intäkter.');
    expect(text).toMatch(/1\. .* beslutar att /);
    expect(text.indexOf('Ärendet i korthet')).toBeLessThan(text.indexOf('Förslag till beslut'));
    expect((await readPdf(await service.app.get(Documents).bytes(now, 'pdf-ua'))).text).toContain(
      'Kommunförvaltningen',
    );
    expect(documentText((await found('summoned')).document)).toBe(before);
    expect(before).not.toContain('Ekonomiska konsekvenser');
  });

  it('rule 155: is read in its versions', async () => {
    expect(await adopted('adam', { logo: null, points: 'CLAUSES' })).toEqual({ version: 3, points: 'CLAUSES' });
    expect((await service.send('lars', READ)).data).toEqual({
      documentTemplate: {
        version: 3,
        administration: { sv: 'Kommunförvaltningen' },
        logo: null,
        sections: [
          { section: 'BRIEF', heading: null, text: null },
          {
            section: null,
            heading: { sv: 'Ekonomiska konsekvenser' },
            text: { sv: 'Inga kostnader.\nInga intäkter.' },
          },
          { section: 'PROPOSAL', heading: null, text: null },
        ],
      },
    });
  });
});
