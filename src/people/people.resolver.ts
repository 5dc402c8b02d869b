import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, IsString, Matches, MaxLength } from 'class-validator';
import { permit, permitInMunicipality, type Person } from '../kernel/permissions.js';
import { reachOf } from '../kernel/reach.js';
import { boardOfRole, type Id, idOf, municipalityOf } from '../kernel/identity.js';
import { printable } from '../platform/commands/gateway.command.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { NamedRow } from '../platform/graphql-types/named.view.js';
import { LocalDate } from '../platform/graphql-types/values.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { HOLDERS, type ReadHolders } from './holders.js';
import { People } from './people.service.js';
import {
  BoardCompositionRow,
  BoardConnection,
  BoardRow,
  MunicipalityRow,
  PersonConnection,
  PersonRow,
  VacancyRow,
} from './people.view.js';
import { addPerson, erasePersonName, renamePerson, subjectOf } from './persons.js';
import { addBoard, renameBoard, renameMunicipality } from './places.js';
import {
  AddBoard,
  AddPerson,
  AppointDeputy,
  EndDeputy,
  EndRole,
  ErasePersonName,
  GrantMunicipalityRole,
  GrantRole,
  type RegisterCommand,
  RenameBoard,
  RenameMunicipality,
  RenamePerson,
} from './register.command.js';
import { type Decision, RegisterChanges } from './register.service.js';
import {
  appointDeputy,
  boardComposition,
  endDeputy,
  endRole,
  grantRole,
  holderOf,
  representedBy,
} from './role-assignments.js';
import type { Vacancy } from './vacancies.js';

const MOST_NAMES = 500;
const LONGEST_ID_IN_CHARACTERS = 200;

@ArgsType()
class NamesArgs {
  @Field(() => [ID], { description: `The ids of people, boards and units, at most ${MOST_NAMES}.` })
  @ArrayMaxSize(MOST_NAMES)
  @IsString({ each: true })
  @MaxLength(LONGEST_ID_IN_CHARACTERS, { each: true })
  @Matches(printable, { each: true })
  readonly ids!: string[];
}

@Resolver(() => PersonRow)
export class PeopleResolver {
  constructor(
    private readonly changes: RegisterChanges,
    private readonly people: People,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @Query(() => PersonConnection, { description: 'The people whom your roles reach, in order of registration.' })
  async persons(@Args() page: PageArgs, @Caller() person: Person): Promise<PersonConnection> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readRegister', municipalityId, municipalityId);
    return this.people.persons(reachOf(person, 'readRegister'), page);
  }

  @Query(() => PersonRow, { description: 'A person whom your roles reach, with past, present and future roles.' })
  async person(@Args('id', { type: () => ID }) text: string, @Caller() person: Person): Promise<PersonRow> {
    const id = idOf('Person', text);
    permitInMunicipality(person, 'readRegister', person.municipalityId, id);
    return this.people.person(reachOf(person, 'readRegister'), id);
  }

  @Query(() => [NamedRow], {
    description: 'Names of people, boards and units that your roles reach, ordered as `ids`.',
  })
  async names(@Args() { ids }: NamesArgs, @Caller() person: Person): Promise<NamedRow[]> {
    permitInMunicipality(person, 'readNames', person.municipalityId, ids[0] ?? person.municipalityId);
    return this.people.namesWithin(reachOf(person, 'readNames'), ids);
  }

