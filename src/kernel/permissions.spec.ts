import {
  auditor,
  board,
  clerk,
  controller,
  controllerForAll,
  person,
  refused,
  secretary,
  stranger,
  system,
} from '../../test/support/given.js';
import {
  capacityIn,
  capacityInMunicipality,
  grantsFor,
  hasRole,
  may,
  municipalityCommands,
  municipalityRoles,
  permit,
  permitInMunicipality,
  personRoles,
  roleIn,
  rolesFor,
} from './permissions.js';
import { permissions } from './permission-table.js';
import { boardsWithin, reachOf } from './reach.js';
import type { CommandName, Person, Role } from './permissions.js';
import { idOf } from './identity.js';
import { wrongRows } from '../../test/support/wrong-rows.js';

const roles = [...personRoles, 'SYSTEM'] as const;

/** Rule 51: the commands that each role may give. An x means allowed and a dot means forbidden. */
const expected = `
                      CONTROLLER CLERK REVIEWER SECRETARY BOARD_MEMBER AUDITOR ADMINISTRATOR SYSTEM
adoptSteeringModel        x        .      .         .          .          .          .         .
adoptPlan                 x        .      .         .          .          .          .         .
importPlan                x        .      .         .          .          .          .         .
addGoal                   x        .      .         .          .          .          .         .
adoptMeasure              x        .      .         .          .          .          .         .
addActivity               x        .      .         .          .          .          .         .
changeActivityDates       x        .      .         .          .          .          .         .
rewordActivity            x        .      .         .          .          .          .         .
assignActivity            x        .      .         .          .          .          .         .
openFollowUp              x        .      .         .          .          .          .         .
closeFollowUp             x        .      .         .          .          .          .         .
moveCutOff                x        .      .         .          .          .          .         .
remindReporters           x        .      .         .          .          .          .         .
reopenFollowUp            x        .      .         .          .          .          .         .
replacePlan               x        .      .         .          .          .          .         .
renameGoal                x        .      .         .          .          .          .         .
redefineMeasure           x        .      .         .          .          .          .         .
correctGoalDecision       x        .      .         .          .          .          .         .
correctMeasureDecision    x        .      .         .          .          .          .         .
correctActivityDecision   x        .      .         .          .          .          .         .
correctChangeDecision     x        .      .         .          .          .          .         .
strikeGoal                x        .      .         .          .          .          .         .
strikeMeasure             x        .      .         .          .          .          .         .
strikeActivity            x        .      .         .          .          .          .         .
adoptReviewChain          x        .      .         .          .          .          .         .

reportStatus              .        x      .         .          .          .          .         .
correctStatus             .        x      .         .          .          .          .         .
importReports             .        x      .         .          .          .          .         .
reportMeasure             .        x      .         .          .          .          .         .
correctMeasure            .        x      .         .          .          .          .         .
assessGoal                .        x      .         .          .          .          .         .
correctAssessment         .        x      .         .          .          .          .         .
proposeRemoval            .        x      .         .          .          .          .         .
reviseRemoval             .        x      x         .          .          .          .         .
withdrawRemoval           .        x      .         .          .          .          .         .
reviewRemoval             .        .      x         .          .          .          .         .

openMatter                .        x      .         .          .          .          .         .
addReportPoint            .        x      .         .          .          .          .         .
addRemovalPoint           .        x      .         .          .          .          .         .
strikePoint               .        x      .         .          .          .          .         x
addOtherPoint             .        x      .         .          .          .          .         .
draftMatter               .        x      x         .          .          .          .         .
submitMatter              .        x      .         .          .          .          .         .
reviewMatter              .        .      x         .          .          .          .         .
acceptReportChange        .        .      x         .          .          .          .         .
withdrawMatter            .        x      .         .          .          .          .         .

scheduleMeeting           .        .      .         x          .          .          .         .
cancelMeeting             .        .      .         x          .          .          .         .
putOnAgenda               .        .      .         x          .          .          .         .
takeOffAgenda             .        .      .         x          .          .          .         .
sendSummons               .        .      .         x          .          .          .         .
openMeeting               .        .      .         x          .          .          .         .
recordAttendance          .        .      .         x          .          .          .         .
recordConflict            .        .      .         x          .          .          .         .
addMatterAtMeeting        .        .      .         x          .          .          .         .
decidePoint               .        .      .         x          .          .          .         .
closeMeeting              .        .      .         x          .          .          .         .
adjustMinutes             .        .      .         x          .          .          .         .
postNotice                .        .      .         x          .          .          .         .
takeDownNotice            .        .      .         x          .          .          .         .
recordAppeal              .        .      .         x          .          .          .         .
settleAppeal              .        .      .         x          .          .          .         .
adjournMeeting            .        .      .         x          .          .          .         .
electAdjusters            .        .      .         x          .          .          .         .
dispatchParagraph         .        .      .         x          .          .          .         .
correctDecision           .        .      .         x          .          .          .         .
correctConflict           .        .      .         x          .          .          .         .
correctAttendance         .        .      .         x          .          .          .         .
moveMeeting               .        .      .         x          .          .          .         .
correctMeeting            .        .      .         x          .          .          .         .
correctNotice             .        .      .         x          .          .          .         .
correctComposition        .        .      .         x          .          .          .         .
correctTimes              .        .      .         x          .          .          .         .
correctAdjustment         .        .      .         x          .          .          .         .
correctDispatch           .        .      .         x          .          .          .         .
correctAppeal             .        .      .         x          .          .          .         .
correctAddedMatter        .        .      .         x          .          .          .         .
withdrawAddedMatter       .        .      .         x          .          .          .         .
correctTakingDown         .        .      .         x          .          .          .         .
publishDocument           .        .      .         x          .          .          .         .
takeDownPublication       .        .      .         x          .          .          .         .

establishGoal             .        .      .         .          .          .          .         x
voidReopening             .        .      .         .          .          .          .         x
scheduleMovedMeeting      .        .      .         .          .          .          .         x
voidStrike                .        .      .         .          .          .          .         x
voidMeasureStrike         .        .      .         .          .          .          .         x
strikeReplaced            .        .      .         .          .          .          .         x
enterReports              .        .      .         .          .          .          .         x
voidStatus                .        .      .         .          .          .          .         x
voidMeasure               .        .      .         .          .          .          .         x
voidAssessment            .        .      .         .          .          .          .         x
voidRemoval               .        .      .         .          .          .          .         x
changeRemovalActivity     .        .      .         .          .          .          .         x
summonMatter              .        .      .         .          .          .          .         x
releaseMatter             .        .      .         .          .          .          .         x
recordDecision            .        .      .         .          .          .          .         x
correctPointDecision      .        .      .         .          .          .          .         x
recordFinality            .        .      .         .          .          .          .         x
putRemovalToBoard         .        .      .         .          .          .          .         x
settleRemoval             .        .      .         .          .          .          .         x
removeActivity            .        .      .         .          .          .          .         x
voidAgendaItem            .        .      .         .          .          .          .         x
recordLegalForce          .        .      .         .          .          .          .         x
releaseRemoval            .        .      .         .          .          .          .         x
recordRemovalFinality     .        .      .         .          .          .          .         x
restoreActivity           .        .      .         .          .          .          .         x
keepDocument              .        .      .         .          .          .          .         x

adoptDocumentTemplate     .        .      .         .          .          .          x         .
eraseDocument             .        .      .         .          .          .          x         .
manageMunicipality        .        .      .         .          .          .          x         .
manageRegister            .        .      .         .          .          .          x         .

readRegister              .        .      .         x          .          x          x         .
readUnits                 x        .      .         x          .          x          x         .
readNames                 x        x      x         x          x          x          x         .
readSteeringModels        x        x      x         x          x          x          x         .
readReviewChains          x        x      x         x          x          x          x         .
readPlans                 x        x      x         x          x          x          .         .
readRemovals              x        x      x         x          .          x          .         .
readMatters               x        x      x         x          .          x          .         .
readSubmittedMatters      .        .      .         .          x          .          .         .
readMeetings              x        x      x         x          x          x          .         .
readStuck                 x        .      .         .          .          x          .         .
readReporting         x        .      .         .          .          x          .         .
readDeadLetters       x        .      .         .          .          x          .         .
readAlarms                x        .      .         .          .          x          x         .
readHistory               x        x      x         x          .          x          .         .
readEvidence              .        .      .         .          .          x          .         .
`;

