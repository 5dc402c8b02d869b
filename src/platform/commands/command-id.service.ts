import { hash, randomBytes } from 'node:crypto';

/**
 * Makes the id of a command that came without one: a UUID of version 8 (RFC 9562). Its first 60 free bits are random, and
 * its last 62 are of the SHA-256 of these and of the command's hash. So the id belongs to one command: nobody can give
 * another command with it.
 *
 * @param commandHash Hash of the command's person, name and content
 */
export function newCommandId(commandHash: string): string {
  const random = randomBytes(8).toString('hex').slice(1);
  return `${random.slice(0, 8)}-${random.slice(8, 12)}-8${random.slice(12)}-${endOf(random, commandHash)}`;
}

/** Tells who made the id of a command: its client, or the service, for this command or for another one. */
export function makerOf(commandId: string, commandHash: string): 'client' | 'service' | 'service, for another command' {
  const id = commandId.toLowerCase();
  const random = OF_THE_SERVICE.exec(id)?.slice(1).join('');
  if (random === undefined) return 'client';
  return id.endsWith(endOf(random, commandHash)) ? 'service' : 'service, for another command';
}

const OF_THE_SERVICE = /^([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-/;

function endOf(random: string, commandHash: string): string {
  const digits = hash('sha256', `${random} ${commandHash}`, 'hex');
  // The first two of its bits tell the variant of the UUID.
  const variant = ((Number.parseInt(digits.slice(0, 1), 16) & 0b0011) | 0b1000).toString(16);
  return `${variant}${digits.slice(1, 4)}-${digits.slice(4, 16)}`;
}
