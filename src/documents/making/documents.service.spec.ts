import { type AppUnderTest, startApp } from '../../../test/support/app-under-test.js';
import { copyOfPlayedCase } from '../../../test/support/played-case.js';
import { personCalled } from '../../demo/player.service.js';
import { idOf } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import type { Places } from '../../platform/open-stores.service.js';
import { documentText } from '../document-text.js';
import { type DocumentKind, documentKinds } from '../document.js';
import type { DocumentRequest } from '../document-request.js';
import { Documents } from './documents.service.js';

const matterId = idOf('Matter', 'exempel.ks.dnr-ks-2026-142');
const asked: DocumentRequest = { matterId, kind: 'report', asOf: 'summoned', language: 'sv', paragraph: null };

let places: Places;
let service: AppUnderTest;

beforeAll(async () => {
  const played = await copyOfPlayedCase();
  ({ places } = played);
  service = await startApp(played.end, places);
});
afterAll(() => service.close());

async function textOf(changes: Partial<DocumentRequest>, person: Person | null = null): Promise<string> {
  return documentText(await service.app.get(Documents).make({ ...asked, ...changes }, person));
}

const beginnings: Readonly<Record<DocumentKind, string>> = {
  report: 'Uppföljning av kommunstyrelsens mål, tertial 1 2026',
  summons: 'Kallelse till sammanträde',
  minutes: 'Sammanträdesprotokoll',
  extract: 'Protokollsutdrag',
  notice: 'Anslag/bevis',
};

describe('The documents of the sample case', () => {
  it('rule 92: are of every kind, from the log alone', async () => {
    for (const kind of documentKinds) {
      const text = await textOf({ kind, asOf: 'now' });
      expect(text).toContain(beginnings[kind]);
      expect(text).not.toMatch(/\bundefined\b|\bnull\b|\[object/);
    }
  });

  it('rule 143: tell in the report what the view had when the version was submitted', async () => {
    const text = await textOf({});
    expect(text).toContain(
      'En aktivitet är ej påbörjad, en aktivitet är i vänteläge och fem aktiviteter pågår med avvikelse.',
    );
    expect(text).toContain('\nSumma | 24\n');
    expect(text).toContain(
      '3. Aktiviteten Ta fram och genomföra en kommunikationsplan med målgrupper och kommunikationspaket tas ur verksamhetsplan för 2026\n',
    );
  });

  it('rule 143: are as summoned the same text after a status was corrected', async () => {
    const before = await textOf({});
    const status = { activityId: 'exempel.ks.2026.g1.a2', tertial: 'T1', status: 'ONGOING_WITH_DEVIATION' };
    const input = { ...status, comment: 'Två enheter ligger efter.', reason: 'Fel rad.' };
    const mutation = 'mutation ($input: CorrectStatusInput!) { correctStatus(input: $input) { tertial } }';
    expect(await service.send('hanna', mutation, { input })).toMatchObject({
      data: { correctStatus: { tertial: 'T1' } },
    });
    expect(await textOf({})).toBe(before);
  });

  it('rule 53: give a member of the board what the board has, and rule 43: nothing to another municipality', async () => {
    expect(await textOf({}, personCalled('lars'))).toBe(await textOf({}));
    const stranger: Person = { ...personCalled('hanna'), municipalityId: idOf('Municipality', 'annan') };
    await expect(textOf({}, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(textOf({ matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-9') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it.each([
    ['notice', 'summoned'],
    ['minutes', 'summoned'],
    ['summons', 'submitted'],
  ] as const)('rule 92: have no %s as %s, because what it tells was not recorded yet', async (kind, asOf) => {
    await expect(textOf({ kind, asOf })).rejects.toMatchObject({ code: 'DOCUMENT_NOT_YET', details: { kind } });
  });

  it('rule 92: have no extract of a paragraph that is not about the matter', async () => {
    await expect(textOf({ kind: 'extract', asOf: 'now', paragraph: '88' })).rejects.toMatchObject({
      code: 'NO_PARAGRAPH_OF_MATTER',
      details: { paragraph: '88', own: ['87'] },
    });
  });

  it('rule 143: state in the report the position at which its figures were taken, and not a later one', async () => {
    const foot = (text: string) => /^Loggens position [0-9]+$/m.exec(text)?.[0];
    const submitted = foot(await textOf({ asOf: 'submitted' }));
    expect(submitted).toBeDefined();
    expect(foot(await textOf({ asOf: 'now' }))).toBe(submitted);
    expect(foot(await textOf({ kind: 'minutes', asOf: 'now' }))).not.toBe(submitted);
  });
});