const [heading, ...rows] = expected
  .trim()
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => line.trim().split(/\s+/));

const cells = rows.flatMap(([command = '', ...marks]) =>
  roles.map((role, column) => ({ command, role, allowed: { x: true, '.': false }[marks[column] ?? ''] })),
);

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(permissions, name);
}

function mayByName(role: Role, command: string): boolean | undefined {
  return isCommand(command) ? may(role, command) : undefined;
}

describe('who may do what', () => {
  it('lists every role and every command', () => {
    expect(heading).toEqual(roles);
    expect(rows.map(([command]) => command).sort()).toEqual(Object.keys(permissions).sort());
    expect(rows.filter((row) => row.length !== roles.length + 1)).toEqual([]);
  });

  it('rule 51: each role has the commands of the table and no other', () => {
    expect(
      wrongRows(cells, ({ role, command, allowed }) => {
        expect(mayByName(role, command)).toBe(allowed);
      }),
    ).toEqual([]);
  });

  it('rule 32: no person’s role has removeActivity', () => {
    expect(personRoles.filter((role) => may(role, 'removeActivity'))).toEqual([]);
    expect(may('SYSTEM', 'removeActivity')).toBe(true);
  });

  it('rule 52: an auditor reads and writes nothing at all', () => {
    const commands = Object.keys(permissions).filter((command) => mayByName('AUDITOR', command));
    expect(commands.filter((command) => !command.startsWith('read'))).toEqual([]);
  });
});

