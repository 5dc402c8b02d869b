import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  startMunicipality,
} from '../support/municipality-under-test.js';

// A clerk writes a draft of a proposal on the pages, without script, and submits it.

const activityId = activity(1);
const home = `/forslag/aktivitet/${activityId}`;
const motivering = 'Medel saknas i årets budget.';

let municipality: MunicipalityUnderTest;
let hanna: BrowserUnderTest;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  await adoptSmallPlan(municipality.api, 2);
  hanna = await BrowserUnderTest.signedIn(municipality.api.app, 'hanna');
});
afterAll(() => municipality.close());

function draftOf(who: string) {
  return municipality.api.see(who, 'removalDraft', { activityId });
}

describe('rule 47: the draft of a proposal', () => {
  it('is saved without a category, and is in the form of the proposal then', async () => {
    await hanna.open(`${home}/nytt`);
    expect(hanna.body).toContain(`href="${home}/utkast"`);
    await hanna.fill(`${home}/utkast`, { motivering });
    expect(hanna.title).toBe('Föreslå att aktiviteten tas ur planen');
    expect(hanna.form).toMatchObject({ motivering });
    expect(hanna.text).toContain('Ditt utkast sparades den 12 maj 2026');
    expect(await draftOf('hanna')).toMatchObject({ id: activityId, category: null, motivation: motivering });
  });

  it('is saved quietly by the script, which gets the form again', async () => {
    const address = `${home}/utkast`;
    await hanna.open(address);
    expect(hanna.body).toContain('data-sparat="');
    const { status } = await hanna.sendChanged(address, { kategori: 'OTHER', tyst: 'ja' });
    expect(status).toBe(200);
    expect(hanna.form).toMatchObject({ kategori: 'OTHER', motivering });
    expect(hanna.body).toContain('data-minns="');
    expect(await draftOf('hanna')).toMatchObject({ category: 'OTHER' });
  });

  it('is its writer’s alone', async () => {
    expect(await draftOf('hugo')).toBeNull();
    const { errors } = await municipality.api.ask('rut', 'removalDraft', { activityId });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const rut = await BrowserUnderTest.signedIn(municipality.api.app, 'rut');
    await rut.open(`${home}/utkast`);
    expect(rut.body).not.toContain('class="report"');
  });

  it('is taken away when nothing is left of it', async () => {
    const { api } = municipality;
    expect(await api.give('hugo', 'saveRemovalDraft', { activityId, motivation: 'Något' })).not.toBeNull();
    expect(await api.give('hugo', 'saveRemovalDraft', { activityId, motivation: ' ' })).toBeNull();
    expect(await draftOf('hugo')).toBeNull();
  });

  it('is gone when it has become a proposal, and there is none beside an open proposal', async () => {
    const { api } = municipality;
    await hanna.fill(`${home}/nytt`);
    expect(hanna.text).toContain('Under granskning.');
    expect(await api.see('hanna', 'removalProposal', { id: `${activityId}.r1` })).toMatchObject({
      ...{ category: 'OTHER', motivation: motivering },
    });
    expect(await draftOf('hanna')).toBeNull();
    const { extensions } = await api.refused('hugo', 'saveRemovalDraft', { activityId, motivation: 'Något' });
    expect(extensions.code).toBe('REMOVAL_ALREADY_OPEN');
  });
});
