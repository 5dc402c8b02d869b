import { controller, recorded } from '../../test/support/given.js';
import { leaves } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { idOf } from '../kernel/identity.js';
import { parseExportLine, type WrittenLine, writeExportLine } from './export-line.js';
import { partsOf } from '../evidence/leaf.js';

const [root, ...proof] = leaves(4);
if (root === undefined) throw new Error('There are leaves.');
const data = { title: 'Å\u2028' };
const { header, payload } = partsOf({ ...recorded({ type: 'GoalEstablished', data }, 3, controller), version: 1 });
const event = { header, payload: { ...payload, salt: new Uint8Array(32).fill(1) } };
const takenAt = '2028-03-01T09:00:00.000Z';
const plan = { kind: 'plan', id: idOf('Plan', 'exempel.ks.2026') } as const;

const lines: readonly WrittenLine[] = [
  { line: 'header', header: { what: plan, takenAt, origin: 'log', size: 4, root } },
  { line: 'header', header: { what: { kind: 'everything' }, takenAt, origin: 'log', size: 0, root } },
  { line: 'checkpoint', note: 'log\n4\n' },
  { line: 'since', since: { size: 2, proof } },
  { line: 'event', event, place: null },
  { line: 'event', event: { header, payload: { commitment: root } }, place: { index: 3, proof } },
  { line: 'departure', departure: { index: 1, agreed: proof, root, proof } },
  { line: 'view', view: { view: 'plan', id: 'exempel.ks.2026', content: { revision: 1 } } },
  { line: 'view', view: { view: 'minutes', id: 'm', withheld: 'meeting-m' } },
  { line: 'end', events: 4, views: 2 },
];

describe('a line of an export', () => {
  it('is read as it was written', () => {
    const wrong = wrongRows(lines, (line) => {
      const text = writeExportLine(line);
      expect(text).not.toContain('\n');
      const read = parseExportLine(text);
      expect(read).toEqual(line);
    });
    expect(wrong).toEqual([]);
  });

  it('of another version is told as such', () => {
    const text = '{"format":"tertial export","version":2,"surprise":true}';
    expect(parseExportLine(text)).toEqual({ line: 'other version', version: 2 });
  });

  const broken = (wanted: WrittenLine['line'], change: object): string => {
    const found = lines.find(({ line }) => line === wanted);
    if (found === undefined) throw new Error(`No line ${wanted}.`);
    return JSON.stringify({ ...JSON.parse(writeExportLine(found)), ...change });
  };

  it('is none in another form', () => {
    const wrong = wrongRows(
      [
        '',
        'null',
        '[]',
        '{"event":1}',
        '{"end":{"events":-1,"views":0}}',
        broken('header', { root: 'AA==' }),
        broken('header', { what: { kind: 'plan', id: 'exempel.ks' } }),
        broken('header', { what: { kind: 'person', id: 'hanna' } }),
        broken('header', { takenAt: null }),
        broken('since', { since: { size: 1.5, proof: [] } }),
        broken('since', { since: { size: 1, proof: ['AA=='] } }),
        broken('event', { salt: 'AA==' }),
        broken('event', { commandHash: null }),
        broken('event', { event: { ...header, metadata: { ...header.metadata, commandHash: '' } } }),
        broken('event', { event: { ...header, position: '4' } }),
        broken('event', { event: { ...header, metadata: { ...header.metadata, salt: 'AA==' } } }),
        broken('event', { index: 1, proof: null }),
        broken('event', { comment: 'sent late' }),
        broken('event', { event: { ...header, comment: 'sent late' } }),
        broken('view', { withheld: 'meeting-m' }),
        broken('end', { checked: true }),
        '{"end":{"events":9,"events":4,"views":2}}',
        '{"end":{"events":4e0,"views":2}}',
        '{"end":{"events":4,"views":2}}\r',
        '\ufeff{"end":{"events":4,"views":2}}',
        broken('departure', { departure: { index: 0 } }),
        broken('view', { view: 'people' }),
        broken('view', { content: 'text' }),
      ],
      (text) => {
        expect(parseExportLine(text)).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });
});