const otherBoard = idOf('Board', 'exempel.bun');
const municipality = idOf('Municipality', 'exempel');
const otherMunicipality = idOf('Municipality', 'annan');
const planId = 'exempel.ks.2026';
const foreigner: Person = {
  ...person('nils', 'CONTROLLER'),
  municipalityId: otherMunicipality,
  grants: [{ boardId: idOf('Board', 'annan.ks'), role: 'CONTROLLER' }],
};
const systemElsewhere = { ...system, municipalityId: otherMunicipality };
const clerkAndController: Person = { ...clerk, grants: [...clerk.grants, ...controller.grants] };
const clerkHereControllerThere: Person = {
  ...clerk,
  grants: [{ boardId: otherBoard, role: 'CONTROLLER' }, ...clerk.grants],
};
const withoutRoles: Person = { ...clerk, grants: [] };

describe('the roles for a board', () => {
  it('are those that a person holds for that very board', () => {
    expect(rolesFor(clerkHereControllerThere, board)).toEqual(['CLERK']);
    expect(rolesFor(clerkHereControllerThere, otherBoard)).toEqual(['CONTROLLER']);
    expect(rolesFor(clerkAndController, board)).toEqual(['CLERK', 'CONTROLLER']);
  });

  it('rule 43: are none for another board or another municipality', () => {
    expect(rolesFor(stranger, board)).toEqual([]);
    expect(rolesFor(foreigner, board)).toEqual([]);
    expect(rolesFor(systemElsewhere, board)).toEqual([]);
  });

  it('are one for Tertial itself, in its municipality and in none whose name begins in the same way', () => {
    expect(rolesFor(system, board)).toEqual(['SYSTEM']);
    expect(rolesFor(system, idOf('Board', 'exempelby.ks'))).toEqual([]);
  });
});

