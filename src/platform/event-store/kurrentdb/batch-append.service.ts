import { NotLeaderError, convertToCommandError } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { randomUUID } from 'node:crypto';
import { TooLarge } from '../../runtime/store-unavailable.js';
import { type Answer, answerIn, type Appended } from './batch-answer.service.js';
import { isFaultyRequest, isRefused, NotWritten } from './errors.service.js';
import type { Proposed } from './records.service.js';

/** A concrete expected revision. Without one, the server would not reliably detect a repeated append. */
export type SentRevision = number | 'no stream';

type Call = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The deadline that the server gets with an append. It is a time of day, which the server compares with its own clock,
 * so a near one would refuse every append when the two clocks differ. The caller measures the real deadline instead.
 */
const DEADLINE_ON_THE_SERVER_IN_MILLISECONDS = 300 * 24 * 60 * 60 * 1000;
/** Larger appends go to the server in several messages of about this many bytes. */
const BYTES_IN_A_MESSAGE = 3 * 1024 * 1024;
/** The largest setting of `MaxAppendSize` that a server takes. gRPC would cut the connection for somewhat more. */
const LARGEST_SETTING_IN_BYTES = 16_767_216;
const MILLISECONDS_IN_A_SECOND = 1000;

/**
 * Appends over one call (BatchAppend). The client has this method too. It keeps the appends of all clients of a process
 * in one table, takes most refusals for unknown errors, and ends the process at a second answer to one append.
 */
export class BatchAppend {
  readonly #waiting = new Map<string, Waiting>();
  #call: Promise<Call> | null = null;
  /** The call when it is open. */
  #open: Call | null = null;
  /** The largest append that the server takes, as far as it is known. */
  #most = LARGEST_SETTING_IN_BYTES;

  /**
   * @param open Opens the call.
   * @param onEnd Is told at once when the call ends. The next one may go to another server at the same address.
   */
  constructor(
    private readonly open: () => Promise<Call>,
    private readonly onEnd: (error: Error) => void,
  ) {}

  /** Opens the call, if none is open. @throws NotWritten */
  async ready(): Promise<void> {
    await this.#opened();
  }

  /**
   * Sends an append and waits for its answer.
   *
   * @throws NotWritten or TooLarge when nothing was written. After any other error, the events may have been written.
   */
  async append(stream: string, expected: SentRevision, events: readonly Proposed[]): Promise<Appended> {
    const written = events.map(messageOf);
    const bytes = written.reduce((sum, { size }) => sum + size, 0);
    if (bytes > this.#most) throw new TooLarge(bytes, this.#most);
    const call = await this.#opened();
    const id = randomUUID();
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      for (const request of requestsOf(id, optionsOf(stream, expected), written)) call.write(request);
    });
    if (!('most' in answer)) return answer;
    this.#most = answer.most;
    throw new TooLarge(bytes, answer.most);
  }

  /** Fails all appends that wait for an answer, because the connection is given up. They may have been written. */
  abandon(reason: unknown): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  async #opened(): Promise<Call> {
    this.#call ??= this.open().then((call) => {
      this.#open = call;
      call.on('data', (message: BatchAppendResp) => this.#take(message));
      call.on('error', (error: Error) => this.#fail(call, convertToCommandError(error)));
      call.on('close', () => this.#fail(call, new Error('KurrentDB ended the call.')));
      return call;
    });
    const opened = this.#call;
    return opened.catch((error: unknown) => {
      if (this.#call === opened) this.#call = null;
      throw new NotWritten(error);
    });
  }

  /** Passes an answer on. A second answer to one append has nobody who waits for it, and says nothing new. */
  #take(message: BatchAppendResp): void {
    const id = idOf(message.getCorrelationId());
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    try {
      waiting?.resolve(answerIn(message));
    } catch (error) {
      waiting?.reject(error);
    }
  }

  /** Fails all appends of a call that has ended. */
  #fail(call: Call, error: Error): void {
    // A call that fails ends too. Who waits by then waits for the next call.
    if (this.#open !== call) return;
    [this.#open, this.#call] = [null, null];
    this.onEnd(error);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    // A refused call has written nothing. A server that is no longer the leader, or takes a request for a faulty one, says
    // so of one append alone. The others are sent again.
    const isFinal = isRefused(error) || isFaultyRequest(error);
    const isOfOne = error instanceof NotLeaderError || isFaultyRequest(error);
    const isNothingDone = isRefused(error) || (isOfOne && waiting.length === 1);
    for (const { reject } of waiting) reject(isNothingDone ? new NotWritten(error, { isFinal }) : error);
  }
}

interface Message {
  readonly message: BatchAppendReq.ProposedMessage;
  /** The bytes that the server counts against its limit. */
  readonly size: number;
}

function messageOf({ id, type, data, metadata }: Proposed): Message {
  const message = new streams.BatchAppendReq.ProposedMessage();
  const [json, own] = [Buffer.from(data), Buffer.from(metadata)];
  message.setId(uuidOf(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(json);
  message.setCustomMetadata(own);
  return { message, size: json.length + own.length + 2 * type.length };
}

function optionsOf(stream: string, expected: SentRevision): BatchAppendReq.Options {
  const options = new streams.BatchAppendReq.Options();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  options.setStreamIdentifier(identifier);
  if (expected === 'no stream') options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(expected));
  const deadline = new timestamps.Timestamp();
  deadline.setSeconds(Math.floor((Date.now() + DEADLINE_ON_THE_SERVER_IN_MILLISECONDS) / MILLISECONDS_IN_A_SECOND));
  options.setDeadline(deadline);
  return options;
}

function* requestsOf(
  id: string,
  options: BatchAppendReq.Options,
  messages: readonly Message[],
): Generator<BatchAppendReq, void, void> {
  let request = requestOf(id);
  request.setOptions(options);
  let bytes = 0;
  for (const { message, size } of messages) {
    if (bytes > 0 && bytes + size > BYTES_IN_A_MESSAGE) {
      yield request;
      [request, bytes] = [requestOf(id), 0];
    }
    request.addProposedMessages(message);
    bytes += size;
  }
  request.setIsFinal(true);
  yield request;
}

function requestOf(id: string): BatchAppendReq {
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(uuidOf(id));
  return request;
}

function uuidOf(id: string): InstanceType<typeof shared.UUID> {
  const uuid = new shared.UUID();
  uuid.setString(id);
  return uuid;
}

const HEX = 16;
const PLACES_IN_HALF = 16;
const HYPHENS_BEFORE = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** Some answers of the server name an append by two numbers of 64 bits. */
function idOf(uuid: InstanceType<typeof shared.UUID> | undefined): string {
  const halves = uuid?.getStructured();
  if (halves === undefined) return uuid?.getString() ?? '';
  const bits = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()];
  const text = bits
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(HEX).padStart(PLACES_IN_HALF, '0'))
    .join('');
  return text.replace(HYPHENS_BEFORE, '$1-$2-$3-$4-$5');
}
