// The words of the protocol, put together from the client's own definitions of them.

import { createRequire } from 'node:module';
import { Metadata, status } from '@grpc/grpc-js';

const require = createRequire(import.meta.url);
const generated = (name) => require(`@eventstore/db-client/generated/${name}.js`);

export const streams = generated('streams_pb');
export const shared = generated('shared_pb');
const rpc = generated('status_pb');
const gossip = generated('gossip_pb');
const { Any } = require('google-protobuf/google/protobuf/any_pb.js');
export const { StreamsService } = generated('streams_grpc_pb');
export const { GossipService } = generated('gossip_grpc_pb');
export const { OperationsService } = generated('operations_grpc_pb');

export const nothing = () => new shared.Empty();

export const nameOf = (holder) => Buffer.from(holder.getStreamIdentifier().getStreamName_asU8()).toString('utf8');

export function identifierOf(name) {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Uint8Array.from(Buffer.from(name, 'utf8')));
  return identifier;
}

function uuidOf(id) {
  const uuid = new shared.UUID();
  uuid.setString(id);
  return uuid;
}

/** An event as somebody proposes it. */
export function proposed(message) {
  return {
    id: message.getId().getString(),
    type: message.getMetadataMap().get('type'),
    contentType: message.getMetadataMap().get('content-type'),
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
}

/** The size that counts against the largest append. */
export const sizeOf = ({ type, data, metadata }) => data.length + metadata.length + 2 * type.length;

export function eventAnswer(record) {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuidOf(record.id));
  recorded.setStreamIdentifier(identifierOf(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(String(record.position));
  recorded.setPreparePosition(String(record.position));
  recorded.getMetadataMap().set('type', record.type);
  recorded.getMetadataMap().set('content-type', record.contentType);
  recorded.getMetadataMap().set('created', record.created);
  recorded.setData(Uint8Array.from(record.data));
  recorded.setCustomMetadata(Uint8Array.from(record.metadata));
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(record.position));
  const answer = new streams.ReadResp();
  answer.setEvent(event);
  return answer;
}

export function notFoundAnswer(name) {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(name));
  const answer = new streams.ReadResp();
  answer.setStreamNotFound(notFound);
  return answer;
}

export function confirmationAnswer(id) {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(id);
  const answer = new streams.ReadResp();
  answer.setConfirmation(confirmation);
  return answer;
}

export function checkpointAnswer(position) {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const answer = new streams.ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
}

export function caughtUpAnswer() {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return answer;
}

export function expectedOf(options, getRevision) {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(getRevision(options));
}

/** As milliseconds since 1970; an append without a deadline is never late. */
export function deadlineOf(options) {
  return options.hasDeadline() ? options.getDeadline().toDate().getTime() : Infinity;
}

/** The answers of the server, in band, to an append that it does not carry out, by name. */
const refusals = {
  'not ready': () => statusOf(0, 'Server Is Not Ready', new shared.Empty(), 'Empty'),
  busy: () => statusOf(0, 'Server Is Busy', new shared.Empty(), 'Empty'),
  'leader info': () => statusOf(0, 'Leader info available', new shared.Empty(), 'Empty'),
  'no leader info': () => statusOf(0, 'No leader info available in response', new shared.Empty(), 'Empty'),
  timeout: () => statusOf(status.DEADLINE_EXCEEDED, '', new shared.Timeout(), 'Timeout'),
  denied: () => statusOf(status.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied(), 'AccessDenied'),
  'bad request': () => {
    const details = new shared.BadRequest();
    details.setMessage('Required field StreamIdentifier not set.');
    return statusOf(status.INVALID_ARGUMENT, 'BadRequest', details, 'BadRequest');
  },
  unknown: () => statusOf(status.UNKNOWN, 'Unknown', new shared.Unknown(), 'Unknown'),
  'without details': () => {
    const answer = new rpc.Status();
    answer.setMessage('Envelope callback expected something else.');
    return answer;
  },
};

/** BatchAppend answers a wrong revision with a status that carries it. */
export function batchAnswer({ correlationId, name, expected }, { wrong, tooLarge, refused, revision, position }) {
  const answer = new streams.BatchAppendResp();
  answer.setCorrelationId(correlationId);
  answer.setStreamIdentifier(identifierOf(name));
  if (refused !== undefined) {
    answer.setError(refusals[refused]());
    return answer;
  }
  if (tooLarge !== undefined) {
    const details = new shared.MaximumAppendSizeExceeded();
    details.setMaxappendsize(tooLarge);
    answer.setError(
      statusOf(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', details, 'MaximumAppendSizeExceeded'),
    );
    return answer;
  }
  if (wrong !== undefined) {
    const details = new shared.WrongExpectedVersion();
    if (wrong < 0) details.setCurrentNoStream(new shared.Empty());
    else details.setCurrentStreamRevision(String(wrong));
    if (expected === 'any') details.setExpectedAny(new shared.Empty());
    else if (expected === 'no_stream') details.setExpectedNoStream(new shared.Empty());
    else if (expected === 'stream_exists') details.setExpectedStreamExists(new shared.Empty());
    else details.setExpectedStreamPosition(String(expected));
    answer.setError(statusOf(status.ALREADY_EXISTS, 'Wrong Expected Version', details, 'WrongExpectedVersion'));
    return answer;
  }
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (position === null) success.setNoPosition(new shared.Empty());
  else success.setPosition(positionOf(new shared.AllStreamPosition(), position));
  answer.setSuccess(success);
  return answer;
}

function positionOf(holder, position) {
  holder.setCommitPosition(String(position));
  holder.setPreparePosition(String(position));
  return holder;
}

function statusOf(code, message, details, typeName) {
  const any = new Any();
  any.pack(details.serializeBinary(), `event_store.client.${typeName}`);
  const answer = new rpc.Status();
  answer.setCode(code);
  answer.setMessage(message);
  answer.setDetails(any);
  return answer;
}

export function streamDeleted(name) {
  return failure(status.FAILED_PRECONDITION, 'Event stream is deleted.', {
    exception: 'stream-deleted',
    'stream-name': name,
  });
}

export function failure(code, details, told = {}) {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(told)) metadata.set(key, String(value));
  return Object.assign(new Error(details), { code, details, metadata });
}

/** `leader` is the number of the node that the others take for it; null: they are electing one. */
export function clusterInfo(ports, leader) {
  const info = new gossip.ClusterInfo();
  ports.forEach((port, n) => {
    const endPoint = new gossip.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port);
    const member = new gossip.MemberInfo();
    member.setInstanceId(uuidOf(`00000000-0000-4000-8000-00000000000${n}`));
    member.setTimeStamp(String(Date.now() * 10_000));
    const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;
    member.setState(n === leader ? LEADER : FOLLOWER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    info.addMembers(member);
  });
  return info;
}