describe('a command to a board', () => {
  it('is given in the role that has it', () => {
    expect(permit(clerk, 'reportStatus', board, planId)).toBe('CLERK');
    expect(permit(clerkAndController, 'adoptPlan', board, planId)).toBe('CONTROLLER');
    expect(permit(system, 'removeActivity', board, planId)).toBe('SYSTEM');
  });

  it('rule 43: does not find an entity of another board', () => {
    refused(() => permit(stranger, 'reportStatus', board, planId), 'NOT_FOUND', { id: planId });
  });

  it('rule 43: does not find an entity of another municipality', () => {
    refused(() => permit(foreigner, 'adoptPlan', board, planId), 'NOT_FOUND', { id: planId });
    refused(() => permit(systemElsewhere, 'removeActivity', board, planId), 'NOT_FOUND', { id: planId });
  });

  it('is forbidden to a person with other roles for the board, and the refusal names the role needed', () => {
    refused(() => permit(auditor, 'reportStatus', board, planId), 'FORBIDDEN', {
      command: 'reportStatus',
      allowed: ['CLERK'],
    });
  });

  it('is forbidden to a person with the role for another board only', () => {
    refused(() => permit(clerkHereControllerThere, 'adoptPlan', board, planId), 'FORBIDDEN');
  });

  it('rule 32: is forbidden to everyone when it takes an activity out of the plan', () => {
    for (const role of personRoles) {
      refused(() => permit(person('vem', role), 'removeActivity', board, planId), 'FORBIDDEN', { allowed: ['SYSTEM'] });
    }
  });

  it('is forbidden to Tertial itself when it is a person’s', () => {
    refused(() => permit(system, 'decidePoint', board, planId), 'FORBIDDEN', { allowed: ['SECRETARY'] });
  });
});

describe('a command to the municipality', () => {
  const modelId = 'exempel.model-2026';

  it.each([
    ['adoptSteeringModel', 'CONTROLLER'],
    ['manageMunicipality', 'ADMINISTRATOR'],
  ] as const)(
    'rule 95: %s needs the role for the municipality; the role for a board is not enough',
    (command, role) => {
      const [ofBoard, forAll] = [board, null].map((boardId) => ({ ...clerk, grants: [{ boardId, role }] }));
      if (ofBoard === undefined || forAll === undefined) throw new Error('There are two.');
      expect(permitInMunicipality(forAll, command, municipality, modelId)).toBe(role);
      const refusal = { command, allowed: [role], scope: 'MUNICIPALITY' } as const;
      refused(() => permitInMunicipality(ofBoard, command, municipality, modelId), 'FORBIDDEN', refusal);
      refused(() => permitInMunicipality(system, command, municipality, modelId), 'FORBIDDEN', refusal);
      const deputy = { ...clerk, grants: [{ boardId: null, role, actingFor: controller.personId }] };
      expect(capacityInMunicipality(deputy, command, municipality, modelId)).toMatchObject({ actingFor: 'cilla' });
    },
  );

  it('rule 95: is a command, and no reading', () => {
    expect(municipalityCommands.filter((command) => command.startsWith('read'))).toEqual([]);
  });

  it('that reads what is common is given in a role for any of its boards', () => {
    expect(permitInMunicipality(clerk, 'readSteeringModels', municipality, modelId)).toBe('CLERK');
  });

  it('rule 43: does not find an entity of another municipality', () => {
    const asForeigner = () => permitInMunicipality(foreigner, 'adoptSteeringModel', municipality, modelId);
    const asSystem = () => permitInMunicipality(systemElsewhere, 'removeActivity', municipality, modelId);
    refused(asForeigner, 'NOT_FOUND', { id: modelId });
    refused(asSystem, 'NOT_FOUND', { id: modelId });
  });

  it('finds nothing for a person without any role', () => {
    refused(() => permitInMunicipality(withoutRoles, 'readPlans', municipality, modelId), 'NOT_FOUND', { id: modelId });
  });

  it('is forbidden to a person with other roles, and to Tertial itself', () => {
    const refusal = { command: 'adoptSteeringModel', allowed: ['CONTROLLER'], scope: 'MUNICIPALITY' } as const;
    const asSecretary = () => permitInMunicipality(secretary, 'adoptSteeringModel', municipality, modelId);
    const asSystem = () => permitInMunicipality(system, 'adoptSteeringModel', municipality, modelId);
    refused(asSecretary, 'FORBIDDEN', refusal);
    refused(asSystem, 'FORBIDDEN', refusal);
  });

  it('is given by Tertial itself in its own municipality', () => {
    expect(permitInMunicipality(system, 'removeActivity', municipality, modelId)).toBe('SYSTEM');
  });
});

