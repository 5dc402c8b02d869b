import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.service.js';
import type { StreamNames, Proposed } from './records.service.js';

/** An event id that is reserved for one stream, so that no other stream can use it. */
export interface Claim {
  readonly id: string;
  readonly stream: string;
  /** Revision of the claim in the claim stream of this id. */
  readonly revision: number;
  /** True: this append made or took over the claim. False: another append made the claim and may have crashed. */
  readonly isNew: boolean;
}

const CLAIMED = 'EventIdClaimed';
const RELEASED = 'EventIdReleased';

/** Records the stream of each event id in a small stream per id, because KurrentDB has no index of event ids. */
export class Claims {
  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {}

  /**
   * Claims the id for the stream, or returns the existing claim.
   *
   * @param generation Writes nothing when the connection is of another. Null: any will do.
   */
  async claim(id: string, stream: string, remaining: () => number, generation: number | null): Promise<Claim> {
    const claims = this.names.claimOf(id);
    for (;;) {
      const first = await this.connection.append(claims, 'no stream', [claimed(stream)], remaining(), generation);
      if ('revision' in first) return { id, stream, revision: 0, isNew: true };
      const last = await this.connection.lastOf(claims, remaining());
      if (last === null) continue;
      const { revision } = last;
      if (last.type !== RELEASED) return { id, stream: streamIn(last.data), revision, isNew: false };
      const next = await this.connection.append(claims, revision, [claimed(stream)], remaining(), generation);
      if ('revision' in next) return { id, stream, revision: revision + 1, isNew: true };
    }
  }

  /** Takes over a claim, so that the append that made it cannot release it. Null: another append took it over first. */
  async join(
    { id, stream, revision }: Claim,
    remaining: () => number,
    generation: number | null,
  ): Promise<Claim | null> {
    const claims = this.names.claimOf(id);
    const joined = await this.connection.append(claims, revision, [claimed(stream)], remaining(), generation);
    return 'revision' in joined ? { id, stream, revision: revision + 1, isNew: true } : null;
  }

  /** Releases the claims that this append made and no other append took over. A claim stays when its release fails. */
  async release(claims: readonly Claim[], generation: number | null): Promise<void> {
    const made = claims.filter(({ isNew }) => isNew);
    const released = (): Proposed[] => [event(RELEASED, {})];
    await Promise.allSettled(
      made.map(({ id, revision }) =>
        this.connection.append(this.names.claimOf(id), revision, released(), this.connection.deadline, generation),
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
  return { id: randomUUID(), type, data: JSON.stringify(data), metadata: '{}' };
}
