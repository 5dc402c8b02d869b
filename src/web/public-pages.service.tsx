import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import { type Language, languages } from '../kernel/language.js';
import { formatError } from '../platform/errors/errors.service.js';
import { errorPage, statusOf } from './error.page.js';
import { textsIn } from './forms.service.js';
import { Layout } from './layout.page.js';
import type { Shown } from './page.page.js';
import { JSON_ENDING, LANGUAGE_PARAMETER, type PublicPage } from './public-page.page.js';
import { pageOf, PLACE_OF_BODY } from './rendering/page-bytes.service.js';
import type { StaticFile } from './styles.service.js';

interface Files {
  readonly styles: StaticFile;
  readonly icon: StaticFile;
}

/**
 * Serves the public pages. They read no cookie and set none, so that whoever keeps an answer keeps it for everybody. It
 * is kept for a minute, because what is taken down has to be gone soon.
 */
export function servePublicPages(scope: FastifyInstance, pages: readonly PublicPage[], files: Files): void {
  scope.setErrorHandler((error: Error, request, reply) => {
    const language = languageIn(request);
    const { message: sentence, extensions } = formatError(error, language);
    const refusal = { code: String(extensions.code), sentence };
    const status = statusOf(refusal.code);
    if (status === 503) reply.header('retry-after', '5');
    reply.header('cache-control', 'no-store');
    if (wantsData(request)) return reply.code(status).send({ error: refusal });
    return sendPage(request, reply, errorPage(refusal, language, pathOf(request)), files);
  });
  for (const { path, show } of pages) {
    const [last] = path.split('/:').slice(-1);
    scope.get(path, async (request, reply) => {
      const params = Object.fromEntries(
        Object.entries(textsIn(request.params)).map(([name, value]) => [
          name,
          name === last ? withoutEnding(value) : value,
        ]),
      );
      const answer = await show({ language: languageIn(request), params, query: textsIn(request.query) });
      reply.header('cache-control', 'public, max-age=60').header('vary', 'accept');
      if ('feed' in answer)
        return sendKept(request, reply.header('access-control-allow-origin', '*'), answer.feed, ATOM);
      if (!wantsData(request)) return sendPage(request, reply, answer, files);
      reply.code(answer.status ?? 200).header('access-control-allow-origin', '*');
      return sendKept(request, reply, JSON.stringify(answer.data, null, 2), JSON_TYPE);
    });
  }
}

const ATOM = 'application/atom+xml; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

function withoutEnding(value: string): string {
  return value.endsWith(JSON_ENDING) ? value.slice(0, -JSON_ENDING.length) : value;
}

function pathOf({ url }: FastifyRequest): string {
  return url.replace(/[?#].*/s, '');
}

/** A program asks with the ending or with `Accept`. A browser accepts HTML. */
function wantsData(request: FastifyRequest): boolean {
  const { accept = '' } = request.headers;
  return pathOf(request).endsWith(JSON_ENDING) || (/\bjson\b/.test(accept) && !accept.includes('text/html'));
}

function languageIn(request: FastifyRequest): Language {
  const chosen = textsIn(request.query)[LANGUAGE_PARAMETER];
  return languages.find((language) => language === chosen) ?? 'sv';
}

function sendPage(request: FastifyRequest, reply: FastifyReply, { title, body, status = 200 }: Shown, files: Files) {
  const language = languageIn(request);
  const other = language === 'sv' ? `?${LANGUAGE_PARAMETER}=en` : pathOf(request);
  const frame = (
    <Layout
      {...{ title, language, reader: null, formToken: '', otherAddress: other }}
      address={pathOf(request)}
      listenAt={null}
      script={null}
      past={{ moment: null, shows: 'NOW', timeline: null }}
      styles={files.styles.address}
      icon={files.icon.address}
    >
      {PLACE_OF_BODY}
    </Layout>
  );
  return sendKept(request, reply.code(status), pageOf(frame, body), HTML);
}

/** Sends an answer with its tag, or says that who asks has it already. */
function sendKept(request: FastifyRequest, reply: FastifyReply, content: string | Buffer, type: string): FastifyReply {
  const tag = `"${hash('sha256', content, 'base64url').slice(0, 22)}"`;
  reply.header('etag', tag);
  const known = request.headers['if-none-match'] ?? '';
  if (reply.statusCode === 200 && known.includes(tag)) return reply.code(304).send();
  return reply.type(type).send(content);
}
