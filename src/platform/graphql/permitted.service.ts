import { applyDecorators, Injectable } from '@nestjs/common';
import { ResolveField } from '@nestjs/graphql';
import type { ReadState } from '../../kernel/fold.js';
import type { Moment } from '../../kernel/moment.js';
import type { Act } from '../../kernel/permissions.js';
import { type Guards, permittedBy } from '../../kernel/permitted.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { PermittedRow } from '../graphql-types/permitted.view.js';
import { NamesInRefusals } from './pass-on.service.js';
import { CurrentStates } from '../projections/current-states.service.js';
import { Clock } from '../runtime/clock.service.js';
import type { Reader } from '../sign-in/caller.resolver.js';

/** More names than any thing has commands. Each of a thousand things is asked about them all. */
export const MOST_COMMANDS_ASKED = 50;

/** Decorator of the field resolver that lists the commands about a thing for its reader. */
export function PermittedField(): MethodDecorator {
  return applyDecorators(
    ResolveField('permitted', () => [PermittedRow], {
      nullable: true,
      description:
        'The commands about this thing, and whether you may give each now. Null in an answer with asOf. A command that names a part of the thing can still be refused for that part.',
    }),
  );
}

/** Tells a reader which commands the rules now let the reader give. Decides by the guards of the rules themselves. */
@Injectable()
export class PermittedCommands {
  /** Reads the newest state of an entity from memory. */
  private readonly read: ReadState = (fold, id) => this.current.one(fold, id);

  constructor(
    private readonly current: CurrentStates,
    private readonly clock: Clock,
    private readonly names: NamesInRefusals,
  ) {}

  /**
   * Returns null for a thing as of a moment, because nobody can give a command in the past.
   *
   * @param guards Reads the states that the rules need, and returns the guards of the commands about the thing.
   * @param only the commands that are asked about; null for all
   * @throws Refusal `INVALID_INPUT` when it names more commands than there can be
   */
  async about(
    { moment = null }: { readonly moment?: Moment | null },
    { person, language }: Reader,
    guards: (read: ReadState, act: Act) => Guards | Promise<Guards>,
    only: readonly string[] | null = null,
  ): Promise<PermittedRow[] | null> {
    if (only !== null && only.length > MOST_COMMANDS_ASKED)
      throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: 'only', problem: 'arrayMaxSize' }] });
    if (moment !== null) return null;
    const commands = permittedBy(await guards(this.read, { actor: person, today: this.clock.today() }), only);
    const told = commands.flatMap(({ refusal }) => refusal ?? []);
    const names = await this.names.of(told, person);
    return commands.map(({ command, refusal }) => ({
      command,
      allowed: refusal === null,
      code: refusal?.code ?? null,
      sentence: (names.size > 0 ? refusal?.naming(names) : refusal)?.sentence(language) ?? null,
    }));
  }
}
