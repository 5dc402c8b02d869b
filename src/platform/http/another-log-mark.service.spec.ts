import { markAnotherLog } from './another-log-mark.service.js';

function sentBy(isAnother: boolean, ...messages: readonly (string | Buffer)[]): unknown[] {
  const sent: unknown[] = [];
  const socket = { send: (data: unknown) => sent.push(data) };
  const known = { isAnother };
  markAnotherLog(socket, known);
  for (const message of messages) socket.send(message);
  return sent;
}

const result = '{"type":"next","id":"1","payload":{"data":{"plan":null}}}';
const marked = '{"type":"next","id":"1","payload":{"data":{"plan":null},"extensions":{"log":"another log"}}}';
const older = '{"type":"data","id":"1","payload":{"data":null,"extensions":{"cost":1}}}';
const complete = '{"type":"complete","id":"1","payload":null}';

describe('the results that a WebSocket sends', () => {
  it('are marked while the log is another, also those that are sent as bytes', () => {
    expect(sentBy(true, result, Buffer.from(result), older)).toEqual([
      marked,
      marked,
      '{"type":"data","id":"1","payload":{"data":null,"extensions":{"cost":1,"log":"another log"}}}',
    ]);
  });

  it('are as they are while the log is the one that is known, as are other messages always', () => {
    expect(sentBy(false, result, older)).toEqual([result, older]);
    expect(sentBy(true, complete, 'no message')).toEqual([complete, 'no message']);
  });
});
