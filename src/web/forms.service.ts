import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from '../kernel/refusal.js';
import { webRefusals } from './web-refusals.js';

type Texts = Readonly<Record<string, string>>;

const FORM = 'application/x-www-form-urlencoded';
const FORM_WITH_FILE = 'multipart/form-data';

/** Makes the pages read the body of a form, and no other body. A file becomes a data URL; none is an empty text. */
export function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, formIn(String(body)));
    } catch {
      // A replaced character would stay in the log for ever.
      done(new Refusal(webRefusals.FORM_UNREADABLE, {}));
    }
  });
  scope.addContentTypeParser(FORM_WITH_FILE, { parseAs: 'buffer' }, (request, body, done) => {
    formWithFileIn(request.headers['content-type'] ?? '', Buffer.from(body)).then(
      (texts) => {
        done(null, texts);
      },
      () => {
        done(new Refusal(webRefusals.FORM_UNREADABLE, {}));
      },
    );
  });
}

/** @throws TypeError for a body that is no such form, and Error for a text that is not UTF-8 */
async function formWithFileIn(type: string, body: Buffer): Promise<Texts> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const values = [...form].map(async ([name, value]): Promise<[string, string]> => {
    if (typeof value !== 'string') return [name, await dataUrlOf(value)];
    // The parser has put this character in the place of bytes that it could not read.
    if (value.includes('\uFFFD')) throw new Error(`The field ${name} is not UTF-8.`);
    return [name, value.replaceAll('\r\n', '\n')];
  });
  return Object.fromEntries(await Promise.all(values));
}

async function dataUrlOf(file: File): Promise<string> {
  if (file.size === 0) return '';
  return `data:application/octet-stream;base64,${Buffer.from(await file.arrayBuffer()).toString('base64')}`;
}

/** @throws URIError for bytes that are not UTF-8 */
function formIn(body: string): Texts {
  const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  const pairs = body.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      // A form sends each line break as CR and LF (HTML, form submission). The API's texts have LF alone.
      return [decoded(name), decoded(value.join('=')).replaceAll('\r\n', '\n')];
    }),
  );
}

/** Returns the texts among the values; a parameter that is given twice is none. */
export function textsIn(values: unknown): Texts {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Returns the address if it leads to this service, and otherwise that of the first page. */
export function localAddress(address: string | undefined): string {
  const here = 'http://localhost';
  if (address?.startsWith('/') !== true || !URL.canParse(address, here)) return '/';
  const { origin, pathname, search, hash } = new URL(address, here);
  // A browser reads two slashes as the name of another site. They are left of `/.//name`, without its dots.
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}

/** Sends the browser on to an address of this service, after a form or a choice. */
export function sendOn(reply: FastifyReply, wanted: string | undefined): FastifyReply {
  return reply.redirect(localAddress(wanted), 303);
}
