import { AccessDeniedError, StreamDeletedError } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { NotWritten, OutcomeOpen } from './errors.service.js';

/**
 * Answer to an append. The position is null when the server repeats its answer to an earlier append. `actual` is the
 * stream's last revision when it was not the expected one.
 */
export type Appended =
  { readonly revision: number; readonly position: bigint | null } | { readonly actual: number | 'no stream' };

/** `most` is the largest append that the server takes, in bytes. */
export type Answer = Appended | { readonly most: number };

/** The words in which alone the server says that it has not passed an append on. The append may succeed in a moment. */
const NOT_HANDLED = /Server Is Not Ready|Server Is (?:Too )?Busy|Leader info/i;

/** Reads an answer. @throws NotWritten, OutcomeOpen when the server does not know itself, or StreamDeletedError */
export function answerIn(message: BatchAppendResp): Answer {
  const error = message.getError();
  if (error !== undefined) return refusalIn(error);
  const success = message.getSuccess();
  if (success === undefined) throw new OutcomeOpen('KurrentDB sent an answer without an outcome.');
  const position = success.getPosition();
  return {
    revision: Number(success.getCurrentRevision()),
    position: position === undefined ? null : BigInt(position.getCommitPosition()),
  };
}

function refusalIn(error: Status): Answer {
  const details = error.getDetails();
  const type = details?.getTypeName() ?? '';
  const words = error.getMessage();
  switch (type.replace(/^event_store\.client\./, '')) {
    case 'WrongExpectedVersion': {
      const wrong = details?.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), type);
      return { actual: wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no stream' };
    }
    case 'MaximumAppendSizeExceeded': {
      const exceeded = details?.unpack((bytes) => shared.MaximumAppendSizeExceeded.deserializeBinary(bytes), type);
      return { most: exceeded?.getMaxappendsize() ?? 0 };
    }
    case 'AccessDenied':
      throw new NotWritten(new AccessDeniedError());
    case 'StreamDeleted':
      throw StreamDeletedError.fromStreamName('');
    case 'BadRequest': {
      const bad = details?.unpack((bytes) => shared.BadRequest.deserializeBinary(bytes), type);
      throw new NotWritten(new Error(`KurrentDB takes the append for a faulty one: ${bad?.getMessage() ?? words}`), {
        isFinal: true,
      });
    }
    case 'Timeout':
      throw new OutcomeOpen('The nodes of KurrentDB did not agree on an append in time.');
    default:
      if (NOT_HANDLED.test(words)) throw new NotWritten(new Error(`KurrentDB says: ${words}`));
      throw new OutcomeOpen(`KurrentDB says of an append: ${words === '' ? type : words}`);
  }
}
