import type { Api } from '../support/api-under-test.js';
import { reviewedMatter, summon } from '../support/board-under-test.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';

const boardId = 'exempel.ks';

let municipality: MunicipalityUnderTest;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-04');
  ({ api } = municipality);
});

afterAll(() => municipality.close());

/** A reviewed matter with one point. */
async function reviewed(number: number): Promise<string> {
  const { id: matterId } = await api.give('hanna', 'openMatter', {
    boardId,
    dnr: `KS 2026/${number}`,
    title: 'Mallar',
  });
  await api.give('hanna', 'addOtherPoint', { matterId, wording: 'Nämnden beslutar att se över mallarna.' });
  await reviewedMatter(api, matterId);
  return matterId;
}

describe('A matter that was opened by mistake', () => {
  const reason = 'Öppnat av misstag.';

  it('rule 950: is withdrawn with a reason, which the administration reads', async () => {
    const matterId = await reviewed(201);
    const withdrawn = await api.give('hugo', 'withdrawMatter', { matterId, reason });
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', withdrawal: { reason, by: 'hugo' } });
    const { edges } = await api.see('sara', 'matters', { boardId, status: 'WITHDRAWN' });
    expect(edges.map(({ node }) => node.id)).toEqual([matterId]);
    const again = await api.refused('hanna', 'openMatter', { boardId, dnr: 'KS 2026/201', title: 'Mallar' });
    expect(again.extensions).toMatchObject({ code: 'MATTER_NUMBER_WITHDRAWN', details: { matterId } });
  });

  it('rule 950: is not withdrawn when the board has received it', async () => {
    const matterId = await reviewed(202);
    await summon(api, '2026-05-20', [matterId]);
    const refused = await api.refused('hanna', 'withdrawMatter', { matterId, reason });
    expect(refused.extensions).toMatchObject({ code: 'MATTER_WITH_BOARD', details: { dnr: 'KS 2026/202' } });
    const { permitted } = await api.see('hanna', 'matter', { id: matterId });
    expect(permitted).toContainEqual({
      command: 'withdrawMatter',
      allowed: false,
      code: 'MATTER_WITH_BOARD',
      sentence: refused.message,
    });
  });
});
