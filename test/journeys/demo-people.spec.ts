import { GraphQLSchemaHost } from '@nestjs/graphql';
import { playCase, START } from '../../src/demo/case.service.js';
import { permissions } from '../../src/kernel/permission-table.js';
import { may, personRoles } from '../../src/kernel/permissions.js';
import { roleNames } from '../../src/kernel/refusal.js';
import { fillRegister } from '../../src/demo/register.service.js';
import { demoPeople } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';
import { projectText } from '../support/project-files.js';

let service: AppUnderTest;

beforeAll(async () => {
  const { places, end } = await copyOfPlayedCase();
  service = await startApp(end, places);
  await fillRegister(service.app, service.clock);
});

afterAll(() => service.close());

describe('The people of the demonstration', () => {
  it.each(demoPeople)('rule 46: $name is in the register, with the board by its name', async ({ id, name, role }) => {
    const { data } = await service.send(id, '{ me { name municipality { name } boards { name } roles { role } } }');
    const board = { name: 'Kommunstyrelsen' };
    const me = { name, municipality: { name: 'Exempels kommun' }, boards: [board], roles: [{ role }] };
    expect(data).toMatchObject({ me });
    const { data: asked } = await service.send('adam', `{ person(id: "${id}") { name roles { role } } }`);
    expect(asked).toEqual({ person: { name, roles: [{ role }] } });
  });

  it('rule 79: sit in the board as the meeting has them', async () => {
    const people = 'chairNamed { name } viceChairsNamed { name } membersNamed { name } substitutesNamed { name }';
    const { data } = await service.send(
      'sara',
      `{ boardComposition(boardId: "exempel.ks", day: "2026-05-27") { ${people} }
         meeting(id: "exempel.ks.meeting-2026-05-27") { composition { ${people} } } }`,
    );
    const named = (...names: readonly string[]) => names.map((name) => ({ name }));
    const [karin] = named('Karin Karlsson');
    const others = named('Maria Mattsson', 'Lars Ledamot', 'Nils Nilsson', 'Olle Olsson');
    const seats = {
      chairNamed: karin,
      viceChairsNamed: named('Maria Mattsson'),
      membersNamed: expect.arrayContaining([karin, ...others]),
      substitutesNamed: named('Petra Persson', 'Rolf Rask'),
    };
    expect(data).toMatchObject({ boardComposition: seats, meeting: { composition: seats } });
  });
});

describe('The units of the demonstration', () => {
  let town: AppUnderTest;
  beforeAll(async () => {
    town = await startApp(START);
    await fillRegister(town.app, town.clock);
    await playCase(town.app, town.clock, '2026-05-04');
  });
  afterAll(() => town.close());

  async function waitingFor(who: string): Promise<string> {
    const { data } = await town.send(who, '{ waitingForMe { followUps { kind title } } }');
    return JSON.stringify(data);
  }

  it('rule 137: have clerks of their own, who see the activities of their units', async () => {
    const [hanna, henrik] = [await waitingFor('hanna'), await waitingFor('henrik')];
    const [ofHr, ofPurchasing] = ['Genomföra medarbetarsamtal på alla enheter', 'Samordna inköp av förbrukningsvaror'];
    expect([hanna.includes(ofHr), hanna.includes(ofPurchasing)]).toEqual([true, false]);
    expect([henrik.includes(ofHr), henrik.includes(ofPurchasing)]).toEqual([false, true]);
  });

  it('rules 138 and 139: are shown to the controller, who reminds one of them', async () => {
    const about = 'planId: "exempel.ks.2026", tertial: T1';
    const asked = `{ reporting(${about}) { responsible { unit { name } } activities persons remindedOn } }`;
    const before = await town.send('cecilia', asked);
    const economy = { responsible: { unit: { name: 'Ekonomi' } }, persons: ['henrik'] };
    expect(before.data).toMatchObject({
      reporting: expect.arrayContaining([
        { ...economy, activities: 3, remindedOn: null },
        expect.objectContaining({ responsible: null }),
      ]),
    });
    const input = `{ ${about}, unitIds: ["exempel.ks.unit-ekonomi"] }`;
    await town.send('cecilia', `mutation { remindReporters(input: ${input}) { activities } }`);
    const after = await town.send('cecilia', asked);
    expect(after.data).toMatchObject({
      reporting: expect.arrayContaining([{ ...economy, activities: 3, remindedOn: '2026-05-04' }]),
    });
  });

  it('rules 139 and 140: are reminded on the page of the follow-up, once a day', async () => {
    const browser = await BrowserUnderTest.signedIn(town.app, 'cecilia');
    const address = '/planer/exempel.ks.2026/t1/uppfoljning';
    await browser.fill(`${address}/paminn`);
    expect(browser.text).toContain('Påminnelsen är registrerad.');
    expect((await browser.fill(`${address}/paminn`)).status).toBe(422);
    expect(browser.text).toContain('Alla har redan påmints i dag.');
  });
});

describe('What README tells each role to do first', () => {
  const rows = [...projectText('README.md').matchAll(/^\| ([a-z ]+?) +\| (.*?) +\|/gm)].flatMap(
    ([, name = '', text = '']) => {
      const role = personRoles.find((candidate) => roleNames[candidate]?.en === name);
      const fields = [...text.matchAll(/`(\w+)`/g)].map(([, field = '']) => field);
      return role === undefined ? [] : [{ role, fields }];
    },
  );

  it('is there for every role', () => {
    expect(rows.map(({ role }) => role).sort()).toEqual([...personRoles].sort());
  });

  it.each(rows)('rule 51: is what a $role may do', ({ role, fields }) => {
    const { schema } = service.app.get(GraphQLSchemaHost);
    const offered = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
    const arguments_ = new Set(Object.values(offered).flatMap(({ args }) => args.map(({ name }) => name)));
    const unknown = fields.filter((field) => !(field in offered) && !arguments_.has(field));
    const forbidden = fields.filter((field) => isCommand(field) && !may(role, field));
    expect({ unknown, forbidden }).toEqual({ unknown: [], forbidden: [] });
  });
});

function isCommand(name: string): name is keyof typeof permissions {
  return Object.hasOwn(permissions, name);
}