  @Mutation(() => PersonRow)
  async addPerson(@Args('input') input: AddPerson, @Caller() person: Person): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofMunicipality(person, input),
      rule: async (register, act) => addPerson(input, register, await act.isSignInTaken(subjectOf(input))),
    });
  }

  @Mutation(() => PersonRow)
  async renamePerson(@Args('input') input: RenamePerson, @Caller() person: Person): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofMunicipality(person, input),
      rule: (register) => renamePerson(input, register),
    });
  }

  @Mutation(() => PersonRow, {
    description: 'Erases the name and sign-in of a person. A person with a present or future role gives HOLDS_ROLES.',
  })
  async erasePersonName(@Args('input') input: ErasePersonName, @Caller() person: Person): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofMunicipality(person, input),
      rule: (register, { today }) => erasePersonName(input, register, today),
    });
  }

  @Mutation(() => PersonRow, { description: 'Gives a person a role for a board.' })
  async grantRole(@Args('input') input: GrantRole, @Caller() person: Person): Promise<PersonRow> {
    const { boardId, personId } = input;
    return this.changed(input, person, {
      place: boardId,
      id: boardId,
      about: () => personId,
      rule: (register, { today }) => grantRole(input, register, today),
    });
  }

  @Mutation(() => PersonRow, {
    description: 'Gives a person a role for the whole municipality. It counts for each board of the municipality.',
  })
  async grantMunicipalityRole(
    @Args('input') input: GrantMunicipalityRole,
    @Caller() person: Person,
  ): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofMunicipality(person, input),
      rule: (register, { today }) => grantRole(input, register, today),
    });
  }

  @Mutation(() => PersonRow, { description: 'Sets the last day of a role. A role that has ended gives ROLE_ENDED.' })
  async endRole(@Args('input') input: EndRole, @Caller() person: Person): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofRole(input.roleId),
      about: (register) => holderOf(input.roleId, register),
      rule: (register, { today }) => endRole(input, register, today),
    });
  }

  @Mutation(() => PersonRow, {
    description: 'Appoints a deputy, who acts in their own name. Returns the person that the deputy acts for.',
  })
  async appointDeputy(@Args('input') input: AppointDeputy, @Caller() person: Person): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofRole(input.roleId),
      about: (register) => holderOf(input.roleId, register),
      rule: (register, act) => appointDeputy(input, register, act),
    });
  }

  @Mutation(() => PersonRow, { description: "Sets a deputy's last day. Returns the person that the deputy acts for." })
  async endDeputy(@Args('input') input: EndDeputy, @Caller() person: Person): Promise<PersonRow> {
    return this.changed(input, person, {
      ...ofRole(input.deputyId),
      about: (register) => representedBy(input.deputyId, register),
      rule: (register, { today }) => endDeputy(input, register, today),
    });
  }

  @ResolveField(() => [VacancyRow], {
    description:
      'The roles that nobody has after this person. Ask for it with `endRole` and `endDeputy`: give such a role to ' +
      'somebody else.',
  })
  async vacancies(@Parent() { id }: PersonRow, @Caller() person: Person): Promise<Vacancy[]> {
    const { municipalityId, boardIds } = reachOf(person, 'readRegister');
    const vacancies = await this.holders.vacanciesAfter(municipalityId, id);
    return vacancies.filter(({ boardId }) => boardIds === null || boardIds.includes(boardId));
  }

  private async changed(input: RegisterCommand, person: Person, decision: Decision): Promise<PersonRow> {
    const changed = await this.changes.change(input, person, decision);
    return this.people.person(reachOf(person, 'readRegister'), idOf('Person', changed));
  }
}

/** A person belongs to the municipality, whatever boards the person has roles for. */
function ofMunicipality({ municipalityId }: Person, { personId }: { readonly personId: Id<'Person'> }) {
  return { place: municipalityId, id: personId, about: () => personId };
}

function ofRole(id: Id<'RoleAssignment'> | Id<'Deputy'>) {
  return { place: boardOfRole(id) ?? municipalityOf(id), id };
}

@Resolver(() => BoardRow)
export class PlacesResolver {
  constructor(
    private readonly changes: RegisterChanges,
    private readonly people: People,
  ) {}

  @Query(() => MunicipalityRow, { description: 'Your municipality, with its name in the register.' })
  async municipality(@Caller() person: Person): Promise<MunicipalityRow> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readRegister', municipalityId, municipalityId);
    return this.people.municipality(municipalityId);
  }

  @Query(() => BoardConnection, { description: 'The boards that your roles reach, in order of registration.' })
  async boards(@Args() page: PageArgs, @Caller() person: Person): Promise<BoardConnection> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readRegister', municipalityId, municipalityId);
    return this.people.boards(reachOf(person, 'readRegister'), page);
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
    await this.changes.change(input, person, { place: municipalityId, id: municipalityId, about, rule });
    return this.people.municipality(municipalityId);
  }

  @Mutation(() => BoardRow)
  async addBoard(@Args('input') input: AddBoard, @Caller() person: Person): Promise<BoardRow> {
    const { boardId } = input;
    const about = { place: municipalityOf(boardId), id: boardId, boardId };
    return this.changed(input, about, person, (register) => addBoard(input, register));
  }

  @Mutation(() => BoardRow)
  async renameBoard(@Args('input') input: RenameBoard, @Caller() person: Person): Promise<BoardRow> {
    const { boardId } = input;
    const about = { place: boardId, id: boardId, boardId };
    return this.changed(input, about, person, (register) => renameBoard(input, register));
  }

  private async changed(
    input: RegisterCommand,
    { boardId, ...where }: Pick<Decision, 'place' | 'id'> & { readonly boardId: Id<'Board'> },
    person: Person,
    rule: Decision['rule'],
  ): Promise<BoardRow> {
    await this.changes.change(input, person, { ...where, about: () => boardId, rule });
    return this.people.board(boardId);
  }

  private async readable(text: string, person: Person): Promise<Id<'Board'>> {
    const boardId = idOf('Board', text);
    permit(person, 'readRegister', boardId, boardId);
    const { id } = await this.people.board(boardId);
    return id;
  }
}
