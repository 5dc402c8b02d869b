import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, Refusal, refusals } from '../../kernel/refusal.js';
import { formatError } from '../../platform/errors/errors.service.js';
import { languageOf } from '../../platform/errors/language.service.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { platformRefusals } from '../../platform/runtime/platform-refusals.js';
import { StoreUnavailable } from '../../platform/runtime/store-unavailable.js';
import { Authentication } from '../../platform/sign-in/authentication.service.js';
import { notAdmitted } from '../../platform/sign-in/caller.resolver.js';
import { formatsOfFiles } from '../forms/document-format.js';
import { formRefusals } from '../forms/form-refusals.js';
import { Documents } from './documents.service.js';
import { DOCUMENTS_PATH, fileNameOf, readLink } from './document-link.js';

/**
 * Answers links to documents. A link holds for the person who asked for it, with that person's sign-in in the request, or in
 * the session of a browser that follows it. It needs no signature: what its holder could change in it, the holder can ask for as well, and the document is refused
 * as its views are.
 */
@Injectable()
export class DocumentDownloads implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly authentication: Authentication,
    private readonly documents: Documents,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.get(DOCUMENTS_PATH, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      try {
        return await this.answer(request, reply);
      } catch (error) {
        if (!isRefusal(error) && !(error instanceof StoreUnavailable)) throw error;
        return reply.code(statusOf(error)).send({ errors: [formatError(error, languageOf(request))] });
      }
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const signIn = await this.authentication.ofLink(request);
    if (signIn.person === null) throw notAdmitted(signIn.fault === 'not in the register');
    const { person } = signIn;
    const link = readLink(request.query);
    // The link of somebody else is answered as one that does not exist.
    if (link?.personId !== person.personId) throw new Refusal(refusals.NOT_FOUND, { id: DOCUMENTS_PATH });
    if (link.until < this.clock.now()) throw new Refusal(formRefusals.DOCUMENT_LINK_EXPIRED, {});
    const bytes = await this.documents.bytes(await this.documents.find(link, person), link.format);
    return reply
      .type(formatsOfFiles[link.format].mediaType)
      .header('content-disposition', `attachment; filename="${fileNameOf(link)}"`)
      .send(Buffer.from(bytes));
  }
}

const statuses: Readonly<Record<string, number>> = {
  [platformRefusals.UNAUTHENTICATED.code]: 401,
  [platformRefusals.NOT_IN_REGISTER.code]: 403,
  [refusals.FORBIDDEN.code]: 403,
  [refusals.NOT_FOUND.code]: 404,
  [formRefusals.DOCUMENT_LINK_EXPIRED.code]: 410,
  [formRefusals.DOCUMENTS_BUSY.code]: 503,
  [platformRefusals.STARTING.code]: 503,
};

const CONFLICT = 409;
const UNAVAILABLE = 503;

function statusOf(error: Refusal | StoreUnavailable): number {
  return isRefusal(error) ? (statuses[error.code] ?? CONFLICT) : UNAVAILABLE;
}