describe('what a person may read', () => {
  const reader: Person = {
    ...auditor,
    grants: [
      ...auditor.grants,
      ...controller.grants,
      { boardId: otherBoard, role: 'CLERK' },
      { boardId: idOf('Board', 'exempel.son'), role: 'ADMINISTRATOR' },
    ],
  };

  it('rule 51: covers each board once where one of their roles may read it', () => {
    expect(reachOf(reader, 'readPlans')).toEqual({ municipalityId: municipality, boardIds: [board, otherBoard] });
    expect(reachOf(reader, 'readDeadLetters').boardIds).toEqual([board]);
    expect(reachOf(reader, 'readSubmittedMatters').boardIds).toEqual([]);
  });

  it('rule 94: covers every board with a role of the municipality that may read it', () => {
    const forAll: Person = { ...reader, grants: [...reader.grants, { boardId: null, role: 'ADMINISTRATOR' }] };
    expect(reachOf(forAll, 'readRegister')).toEqual({ municipalityId: municipality, boardIds: null });
    expect(reachOf(forAll, 'readPlans').boardIds).toEqual([board, otherBoard]);
  });

  it('is a board within reach, and never one of another municipality', () => {
    expect(boardsWithin(reachOf(reader, 'readPlans'), board)).toEqual([board]);
    expect(boardsWithin(reachOf(reader, 'readDeadLetters'), otherBoard)).toEqual([]);
    const everywhere = { municipalityId: municipality, boardIds: null };
    expect(boardsWithin(everywhere, otherBoard)).toEqual([otherBoard]);
    for (const id of ['annan.ks', 'exempelby.ks', 'exempel', 'exempel.ks.2026']) {
      expect(boardsWithin(everywhere, id)).toEqual([]);
    }
  });

  it('rule 51: depends on the role held for that very board', () => {
    expect(hasRole(reader, 'AUDITOR', board)).toBe(true);
    expect(hasRole(reader, 'AUDITOR', otherBoard)).toBe(false);
    expect(hasRole(reader, 'CLERK', board)).toBe(false);
  });
});

describe('rule 94: a role of the municipality', () => {
  const forAll: Person = { ...auditor, grants: [{ boardId: null, role: 'AUDITOR' }] };

  it('counts for each of its boards, and for no other municipality’s', () => {
    for (const id of [board, otherBoard, idOf('Board', 'exempel.new')]) {
      expect(permit(forAll, 'readPlans', id, planId)).toBe('AUDITOR');
      expect(hasRole(forAll, 'AUDITOR', id)).toBe(true);
      expect(rolesFor(forAll, id)).toEqual(['AUDITOR']);
    }
    for (const id of ['annan.ks', 'exempelby.ks']) {
      const elsewhere = idOf('Board', id);
      expect(grantsFor(forAll, elsewhere)).toEqual([]);
      refused(() => permit(forAll, 'readPlans', elsewhere, id), 'NOT_FOUND', { id });
    }
  });

  it('counts beside a role of the board', () => {
    const both: Person = { ...clerk, grants: [{ boardId: null, role: 'CONTROLLER' }, ...clerk.grants] };
    expect(rolesFor(both, board)).toEqual(['CONTROLLER', 'CLERK']);
    expect(rolesFor(both, otherBoard)).toEqual(['CONTROLLER']);
    refused(() => permit(both, 'reportStatus', otherBoard, planId), 'FORBIDDEN');
  });

  it('is a controller’s, an auditor’s or an administrator’s', () => {
    expect(municipalityRoles).toEqual(['CONTROLLER', 'AUDITOR', 'ADMINISTRATOR']);
  });
});

