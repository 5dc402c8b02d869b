/** A mail to one person. */
export interface Mail {
  /** The same id for each attempt of the same day, so that a mail server can recognise a repeated mail. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/**
 * The outcome of an attempt to send a mail.
 *
 * - `accepted`: the mail server has taken charge of the mail.
 * - `refused`: the mail server has refused the mail or the address for good.
 * - `later`: the mail server has not accepted this mail, and asks for another attempt.
 * - `away`: no mail was sent. The mail server cannot be reached, or refuses the sign-in or the sender.
 * - `unknown`: the connection broke after the text began. The mail server may have accepted the mail.
 */
export type Outcome = 'accepted' | 'refused' | 'later' | 'away' | 'unknown';

/** The outcome of an attempt. */
export interface Sent {
  readonly outcome: Outcome;
  /** Why the mail was not accepted, without any address or text. Empty when it was. */
  readonly reason: string;
}

/** Sends mail. */
export interface Post {
  send(mail: Mail): Promise<Sent>;
}

/** The injection token of `Post`. Without a value, the service sends no mail. */
export const POST = 'POST';

/** The injection token of the language of mail. Without a value, mail is in Swedish. */
export const MAIL_LANGUAGE = 'MAIL_LANGUAGE';
