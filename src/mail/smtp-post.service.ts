import MailComposer from 'nodemailer/lib/mail-composer';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import type { Mail, Outcome, Post, Sent } from './post.js';

/** The server and the address that mail is sent from. */
export interface MailPlace {
  /** `smtp://…` or `smtps://…`, with a name and a password where the server asks for them. */
  readonly server: URL;
  /** The address of the sender. */
  readonly from: string;
}

const PATIENCE_IN_MILLISECONDS = 20_000;

/** Sends mail by SMTP (RFC 5321), with one connection for each mail. */
export class SmtpPost implements Post {
  constructor(
    private readonly place: MailPlace,
    private readonly patience = PATIENCE_IN_MILLISECONDS,
  ) {}

  async send({ messageId, to, subject, text }: Mail): Promise<Sent> {
    const { from } = this.place;
    const message = await new MailComposer({
      from,
      to,
      subject,
      text,
      messageId: `<${messageId}@${from.slice(from.lastIndexOf('@') + 1)}>`,
      // RFC 3834: programs that answer mail must not answer this one.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
    let hasBegun = false;
    // The connection reads the stream only after the server has agreed to take the text.
    const stream = Readable.from(
      (function* () {
        hasBegun = true;
        yield message;
      })(),
    );
    const connection = new SmtpConnection(optionsOf(this.place, this.patience));
    try {
      await this.signIn(connection);
      await new Promise<void>((resolve, reject) => {
        connection.on('error', reject);
        connection.send({ from, to: [to.address] }, stream, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
      return { outcome: 'accepted', reason: '' };
    } catch (error) {
      return { outcome: outcomeOf(error, hasBegun), reason: reasonOf(error) };
    } finally {
      connection.close();
    }
  }

  private async signIn(connection: SmtpConnection): Promise<void> {
    const { username, password } = this.place.server;
    // Within the callback, nobody would catch the error of a code that cannot be decoded.
    const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => {
        if (error) reject(error);
        else if (username === '') resolve();
        else {
          connection.login({ credentials }, (refused) => {
            if (refused) reject(refused);
            else resolve();
          });
        }
      });
    });
  }
}

function optionsOf({ server }: MailPlace, patience: number) {
  const { protocol, port, username } = server;
  // The brackets of an IPv6 address belong to the URL and not to the address.
  const host = server.hostname.replace(/^\[|\]$/g, '');
  const isLocal = host === 'localhost' || (isIP(host) !== 0 && (host === '::1' || host.startsWith('127.')));
  return {
    host,
    ...(port !== '' && { port: Number(port) }),
    secure: protocol === 'smtps:',
    // A password travels by TLS only, unless it stays on this machine.
    requireTLS: username !== '' && !isLocal,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  };
}

function outcomeOf(error: unknown, hasBegun: boolean): Outcome {
  const { code, command, responseCode } = fieldsOf(error);
  const isAboutMail = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE';
  if (isAboutMail && responseCode !== null) return responseCode >= 500 ? 'refused' : 'later';
  // A negative answer to the text means that the server has not accepted it.
  return hasBegun && responseCode === null ? 'unknown' : 'away';
}

/** The reason for the operator. The server's own words are left out, because they can repeat an address. */
function reasonOf(error: unknown): string {
  const { code, command, responseCode } = fieldsOf(error);
  return [code, command, responseCode].filter((part) => part !== null).join(' ');
}

function fieldsOf(error: unknown) {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  const [code, command, responseCode] = [field('code'), field('command'), field('responseCode')];
  return {
    code: typeof code === 'string' ? code : null,
    command: typeof command === 'string' ? command : null,
    responseCode: typeof responseCode === 'number' ? responseCode : null,
  };
}
