import { Context, Query, Resolver } from '@nestjs/graphql';
import type { Language } from '../kernel/language.js';
import { ownFirst } from '../kernel/own-first.js';
import type { Person } from '../kernel/permissions.js';
import { Names } from '../platform/graphql/named-fields.service.js';
import type { NamedRow } from '../platform/graphql-types/named.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { MeRow } from './me.view.js';
import { People } from './people.service.js';

@Resolver(() => MeRow)
export class MeResolver {
  constructor(
    private readonly names: Names,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  // Rule 44: whoever is signed in may ask this, also a person without a role.
  @Query(() => MeRow, { description: 'You: your name, boards, roles and units. Works for everyone who is signed in.' })
  async me(@Caller() { personId, municipalityId, grants }: Person, @Context('language') language: Language) {
    const named = (kind: 'person' | 'board', id: string): Promise<NamedRow> => this.names.of(municipalityId, kind, id);
    const boardIds = [...new Set(grants.map(({ boardId }) => boardId))].filter((boardId) => boardId !== null);
    // Rule 94: a role of the municipality counts for each of its boards.
    const isForAll = grants.some(({ boardId }) => boardId === null);
    const roles = ownFirst(grants).map(async ({ role, boardId, step = null, actingFor }) => ({
      role,
      step,
      board: boardId === null ? null : await named('board', boardId),
      actingFor: actingFor === undefined ? null : await named('person', actingFor),
    }));
    const [me, municipality, units] = await Promise.all([
      named('person', personId),
      this.people.municipality(municipalityId),
      this.people.unitsOf(municipalityId, personId, this.clock.today()),
    ]);
    return {
      id: personId,
      name: me.name,
      title: me.title ?? null,
      municipality,
      boards: isForAll
        ? await this.people.allBoards(municipalityId)
        : await Promise.all(boardIds.map((id) => named('board', id))),
      roles: await Promise.all(roles),
      units,
      language,
    };
  }
}
