import type { INestApplication } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { idOf } from '../kernel/identity.js';
import { appointFirstAdministrator } from '../people/first-administrator.service.js';
import { PeopleResolver, PlacesResolver } from '../people/people.resolver.js';
import { AddPerson, AddUnit, AddUnitMember } from '../people/register.command.js';
import { GrantMunicipalityRole, GrantRole, RenameBoard } from '../people/register.command.js';
import { UnitsResolver } from '../people/units.resolver.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import type { Clock } from '../platform/runtime/clock.service.js';
import { DEMO_BOARD, DEMO_MUNICIPALITY, demoPeople } from '../platform/sign-in/demo-sign-in.service.js';
import type { DemoPerson } from '../platform/sign-in/demo-sign-in.service.js';
import { type Tokens, TOKENS } from '../platform/sign-in/tokens.service.js';
import { found, personCalled } from './player.service.js';

const ADMINISTRATOR = 'adam';
/** The first day of every role, which is the day on which the case begins. */
const FIRST_DAY = '2025-12-18';

/** The members of the board whom nobody signs in as. The seat is the step of the role. */
const otherMembers: readonly DemoPerson[] = [
  { id: 'karin', name: 'Karin Karlsson', role: 'BOARD_MEMBER', step: 'CHAIR' },
  { id: 'maria', name: 'Maria Mattsson', role: 'BOARD_MEMBER', step: 'VICE_CHAIR' },
  { id: 'nils', name: 'Nils Nilsson', role: 'BOARD_MEMBER' },
  { id: 'olle', name: 'Olle Olsson', role: 'BOARD_MEMBER' },
  { id: 'petra', name: 'Petra Persson', role: 'BOARD_MEMBER', step: 'SUBSTITUTE' },
  { id: 'rolf', name: 'Rolf Rask', role: 'BOARD_MEMBER', step: 'SUBSTITUTE' },
];

/**
 * Units that are responsible for activities of the sample plan, by the names that the plan has. The register lacks the
 * other units of the plan, so that its import has names to list that match nothing.
 */
const units = [
  { id: 'kommunikation', name: 'Kommunikation', manager: 'erik', clerk: 'hanna' },
  { id: 'hr', name: 'HR', manager: null, clerk: 'hanna' },
  { id: 'kansli', name: 'Kansli', manager: null, clerk: 'hanna' },
  { id: 'ekonomi', name: 'Ekonomi', manager: null, clerk: 'henrik' },
  { id: 'inkop', name: 'Inköp', manager: null, clerk: 'henrik' },
] as const;

const titles: Readonly<Record<string, string>> = {
  cecilia: 'controller',
  hanna: 'handläggare',
  henrik: 'handläggare',
  erik: 'enhetschef',
  fatima: 'förvaltningschef',
  sara: 'nämndsekreterare',
  rut: 'revisor',
};

/** Fills an empty register with the municipality, the board, its units and the people of the demonstration. */
export async function fillRegister(app: INestApplication, clock: Clock): Promise<void> {
  const [people, places] = [app.get(PeopleResolver), app.get(PlacesResolver)];
  const { name } = found(demoPeople.find(({ id }) => id === ADMINISTRATOR));
  await appointFirstAdministrator(
    app.get<Database<ViewTables>>(DATABASE).db,
    { municipalityId: idOf('Municipality', DEMO_MUNICIPALITY), issuer: app.get<Tokens>(TOKENS).issuer },
    {
      municipalityName: 'Exempels kommun',
      boardId: idOf('Board', DEMO_BOARD),
      personId: idOf('Person', ADMINISTRATOR),
      name,
    },
    clock,
  );
  const administrator = personCalled(ADMINISTRATOR);
  const board = { boardId: DEMO_BOARD, name: 'Kommunstyrelsen' };
  await places.renameBoard(plainToInstance(RenameBoard, board), administrator);
  for (const person of [...demoPeople, ...otherMembers].filter(({ id }) => id !== ADMINISTRATOR)) {
    const { id: personId, role, step = null, scope } = person;
    await people.addPerson(
      plainToInstance(AddPerson, { personId, name: person.name, title: titles[personId] ?? null }),
      administrator,
    );
    const granted = { personId, role, step, boardId: DEMO_BOARD, from: FIRST_DAY };
    if (scope === undefined) await people.grantRole(plainToInstance(GrantRole, granted), administrator);
    else {
      const ofAll = plainToInstance(GrantMunicipalityRole, { personId, role, from: FIRST_DAY });
      await people.grantMunicipalityRole(ofAll, administrator);
    }
  }
  await addUnits(app.get(UnitsResolver));
}

async function addUnits(resolver: UnitsResolver): Promise<void> {
  const administrator = personCalled(ADMINISTRATOR);
  for (const { id, name, manager: managerId, clerk: personId } of units) {
    const unitId = `${DEMO_BOARD}.unit-${id}`;
    await resolver.addUnit(plainToInstance(AddUnit, { unitId, name, managerId }), administrator);
    await resolver.addUnitMember(plainToInstance(AddUnitMember, { unitId, personId, from: FIRST_DAY }), administrator);
  }
}
