import { playCase } from '../../src/demo/case.service.js';
import { plan, startMunicipality } from '../support/municipality-under-test.js';

it('x', async () => {
  const m = await startMunicipality('2025-12-18');
  await playCase(m.api.app, m.clock);
  let after: string | null = null;
  const lines: string[] = [];
  for (;;) {
    const { data, errors }: any = await m.api.send(
      'rut',
      `query($after: String) { history(of: "exempel.ks", first: 100, after: $after) { edges { node { position type sentence sentences { en } actor { person { personId name } role roleLabel { sv } } changes { what { sv } before { sv } after { sv } } } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    if (errors.length) console.log(JSON.stringify(errors));
    lines.push(
      ...data.history.edges.map(
        ({ node }: any) =>
          `${node.position} ${node.type} ${node.sentence}\n      ${node.changes.map((c: any) => `${c.what.sv}: ${c.before?.sv} → ${c.after?.sv}`).join('\n      ')}`,
      ),
    );
    if (!data.history.pageInfo.hasNextPage) break;
    after = data.history.pageInfo.endCursor;
  }
  (await import('node:fs')).writeFileSync('/tmp/x/out.txt', lines.join('\n'));
  const t0 = performance.now();
  const r: any = await m.api.send(
    'rut',
    `{ history(of: "${plan}", first: 5) { edges { node { index type sentence } } } a: eventsBehind(planId: "${plan}", tertial: T1, figure: {kind: ACTIVITIES_REMOVED}) { edges { node { sentence } } } s: history(of: "exempel.model-styrmodell") { edges { node { sentence } } } p: personHistory(personId: "erik") { edges { node { sentence } } }}`,
  );
  console.log(performance.now() - t0, JSON.stringify(r, null, 1).slice(0, 6000));
  await m.close();
}, 60000);
