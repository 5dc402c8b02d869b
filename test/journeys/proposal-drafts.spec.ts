import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  startMunicipality,
} from '../support/municipality-under-test.js';

// A clerk writes a draft of a proposal on the pages, without script, and submits it.

const activityId = activity(1);
const proposalId = `${activityId}.r1`;
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
    expect(await draftOf('henrik')).toBeNull();
    const { errors } = await municipality.api.ask('rut', 'removalDraft', { activityId });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const rut = await BrowserUnderTest.signedIn(municipality.api.app, 'rut');
    await rut.open(`${home}/utkast`);
    expect(rut.body).not.toContain('class="report"');
  });

  it('is taken away when nothing is left of it', async () => {
    const { api } = municipality;
    expect(await api.give('henrik', 'saveRemovalDraft', { activityId, motivation: 'Något' })).not.toBeNull();
    expect(await api.give('henrik', 'saveRemovalDraft', { activityId, motivation: ' ' })).toBeNull();
    expect(await draftOf('henrik')).toBeNull();
  });

  it('that is emptied on its page says so', async () => {
    const { api } = municipality;
    const henrik = await BrowserUnderTest.signedIn(api.app, 'henrik');
    await henrik.fill(`${home}/utkast`, { motivering });
    await henrik.fill(`${home}/utkast`, { motivering: '' });
    expect([henrik.title, henrik.form.motivering]).toEqual(['Föreslå att aktiviteten tas ur planen', '']);
    expect(henrik.text).toContain('Utkastet är tömt och borttaget.');
    expect(await draftOf('henrik')).toBeNull();
  });

  it('is gone when it has become a proposal, and nobody writes one beside an open proposal', async () => {
    const { api } = municipality;
    await api.give('henrik', 'saveRemovalDraft', { activityId, motivation: 'Något' });
    await hanna.fill(`${home}/nytt`);
    expect(hanna.text).toContain('Under granskning.');
    expect(await api.see('hanna', 'removalProposal', { id: proposalId })).toMatchObject({
      ...{ category: 'OTHER', motivation: motivering },
    });
    expect(await draftOf('hanna')).toBeNull();
    const { extensions } = await api.refused('henrik', 'saveRemovalDraft', { activityId, motivation: 'Något mer' });
    expect(extensions.code).toBe('REMOVAL_ALREADY_OPEN');
  });

  it('can be cleared beside an open proposal, on its page too', async () => {
    const { api } = municipality;
    const henrik = await BrowserUnderTest.signedIn(api.app, 'henrik');
    await henrik.open(`${home}/nytt`);
    expect(henrik.body).toContain(`href="${home}/utkast"`);
    await henrik.open(`${home}/utkast`);
    expect(henrik.form).toMatchObject({ motivering: 'Något' });
    await henrik.sendChanged(`${home}/utkast`, { motivering: '' });
    expect(henrik.text).toContain('Utkastet är tömt och borttaget.');
    expect(await draftOf('henrik')).toBeNull();
    const { extensions } = await api.refused('henrik', 'saveRemovalDraft', { activityId, motivation: ' ' });
    expect(extensions.code).toBe('REMOVAL_ALREADY_OPEN');
  });

  it('rule 41: stays when the command of an earlier proposal is sent again', async () => {
    const { api } = municipality;
    await api.give('hanna', 'withdrawRemoval', { proposalId, reason: '' });
    const commandId = 'c0a3a6de-92fd-4a40-9a0b-8f8c3f7c6a10';
    const proposing = { activityId, category: 'OTHER', motivation: 'Ny prövning.', commandId };
    await api.give('hanna', 'saveRemovalDraft', { activityId, motivation: 'Ny' });
    const { id } = await api.give('hanna', 'proposeRemoval', proposing);
    expect(await draftOf('hanna')).toBeNull();
    await api.give('hanna', 'withdrawRemoval', { proposalId: id, reason: '' });
    await api.give('hanna', 'saveRemovalDraft', { activityId, motivation: 'Tredje gången' });
    expect((await api.give('hanna', 'proposeRemoval', proposing)).id).toBe(id);
    expect(await draftOf('hanna')).toMatchObject({ motivation: 'Tredje gången' });
  });

  it('rule 50: does not come back when it was on its way while its writer submitted the proposal', async () => {
    const { api } = municipality;
    const { db } = api.app.get<Database<ViewTables>>(DATABASE);
    await api.give('hanna', 'proposeRemoval', { activityId, category: 'OTHER', motivation: 'Tredje gången.' });
    const late = { activity_id: activityId, category: null, motivation: 'Sent', at: '2026-05-12T08:00:00.000Z' };
    await drafts(db)
      .values([
        { ...late, person_id: 'hanna', proposals: 2 },
        { ...late, person_id: 'henrik', proposals: 2 },
      ])
      .execute();
    expect(await draftOf('hanna')).toBeNull();
    expect(await draftOf('henrik')).toMatchObject({ motivation: 'Sent' });
  });

  it('rule 46: goes with the name of its writer, and no other draft does', async () => {
    const { api } = municipality;
    const { db } = api.app.get<Database<ViewTables>>(DATABASE);
    const other = { activity_id: 'annan.ks.2026.g1.a1', category: null, motivation: 'Annat', at: '', proposals: 0 };
    await drafts(db)
      .values({ ...other, person_id: 'henrik' })
      .execute();
    await api.give('adam', 'addPerson', { personId: 'henrik', name: 'Henrik Handläggare' });
    await api.give('adam', 'erasePersonName', { personId: 'henrik' });
    const left = await rowsOf(db).select(['person_id', 'motivation']).orderBy('motivation').execute();
    expect(left).toEqual([
      { person_id: 'henrik', motivation: 'Annat' },
      { person_id: 'hanna', motivation: 'Sent' },
    ]);
  });
});

type DraftRows = {
  drafts: Readonly<Record<'activity_id' | 'person_id' | 'motivation' | 'at', string>> & {
    readonly category: string | null;
    readonly proposals: number;
  };
};

function drafts(db: Database<ViewTables>['db']) {
  return db.withSchema('removal_drafts').$extendTables<DraftRows>().insertInto('drafts');
}

function rowsOf(db: Database<ViewTables>['db']) {
  return db.withSchema('removal_drafts').$extendTables<DraftRows>().selectFrom('drafts');
}
