import { idOf } from '../../src/kernel/identity.js';
import { type Answer, type AppUnderTest, called, startApp } from '../support/app-under-test.js';
import { readPdf } from '../support/pdf-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

const MATTER = idOf('Matter', 'exempel.ks.dnr-ks-2026-142');
const LINK =
  'query ($kind: DocumentKind!, $format: DocumentFormat!, $moment: DocumentMoment) ' +
  `{ document(matterId: "${MATTER}", kind: $kind, format: $format, moment: $moment) { url expiresAt fileName mediaType } }`;
const UNPRINTABLE = `{ unprintableTexts(matterId: "${MATTER}") { name { sv } characters { codePoint } } }`;

interface Link {
  readonly url: string;
  readonly expiresAt: string;
  readonly fileName: string;
  readonly mediaType: string;
}

describe('A link to a document', () => {
  let service: AppUnderTest;

  beforeAll(async () => {
    const played = await copyOfPlayedCase();
    service = await startApp(played.end, played.places);
  });
  afterAll(() => service.close());

  async function linkFor(who: string, kind: string, format: string, moment?: string): Promise<Link> {
    const { data, errors } = await service.send(who, LINK, { kind, format, moment });
    expect(errors).toEqual([]);
    return JSON.parse(JSON.stringify(data?.document));
  }

  async function fetched(who: string | null, url: string) {
    const authorization = who === null ? {} : { authorization: `Bearer ${await service.tokenFor(called(who))}` };
    return service.app.inject({ method: 'GET', url, headers: authorization });
  }

  function codeIn(response: Awaited<ReturnType<typeof fetched>>): string | undefined {
    const { errors = [] }: Partial<Answer> = response.json();
    return errors[0]?.extensions.code;
  }

  it('rule 92: gives its holder the document, and no cache', async () => {
    const link = await linkFor('lars', 'REPORT', 'PDF_UA', 'SUMMONED');
    const { statusCode, headers, rawPayload } = await fetched('lars', link.url);
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, link.mediaType, 'no-store']);
    expect(headers['content-disposition']).toBe(`attachment; filename="${link.fileName}"`);
    expect((await readPdf(rawPayload)).title).toBe('Uppföljning av kommunstyrelsens mål, tertial 1 2026');
  });

  it('rule 43: is for its holder alone: another gets NOT_FOUND, and nobody gets in without a sign-in', async () => {
    const { url } = await linkFor('lars', 'NOTICE', 'HTML');
    const answers = [await fetched('rut', url), await fetched(null, url), await fetched('lars', `${url}x`)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 401, 404]);
    expect(answers.map(codeIn)).toEqual(['NOT_FOUND', 'UNAUTHENTICATED', 'NOT_FOUND']);
    expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(['no-store', 'no-store', 'no-store']);
  });

  it('rule 92: is refused as the document is, before there is a link', async () => {
    const { errors } = await service.send('lars', LINK, { kind: 'MINUTES', format: 'DOCX', moment: 'SUMMONED' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'DOCUMENT_NOT_YET', details: { kind: 'minutes' } });
  });

  it('rule 152: the clerk is told before the review of characters that the fonts lack', async () => {
    expect((await service.send('hanna', UNPRINTABLE)).data).toEqual({ unprintableTexts: [] });
    expect((await service.send('lars', UNPRINTABLE)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('holds for ten minutes', async () => {
    const { url, expiresAt } = await linkFor('lars', 'NOTICE', 'HTML');
    service.clock.set(expiresAt);
    expect((await fetched('lars', url)).statusCode).toBe(200);
    service.clock.set(new Date(Date.parse(expiresAt) + 1).toISOString());
    const late = await fetched('lars', url);
    expect([late.statusCode, codeIn(late)]).toEqual([410, 'DOCUMENT_LINK_EXPIRED']);
  });
});
