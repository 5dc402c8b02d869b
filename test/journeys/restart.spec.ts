import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playCase } from '../../src/demo/case.service.js';
import type { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { activity, plan, startMunicipality } from '../support/municipality-under-test.js';

const folder = mkdtempSync(join(tmpdir(), 'tertial-restart-'));
const places = { ...inMemory, folder };
const boardId = 'exempel.ks';
const MATTERS = 23;

/** Everything that the auditor sees. */
async function seenBy(api: Api): Promise<object> {
  const tertialViews = ['T1', 'T2', 'T3'].map((tertial) => api.see('rut', 'tertialView', { planId: plan, tertial }));
  return {
    head: await api.head(),
    plan: await api.see('rut', 'plan', { id: plan }),
    plans: await api.see('rut', 'plans', { boardId }),
    tertialViews: await Promise.all(tertialViews),
    matters: await api.see('rut', 'matters', { boardId, first: 100 }),
    proposals: await api.see('rut', 'removalProposals', { boardId, first: 100 }),
    model: await api.see('rut', 'steeringModel', { id: 'exempel.model-styrmodell' }),
    chain: await api.see('rut', 'reviewChain', { boardId }),
    waiting: await api.see('hanna', 'waitingForMe'),
  };
}

describe('a service in a folder', () => {
  let running: Awaited<ReturnType<typeof startMunicipality>> | undefined;
  let before: object;

  function current(): Api {
    if (running === undefined) throw new Error('Nothing is running.');
    return running.api;
  }

  beforeAll(async () => {
    running = await startMunicipality('2025-12-18', places);
    const { api, clock } = running;
    await playCase(api.app, clock);
    for (let number = 1; number < MATTERS; number += 1) {
      await api.give('hanna', 'openMatter', { boardId, dnr: `KS 2026/${200 + number}`, title: `Ärende ${number}` });
    }
    const proposal = { activityId: activity(2), category: 'OTHER', motivation: 'Görs inte.' };
    await api.give('hanna', 'proposeRemoval', proposal);
    before = await seenBy(api);
  });

  afterAll(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not started a second time while it runs, and says which process has the folder', async () => {
    await expect(startMunicipality('2026-05-27', places)).rejects.toThrow(
      new RegExp(`is in use by process ${process.pid} on host .*; stop that process first`),
    );
    expect(await seenBy(current())).toEqual(before);
  });

  it('shows the same after it was stopped and started', async () => {
    await running?.close();
    running = undefined;
    running = await startMunicipality('2026-05-27', places);
    expect(await seenBy(running.api)).toEqual(before);
  });

  it('goes on where it stood', async () => {
    const proposalId = `${activity(2)}.r1`;
    const verdict = { proposalId, version: 1, verdict: 'APPROVE' };
    expect(await current().give('erik', 'reviewRemoval', verdict)).toMatchObject({
      waitingStep: { code: 'HEAD_OF_ADMINISTRATION' },
    });
    const again = { activityId: activity(2), category: 'OTHER', motivation: 'En gång till.' };
    expect(await current().refused('hanna', 'proposeRemoval', again)).toMatchObject({
      extensions: { code: 'REMOVAL_ALREADY_OPEN', details: { proposalId } },
    });
    expect(await current().see('cecilia', 'deadLetters')).toEqual([]);
  });

  it('shows long lists a page at a time, oldest first', async () => {
    const first = await current().see('rut', 'matters', { boardId });
    expect(first.edges).toHaveLength(20);
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges.at(-1)?.cursor });
    const rest = await current().see('rut', 'matters', { boardId, after: first.pageInfo.endCursor });
    expect(rest.edges).toHaveLength(MATTERS - 20);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    const all = await current().see('rut', 'matters', { boardId, first: 100 });
    expect([...first.edges, ...rest.edges]).toEqual(all.edges);
    expect(all.edges.map(({ node }) => node.dnr).slice(0, 3)).toEqual(['KS 2026/142', 'KS 2026/201', 'KS 2026/202']);
    const none = await current().see('rut', 'matters', { boardId, after: rest.pageInfo.endCursor });
    expect(none).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('shows long lists from the newest back when it is asked to', async () => {
    const order = 'NEWEST_FIRST';
    const all = await current().see('rut', 'matters', { boardId, first: 100 });
    const first = await current().see('rut', 'matters', { boardId, order, first: 15 });
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges.at(-1)?.cursor });
    const rest = await current().see('rut', 'matters', { boardId, order, first: 100, after: first.pageInfo.endCursor });
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect([...first.edges, ...rest.edges]).toEqual(all.edges.toReversed());
  });

  it('pages through what a filter leaves', async () => {
    const drafts = { boardId, status: 'DRAFT', first: 10 };
    let page = await current().see('rut', 'matters', drafts);
    const seen = [...page.edges];
    while (page.pageInfo.hasNextPage) {
      page = await current().see('rut', 'matters', { ...drafts, after: page.pageInfo.endCursor });
      seen.push(...page.edges);
    }
    expect(seen.map(({ node }) => node.dnr)).toEqual(
      Array.from({ length: MATTERS - 1 }, (_, index) => `KS 2026/${201 + index}`),
    );
    const decided = await current().see('rut', 'matters', { boardId, status: 'DECIDED' });
    expect(decided.edges.map(({ node }) => node.dnr)).toEqual(['KS 2026/142']);
  });
});
