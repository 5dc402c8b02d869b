import { CheckpointSigner } from '../../src/evidence/checkpoint-signing.service.js';
import { isIncluded } from '../../src/evidence/merkle-proof.js';
import { leafHash } from '../../src/evidence/merkle-tree.js';
import { EVIDENCE } from '../../src/evidence/signing-keys.service.js';
import { parseTlogProof } from '../../src/evidence/tlog-proof.js';
import { sha256 } from '../../src/platform/runtime/hashing.service.js';
import { inMemory } from '../support/app-under-test.js';
import { decideAll, reviewedMatter, summon } from '../support/board-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { readNote, signedUp } from '../support/evidence-under-test.js';
import {
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// An auditor reads on a page whether an event is proven, and takes the files away.

const proofOfPlan = `/historik/${plan}/bevis/plan-${plan}/0`;

describe('the proof of an event', () => {
  let municipality: MunicipalityUnderTest;
  let rut: BrowserUnderTest;
  let matter: string;

  beforeAll(async () => {
    municipality = await startMunicipality('2026-05-12');
    const { api } = municipality;
    await adoptSmallPlan(api, 2);
    const opened = { boardId: 'exempel.ks', kind: 'OTHER', dnr: 'KS 2026/1', title: 'Mallar' };
    ({ id: matter } = await api.give('hanna', 'openMatter', opened));
    await api.give('hanna', 'addOtherPoint', { matterId: matter, wording: 'Se över mallarna' });
    await reviewedMatter(api, matter);
    const { id: meetingId } = await summon(api, '2026-05-12', [matter]);
    await decideAll(api, meetingId, '45');
    await signedUp(api);
    await api.give('sara', 'adjustMinutes', {
      meetingId,
      paragraphs: ['45'],
      adjusters: ['karin'],
      date: '2026-05-12',
    });
    await signedUp(api);
    rut = await BrowserUnderTest.signedIn(api.app, 'rut');
  });
  afterAll(() => municipality.close());

  function linksOf(name: string): string[] {
    const links = [...rut.body.matchAll(new RegExp(`href="(/historik/[^"]*/bevis/[^"]*)">${name}<`, 'g'))];
    return links.map(([, to = '']) => to);
  }

  it('rule 89: is reached from the history, and says in words what was checked', async () => {
    await rut.open(`/historik/${plan}`);
    expect(linksOf('Bevis')).toContain(proofOfPlan);
    await rut.open(proofOfPlan);
    expect(rut.text).toContain('Bevisat: händelsen finns i den signerade loggen');
    expect(rut.text).toContain('Kontrollpunkten är den nyaste.');
    expect(rut.text).toContain(`npx tertial export plan ${plan} export.jsonl`);
    const [key] = municipality.api.app.get(CheckpointSigner, { strict: false }).keys;
    expect(rut.text).toContain(`--key ${key?.name ?? 'none'}+`);
  });

  it('gives the files, with which the event is proven without the service', async () => {
    const [proof, event, note] = await Promise.all(
      ['bevis', 'handelse', 'kontrollpunkt'].map(async (fil) => {
        const browser = await BrowserUnderTest.signedIn(municipality.api.app, 'rut');
        const { body, headers } = await browser.open(`${proofOfPlan}?fil=${fil}`);
        expect(headers['content-disposition']).toMatch(/^attachment; filename="(?:bevis|handelse|kontrollpunkt)\./);
        return body;
      }),
    );
    const { index, hashes, checkpoint } = parseTlogProof(proof ?? '');
    expect(checkpoint).toBe(note);
    const leaf = leafHash(sha256, new TextEncoder().encode(event));
    const { checkpoint: head } = readNote(checkpoint);
    expect(isIncluded(sha256, { index, leaf, head, proof: hashes })).toBe(true);
  });

  it('is of the checkpoint that the minutes state, or of the newest', async () => {
    await rut.open(`/historik/${matter}`);
    const [first = '', last = ''] = [linksOf('Bevis')[0], linksOf('Bevis').at(-1)];
    await rut.open(first);
    expect(rut.text).toContain('Kontrollpunkten är den som anges i protokollet, § 45, justerat den 12 maj 2026.');
    const stated = /omfattar (\d+) händelser/.exec(rut.text)?.[1];
    await rut.open(`${first}?mot=nyaste`);
    expect(rut.text).toContain('Kontrollpunkten är den nyaste.');
    expect(/omfattar (\d+) händelser/.exec(rut.text)?.[1]).not.toBe(stated);
    expect(rut.text).toContain('Pröva mot protokollets kontrollpunkt');
    await rut.open(last);
    expect(rut.text).toContain('Bevisat');
  });

  it('rule 43: is of no event that is not there, and of none for who reads no proofs', async () => {
    for (const rest of [`plan-${plan}/99`, `plan-${plan}/x`, 'plan-exempel.annan.2026/0', 'x/0'])
      expect({ rest, status: (await rut.open(`/historik/${plan}/bevis/${rest}`)).status }).toEqual({
        rest,
        status: 404,
      });
    const cecilia = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    await cecilia.open(`/historik/${plan}`);
    expect(cecilia.body).not.toContain('/bevis/');
    expect((await cecilia.open(proofOfPlan)).status).toBe(403);
  });
});

it('rule 89: says plainly when nothing is signed', async () => {
  const unsigned = [{ provide: EVIDENCE, useValue: { signers: [], origin: null } }];
  const municipality = await startMunicipality('2026-05-12', inMemory, unsigned);
  await adoptSmallPlan(municipality.api, 1);
  const rut = await BrowserUnderTest.signedIn(municipality.api.app, 'rut');
  const { status } = await rut.open(proofOfPlan);
  expect(status).toBe(200);
  expect(rut.text).toContain('Loggen är inte signerad, eftersom tjänsten saknar nyckel.');
  await municipality.close();
});
