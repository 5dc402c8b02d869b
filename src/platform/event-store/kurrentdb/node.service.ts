import { BACKWARDS, END, EventStoreDBClient } from '@eventstore/db-client';
import { GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Channel, type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { KurrentDbAddress } from './address.js';
import { BatchAppend } from './batch-append.service.js';
import { inTime } from './errors.service.js';
import { Items } from './items.service.js';

/** The files of the address, read once. Null: the address does not name the file. */
export interface Certificates {
  readonly authority: Buffer | null;
  readonly userCertificate: Buffer | null;
  readonly userKey: Buffer | null;
}

const LARGEST_MESSAGE_IN_BYTES = 17 * 1024 * 1024;
/** TLS does not allow an IP address as the name of the server, so it gets this one. */
const NAME_FOR_IP_ADDRESS = 'kurrentdb';

/** The client of one node. It has a connection of its own, and does not replace it. */
export class Node extends EventStoreDBClient {
  readonly #channel: Channel;
  readonly #appends: BatchAppend;

  /**
   * @param node Address of the node as `host:port`.
   * @param onEndOfAppends Is told at once when the call that appends go over ends.
   */
  constructor(
    readonly node: string,
    address: KurrentDbAddress,
    certificates: Certificates,
    onEndOfAppends: (node: Node, error: Error) => void,
  ) {
    const { tls, connectionName, keepAliveInterval, keepAliveTimeout } = address;
    super(
      { endpoint: node, ...(connectionName !== null && { connectionName }) },
      { insecure: !tls },
      address.credentials ?? undefined,
    );
    const host = node.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
    this.#channel = new Channel(node, tls ? secured(host, certificates) : credentials.createInsecure(), {
      'grpc.keepalive_time_ms': keepAliveInterval,
      'grpc.keepalive_timeout_ms': keepAliveTimeout,
      'grpc.max_receive_message_length': LARGEST_MESSAGE_IN_BYTES,
      // Otherwise a new client would get the old one's connection, which may be stuck.
      'grpc.use_local_subchannel_pool': 1,
      ...(isIP(host) > 0 && { 'grpc.ssl_target_name_override': NAME_FOR_IP_ADDRESS }),
    });
    this.getChannel = () => Promise.resolve(this.#channel);
    this.handleError = () => Promise.resolve();
    this.#appends = new BatchAppend(
      this.GRPCStreamCreator(StreamsClient, 'batchAppend', (client) =>
        client.batchAppend(...this.callArguments({ requiresLeader: true }, { deadline: Infinity })),
      ),
      (error) => onEndOfAppends(this, error),
    );
  }

  get appends(): BatchAppend {
    return this.#appends;
  }

  /**
   * Resolves when the node answers as the leader does.
   *
   * @throws NoAnswer after this many milliseconds, NotLeaderError, or another error of the client
   */
  async lead(milliseconds: number): Promise<void> {
    const reading = this.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1, requiresLeader: true });
    const items = new Items(
      reading,
      () => reading.cancel(),
      () => undefined,
    );
    try {
      await items.first(milliseconds);
      items.finish();
    } catch (error) {
      items.stop();
      throw error;
    }
  }

  /** Returns the addresses of all nodes that this one knows (gossip). @throws the client's error, or NoAnswer */
  async members(milliseconds: number): Promise<readonly string[]> {
    const asked = this.execute(
      GossipClient,
      'gossip',
      (client) =>
        new Promise<readonly string[]>((resolve, reject) => {
          client.read(new shared.Empty(), ...this.callArguments({ deadline: milliseconds }), (error, info) => {
            if (error === null) resolve(addressesIn(info));
            else reject(error);
          });
        }),
    );
    return inTime(asked, milliseconds);
  }

  /** Ends all calls and the connection. */
  async close(milliseconds: number): Promise<void> {
    await inTime(this.dispose(), milliseconds).catch(() => undefined);
    this.#channel.close();
  }
}

function addressesIn(info: ClusterInfo): readonly string[] {
  const places = info.getMembersList().flatMap((member) => member.getHttpEndPoint() ?? []);
  return places.map((place) => addressOf(place.getAddress(), place.getPort()));
}

/** Makes the address of a node. An IPv6 address gets brackets. */
export function addressOf(host: string, port: number): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`;
}

function secured(host: string, { authority, userCertificate, userKey }: Certificates): ChannelCredentials {
  const isAddress = isIP(host) > 0;
  return credentials.createSsl(authority, userKey, userCertificate, {
    ...(isAddress && { checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate) }),
  });
}