describe('the role on record', () => {
  it('is the one that has the command, of those held for the thing’s board', () => {
    expect(roleIn(clerkAndController, 'adoptPlan', planId)).toBe('CONTROLLER');
    expect(roleIn(clerkAndController, 'reportStatus', `${planId}.g1.a1`)).toBe('CLERK');
    expect(roleIn(clerk, 'openMatter', board)).toBe('CLERK');
  });

  it('is Tertial’s own for what it does itself', () => {
    expect(roleIn(system, 'removeActivity', planId)).toBe('SYSTEM');
  });

  it('rule 95: is one for the municipality when the command is about what is the municipality’s', () => {
    expect(roleIn(controllerForAll, 'adoptSteeringModel', 'exempel.model-2026')).toBe('CONTROLLER');
    refused(() => roleIn(controller, 'adoptSteeringModel', 'exempel.model-2026'), 'FORBIDDEN');
    expect(roleIn(controller, 'readHistory', 'exempel.model-2026')).toBe('CONTROLLER');
  });

  it('is no role held for another board, nor for one whose name begins in the same way', () => {
    refused(() => roleIn(clerkHereControllerThere, 'adoptPlan', planId), 'FORBIDDEN');
    const forLongerName: Person = {
      ...clerk,
      grants: [...clerk.grants, { boardId: idOf('Board', 'exempel.k'), role: 'CONTROLLER' }],
    };
    refused(() => roleIn(forLongerName, 'adoptPlan', planId), 'FORBIDDEN');
  });

  it('rule 43: finds nothing for a person without any role', () => {
    refused(() => roleIn(withoutRoles, 'readPlans', planId), 'NOT_FOUND', { id: planId });
  });
});

describe('rule 54: a deputy', () => {
  const forSven = { boardId: board, role: 'SECRETARY', actingFor: secretary.personId } as const;
  const deputy: Person = { ...person('dora', 'CLERK'), grants: [forSven] };

  it('gives a command in the holder’s role, and the event records both persons', () => {
    expect(permit(deputy, 'decidePoint', board, planId)).toBe('SECRETARY');
    expect(capacityIn(deputy, 'decidePoint', planId)).toEqual({ role: 'SECRETARY', actingFor: 'sven' });
    expect(capacityIn(secretary, 'decidePoint', planId)).toEqual({ role: 'SECRETARY' });
    refused(() => capacityIn(deputy, 'reportStatus', planId), 'FORBIDDEN');
  });

  it('acts in their own role when they have one, in either order of roles', () => {
    const both: Person = { ...deputy, grants: [forSven, ...secretary.grants] };
    expect(capacityIn(both, 'decidePoint', planId)).toEqual({ role: 'SECRETARY' });
    const forCilla = { boardId: board, role: 'CONTROLLER', actingFor: controller.personId } as const;
    const other: Person = { ...deputy, grants: [forCilla, ...clerk.grants] };
    expect(capacityIn(other, 'adoptPlan', planId)).toEqual({ role: 'CONTROLLER', actingFor: 'cilla' });
    expect(capacityIn(other, 'openMatter', planId)).toEqual({ role: 'CLERK' });
  });

  it('has no holder here when a reviewer: the verdict names the holder', () => {
    const grant = { boardId: board, role: 'REVIEWER', step: 'UNIT_MANAGER', actingFor: clerk.personId } as const;
    expect(capacityIn({ ...deputy, grants: [grant] }, 'reviewRemoval', planId)).toEqual({ role: 'REVIEWER' });
  });
});
