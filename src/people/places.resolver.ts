import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardOf, type Id, idOf, municipalityOf } from '../kernel/identity.js';
import { permitInMunicipality } from '../kernel/permissions.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { LocalDate } from '../platform/graphql-types/dates.view.js';
import { boardComposition } from './board-composition.js';
import { People } from './people.service.js';
import { BoardCompositionRow, BoardConnection, BoardRow, MunicipalityRow, UnitConnection } from './people.view.js';
import { addBoard, addUnit, renameBoard, renameMunicipality, renameUnit } from './places.js';
import { AddBoard, AddUnit, RenameBoard, RenameMunicipality, RenameUnit } from './places.command.js';
import type { RegisterCommand } from './register.command.js';
import { type Decision, RegisterChanges } from './register.service.js';

@Resolver(() => BoardRow)
export class PlacesResolver {
  constructor(
    private readonly changes: RegisterChanges,
    private readonly people: People,
  ) {}

  @Query(() => MunicipalityRow, { description: 'Your municipality, as it is in the register.' })
  async municipality(@Caller() person: Person): Promise<MunicipalityRow> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readRegister', municipalityId, municipalityId);
    return this.people.municipality(municipalityId);
  }

  @Query(() => BoardConnection, { description: 'The boards of your municipality, in the order in which they came.' })
  async boards(@Args() page: PageArgs, @Caller() person: Person): Promise<BoardConnection> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readRegister', municipalityId, municipalityId);
    return this.people.boards(municipalityId, page);
  }

  @Query(() => UnitConnection, { description: 'The units under a board, in the order in which they came.' })
  async units(
    @Args('boardId', { type: () => ID }) text: string,
    @Args() page: PageArgs,
    @Caller() person: Person,
  ): Promise<UnitConnection> {
    const boardId = await this.readable(text, person);
    return this.people.units(boardId, page);
  }

  @Query(() => BoardCompositionRow)
  async boardComposition(
    @Args('boardId', { type: () => ID }) text: string,
    @Args('day', { type: () => LocalDate }) day: string,
    @Caller() person: Person,
  ): Promise<BoardCompositionRow> {
    const boardId = await this.readable(text, person);
    return boardComposition(await this.people.rolesOf(boardId), boardId, day);
  }

  @Mutation(() => MunicipalityRow)
  async renameMunicipality(
    @Args('input') input: RenameMunicipality,
    @Caller() person: Person,
  ): Promise<MunicipalityRow> {
    const { municipalityId } = person;
    const about = () => municipalityId;
    const rule = () => renameMunicipality(input);
    await this.changes.change(input, person, { municipalityId, id: municipalityId, about, rule });
    return this.people.municipality(municipalityId);
  }

  @Mutation(() => BoardRow)
  async addBoard(@Args('input') input: AddBoard, @Caller() person: Person): Promise<BoardRow> {
    return this.changed(input, input.boardId, input.boardId, person, (register) => addBoard(input, register));
  }

  @Mutation(() => BoardRow)
  async renameBoard(@Args('input') input: RenameBoard, @Caller() person: Person): Promise<BoardRow> {
    return this.changed(input, input.boardId, input.boardId, person, (register) => renameBoard(input, register));
  }

  @Mutation(() => BoardRow, { description: 'Adds a unit under a board.' })
  async addUnit(@Args('input') input: AddUnit, @Caller() person: Person): Promise<BoardRow> {
    return this.changed(input, boardOf(input.unitId), input.unitId, person, (register) => addUnit(input, register));
  }

  @Mutation(() => BoardRow, { description: 'Says what a unit is called from now on, and who its manager is.' })
  async renameUnit(@Args('input') input: RenameUnit, @Caller() person: Person): Promise<BoardRow> {
    return this.changed(input, boardOf(input.unitId), input.unitId, person, (register) => renameUnit(input, register));
  }

  private async changed(
    input: RegisterCommand,
    boardId: Id<'Board'>,
    id: string,
    person: Person,
    rule: Decision['rule'],
  ): Promise<BoardRow> {
    const about = () => boardId;
    await this.changes.change(input, person, { municipalityId: municipalityOf(boardId), id, about, rule });
    return this.people.board(boardId);
  }

  private async readable(text: string, person: Person): Promise<Id<'Board'>> {
    const boardId = idOf('Board', text);
    permitInMunicipality(person, 'readRegister', municipalityOf(boardId), boardId);
    const { id } = await this.people.board(boardId);
    return id;
  }
}
