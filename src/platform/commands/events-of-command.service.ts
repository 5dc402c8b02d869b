import { randomBytes } from 'node:crypto';
import { v5 as uuidFrom } from 'uuid';
import { type AnyEvent, type Fold, type Metadata, versionOf } from '../../kernel/fold.js';
import { capacityIn } from '../../kernel/permissions.js';
import type { NewEvent } from '../event-store/event-store.js';
import { canonicalHash } from '../runtime/hashing.service.js';
import type { Author, GatewayCommand } from './gateway.command.js';

const SALT_BYTES = 32;

/** A command with its hash; see {@link hashOf}. */
export interface Hashed {
  readonly command: GatewayCommand;
  readonly commandHash: string;
}

/** Makes what is appended of the events of a rule. Their ids derive from the id of the command. */
export function toAppend<Event extends AnyEvent>(
  fold: Pick<Fold<never, Event>, 'events'>,
  id: string,
  { command: { stamp, commandName }, commandHash }: Hashed,
  events: readonly Event[],
): NewEvent[] {
  const { actor, author, commandId, isFresh, correlationId, causationId, traceId } = stamp;
  const { municipalityId } = actor;
  const own: Author = { actor: actor.personId, ...capacityIn(actor, commandName, id) };
  const metadata: Metadata = {
    municipalityId,
    ...(author ?? own),
    commandId,
    commandHash,
    correlationId,
    causationId,
    ...(traceId !== undefined && { traceId }),
  };
  return events.map(({ type, data }, index) => ({
    id: uuidFrom(`${municipalityId} ${index}`, commandId),
    type,
    version: versionOf(fold, type),
    data,
    metadata: { ...metadata, salt: randomBytes(SALT_BYTES).toString('base64') },
    ...(isFresh === true && { isFresh }),
  }));
}

/** Returns the SHA-256 of the canonical JSON of a command's person, name and content. */
export function hashOf(command: GatewayCommand, personId: string): string {
  const { stamp: _, commandId: __, expectedRevision: ___, ...content } = command;
  return canonicalHash({ ...content, by: personId });
}
