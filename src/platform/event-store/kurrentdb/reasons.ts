interface Reason {
  readonly of: RegExp;
  readonly says: string;
}

/** The meaning of the client's words to an operator, and the mend. The first one that matches counts. */
const reasons: readonly Reason[] = [
  {
    of: /self.signed certificate|unable to get (?:local )?issuer|unable to verify the first certificate/i,
    says:
      'The certificate of KurrentDB is signed by an authority that this machine does not know. ' +
      "Name the file of the authority's certificate in tlsCaFile.",
  },
  { of: /certificate has expired/i, says: 'The certificate of KurrentDB has expired. Renew it on the server.' },
  {
    of: /certificate is not yet valid/i,
    says: 'The certificate of KurrentDB is not valid yet. Correct the clock of this machine or of the server.',
  },
  {
    of: /does not match certificate's altnames|altnames/i,
    says:
      'The certificate of KurrentDB does not have the host of the address among its names. ' +
      'Give a host that it names, or make a certificate for this one.',
  },
  {
    of: /wrong version number|packet length too long|EPROTO|record layer failure|http_request|socket disconnected before secure/i,
    says: 'KurrentDB does not speak TLS there. Give tls=false in the address, or turn TLS on at the server.',
  },
  {
    of: /ENOTFOUND|EAI_AGAIN|Name resolution failed/i,
    says: 'The host of the address is not known. Correct the host, or the name service of this machine.',
  },
  {
    of: /ECONNREFUSED/,
    says: 'Nothing listens at the address. Start KurrentDB, or correct the host and the port in the address.',
  },
  {
    of: /EHOSTUNREACH|ENETUNREACH|ENETDOWN|ETIMEDOUT/,
    says: 'The network does not reach the address. Correct the host, or the network between this machine and the server.',
  },
  {
    of: /UNAUTHENTICATED|not authenticated/i,
    says: 'KurrentDB does not accept the name and the password. Correct them in the address; only tls=true sends them.',
  },
  {
    of: /PERMISSION_DENIED|Access Denied|AccessDenied/i,
    says:
      'KurrentDB denies the account of the address a right. Let it read $all, and read and write streams whose names ' +
      'begin with tertial. The name and the password of the address are sent with tls=true only.',
  },
  {
    of: /No leader|not.leader|Leader info available|Not Ready/i,
    says: 'No node of KurrentDB leads just now. Wait until the nodes have elected one, or start the missing nodes.',
  },
  {
    of: /did not answer in time|Deadline exceeded/i,
    says: 'KurrentDB did not answer in time. Check that the server and the network to it are up.',
  },
  {
    of: /Failed to connect|Protocol error|Connection dropped|ECONNRESET|socket hang up|ECONNABORTED|GOAWAY|Received RST_STREAM/i,
    says:
      'The connection to KurrentDB broke. Check that tls in the address is as the server has it, that the port is the ' +
      "one of KurrentDB's gRPC, and that the server is up.",
  },
];

const DENIED_BY_TYPE = 'access-denied';

/** Returns what an error means, as a sentence with what to do. It has no data and no credentials. */
export function sentenceOf(error: unknown): string {
  const words = wordsOf(error);
  const known = reasons.find(({ of }) => of.test(words));
  if (known !== undefined) return known.says;
  // Drops the advice for developers that the client adds to some messages.
  const [said = ''] = words.split(' Resolution note');
  return `${said.replace(/[\s.:]+$/, '')}.`;
}

/** An error inside a batch of appends has only a type. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  if ('type' in error && error.type === DENIED_BY_TYPE) return 'Access Denied';
  return error.cause === undefined ? error.name : wordsOf(error.cause);
}
