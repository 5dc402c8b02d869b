import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { StoreUnavailable } from '../platform/runtime/store-unavailable.js';
import { newestCheckpoint } from './evidence-tables.service.js';
import { hasTile, type Tile, tileOf, writeTile } from './tile.js';
import { hashesOfTile } from './tree-tables.service.js';

const WITHHELD = 'The entries name persons, and are not served here: an export has those that its reader may see.\n';

/**
 * Serves the transparency log as static files (C2SP tlog-tiles): the newest checkpoint, and the tiles that it covers.
 * The files contain hashes and disclose no event. Anyone may fetch them, because many copies make a forgery visible.
 */
@Injectable()
export class Tlog implements OnModuleInit {
  readonly #db: Kysely<ViewTables>;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    @Inject(DATABASE) { db }: Database<ViewTables>,
  ) {
    this.#db = db;
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.get('/tlog/checkpoint', (_request, reply) => this.checkpoint(reply).catch(unanswered(reply)));
    server.get<{ Params: { '*': string } }>('/tlog/tile/*', ({ params }, reply) =>
      this.tile(tileOf(`tile/${params['*']}`), reply).catch(unanswered(reply)),
    );
  }

  private async checkpoint(reply: FastifyReply): Promise<FastifyReply> {
    const newest = await newestCheckpoint(this.#db);
    if (newest === null) return missing(reply, 'No checkpoint is signed.\n');
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(newest.note);
  }

  private async tile(tile: Tile | null, reply: FastifyReply): Promise<FastifyReply> {
    if (tile?.level === 'entries') return missing(reply, WITHHELD);
    const newest = await newestCheckpoint(this.#db);
    if (tile === null || newest === null || !hasTile(newest.size, tile)) {
      return missing(reply, 'The newest checkpoint covers no such tile.\n');
    }
    const hashes = await hashesOfTile(this.#db, { level: tile.level, index: tile.index, width: tile.width });
    // Caches may keep a tile for ever, because a tile of a given width changes only if somebody rewrites the log.
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(Buffer.from(writeTile(hashes)));
  }
}

/** Answers 503 when the database does not answer, and tells nothing of the error. */
function unanswered(reply: FastifyReply) {
  return (error: unknown): FastifyReply => {
    if (!(error instanceof StoreUnavailable)) throw error;
    const why = 'The database does not answer just now. Try again in a moment.\n';
    return reply.code(503).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(why);
  };
}

/** Answers 404 and forbids caching, because the file may exist soon. */
function missing(reply: FastifyReply, why: string): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(why);
}
