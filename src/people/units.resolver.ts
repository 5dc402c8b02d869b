import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { boardOf, type Id, idOf, unitOf } from '../kernel/identity.js';
import { permit, type Person } from '../kernel/permissions.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { People } from './people.service.js';
import { BoardRow, UnitConnection, UnitRow } from './people.view.js';
import { addUnit, renameUnit } from './places.js';
import { AddUnit, AddUnitMember, EndUnitMember, type RegisterCommand, RenameUnit } from './register.command.js';
import { type Decision, RegisterChanges } from './register.service.js';
import { addUnitMember, endUnitMember } from './unit-members.js';

@Resolver(() => UnitRow)
export class UnitsResolver {
  constructor(
    private readonly changes: RegisterChanges,
    private readonly people: People,
  ) {}

  @Query(() => UnitConnection, { description: 'The units of a board with their members, in order of registration.' })
  async units(
    @Args('boardId', { type: () => ID }) text: string,
    @Args() page: PageArgs,
    @Caller() person: Person,
  ): Promise<UnitConnection> {
    const boardId = idOf('Board', text);
    permit(person, 'readUnits', boardId, boardId);
    const { id } = await this.people.board(boardId);
    return this.people.units(id, page);
  }

  @Mutation(() => BoardRow, { description: 'Adds a unit to a board. Returns the board.' })
  async addUnit(@Args('input') input: AddUnit, @Caller() person: Person): Promise<BoardRow> {
    await this.change(input, input.unitId, person, (register) => addUnit(input, register));
    return this.people.board(boardOf(input.unitId));
  }

  @Mutation(() => BoardRow, { description: 'Replaces the name and the manager of a unit. Returns the board.' })
  async renameUnit(@Args('input') input: RenameUnit, @Caller() person: Person): Promise<BoardRow> {
    await this.change(input, input.unitId, person, (register) => renameUnit(input, register));
    return this.people.board(boardOf(input.unitId));
  }

  @Mutation(() => UnitRow, {
    description: 'Makes a person a member of a unit. A member already gives UNIT_MEMBER_ALREADY.',
  })
  async addUnitMember(@Args('input') input: AddUnitMember, @Caller() person: Person): Promise<UnitRow> {
    const { unitId } = input;
    await this.change(input, unitId, person, (register, { today }) => addUnitMember(input, register, today));
    return this.people.unit(unitId);
  }

  @Mutation(() => UnitRow, {
    description: 'Sets the last day of a membership. A membership that has ended gives UNIT_MEMBER_ENDED.',
  })
  async endUnitMember(@Args('input') input: EndUnitMember, @Caller() person: Person): Promise<UnitRow> {
    const { memberId } = input;
    await this.change(input, memberId, person, (register, { today }) => endUnitMember(input, register, today));
    return this.people.unit(unitOf(memberId));
  }

  private async change(
    input: RegisterCommand,
    id: Id<'Unit'> | Id<'UnitMember'>,
    person: Person,
    rule: Decision['rule'],
  ): Promise<void> {
    const boardId = boardOf(id);
    await this.changes.change(input, person, { place: boardId, id, about: () => boardId, rule });
  }
}
