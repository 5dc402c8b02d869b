import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.service.js';
import type { StreamNames, Proposed } from './records.service.js';

/** For which stream an event id is claimed. */
export interface Claim {
  readonly id: string;
  readonly stream: string;
  /** Its revision in the stream of the claims of this id. */
  readonly revision: number;
  /** Whether it was made by this append; what stood before may belong to one that is still under way, or to a crash. */
  readonly isNew: boolean;
}

const CLAIMED = 'EventIdClaimed';
const RELEASED = 'EventIdReleased';

/** Which stream each event id belongs to. The server has no index of event ids: a small stream for each takes its place. */
export class Claims {
  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {}

  /** Claims the id for the stream, or finds for which stream it is claimed already. */
  async claim(id: string, stream: string, remaining: () => number): Promise<Claim> {
    const claims = this.names.claimOf(id);
    for (;;) {
      const first = await this.connection.append(claims, 'no stream', [claimed(stream)], remaining());
      if ('revision' in first) return { id, stream, revision: 0, isNew: true };
      const last = await this.connection.lastOf(claims, remaining());
      if (last === null) continue;
      const { revision } = last;
      if (last.type !== RELEASED) return { id, stream: streamIn(last.data), revision, isNew: false };
      const next = await this.connection.append(claims, revision, [claimed(stream)], remaining());
      if ('revision' in next) return { id, stream, revision: revision + 1, isNew: true };
    }
  }

  /**
   * Takes over a claim for the same stream, so that who made it can no longer release it. Null: somebody else was
   * quicker, and the claims are to be looked at again.
   */
  async join({ id, stream, revision }: Claim, remaining: () => number): Promise<Claim | null> {
    const joined = await this.connection.append(this.names.claimOf(id), revision, [claimed(stream)], remaining());
    return 'revision' in joined ? { id, stream, revision: revision + 1, isNew: true } : null;
  }

  /** Lets other streams have the ids, unless somebody has taken the claims over meanwhile. What fails stays claimed. */
  async release(claims: readonly Claim[]): Promise<void> {
    const made = claims.filter(({ isNew }) => isNew);
    const released = (): Proposed[] => [event(RELEASED, {})];
    await Promise.allSettled(
      made.map(({ id, revision }) =>
        this.connection.append(this.names.claimOf(id), revision, released(), this.connection.deadline),
      ),
    );
  }
}

function streamIn(data: unknown): string {
  return typeof data === 'object' && data !== null && 'stream' in data ? String(data.stream) : '';
}

function claimed(stream: string): Proposed {
  return event(CLAIMED, { stream });
}

function event(type: string, data: object): Proposed {
  return { id: randomUUID(), type, contentType: 'application/json', data: { toJSON: () => data }, metadata: {} };
}
