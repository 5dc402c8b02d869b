import type { SMTPServerOptions } from 'smtp-server';
import { SmtpUnderTest } from '../../test/support/smtp-under-test.js';
import { SmtpPost } from './smtp-post.service.js';

const server = new SmtpUnderTest();
afterEach(() => server.stop());

const mail = {
  messageId: 'ett',
  to: { name: 'Hanna Håkansson', address: 'hanna@exempel.se' },
  subject: 'Påminnelse',
  text: 'Hej Hanna Håkansson!',
};
const send = (given = server.url) => new SmtpPost({ server: given, from: 'tertial@exempel.se' }).send(mail);

/** A server that answers no to a command. */
function saying(responseCode: number): Error {
  return Object.assign(new Error('Hanna Håkansson has no mailbox.'), { responseCode });
}

describe('rule 142: a mail', () => {
  it('reaches the server with its address, its subject and its text', async () => {
    await server.start();
    expect(await send()).toEqual({ outcome: 'accepted', reason: '' });
    const [{ to, message } = { to: [], message: '' }] = server.received;
    expect(to).toEqual(['hanna@exempel.se']);
    expect(message).toContain('Message-ID: <ett@exempel.se>');
    expect(message).toContain('Auto-Submitted: auto-generated');
    expect(message).toMatch(/Subject: =\?UTF-8\?Q\?P=C3=A5minnelse\?=/);
  });

  it.each<[string, SMTPServerOptions, string, string]>([
    [
      'refuses the address for good',
      { onRcptTo: (_, __, done) => done(saying(550)) },
      'refused',
      'EENVELOPE RCPT TO 550',
    ],
    ['refuses the address for now', { onRcptTo: (_, __, done) => done(saying(450)) }, 'later', 'EENVELOPE RCPT TO 450'],
    ['refuses the sender', { onMailFrom: (_, __, done) => done(saying(550)) }, 'away', 'EENVELOPE MAIL FROM 550'],
    [
      'refuses the text',
      { onData: (stream, _, done) => stream.resume().on('end', () => done(saying(554))) },
      'refused',
      'EMESSAGE DATA 554',
    ],
    ['lets nobody in', { onConnect: (_, done) => done(saying(421)) }, 'away', 'EPROTOCOL CONN 421'],
  ])('is told what became of it when the server %s, without an address', async (_, options, outcome, reason) => {
    await server.start(options);
    expect(await send()).toEqual({ outcome, reason });
  });

  it('has an unknown outcome when the connection breaks after the text, and was not sent when it breaks before', async () => {
    await server.start({ onData: (stream) => void stream.resume().on('end', () => server.cut()) });
    expect((await send()).outcome).toBe('unknown');
    await server.stop();
    await server.start({ onRcptTo: () => server.cut() });
    expect((await send()).outcome).toBe('away');
  });

  it('is away when nobody listens, or when the server wants another name and password', async () => {
    await server.start({ authOptional: false, allowInsecureAuth: true, onAuth: (_, __, done) => done(saying(535)) });
    const url = new URL(server.url);
    [url.username, url.password] = ['tertial', 'hemligt'];
    expect(await send(url)).toEqual({ outcome: 'away', reason: expect.stringContaining('EAUTH') });
    await server.stop();
    expect((await send()).outcome).toBe('away');
    expect((await send()).reason).toContain('ESOCKET');
  });
});
