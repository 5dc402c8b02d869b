import { idOf } from '../kernel/identity.js';
import { same } from '../kernel/history.js';
import type { HistoryEntry } from './history-entry.js';
import { printedEvent } from './printed-event.js';

const entry: HistoryEntry = {
  index: 3,
  position: 7,
  eventId: '00000000-0000-4000-8000-000000000007',
  type: 'ActivityStatusReported',
  stream: 'goal-exempel.ks.2026.g1',
  revision: 2,
  recordedAt: '2026-05-11T08:00:00.000Z',
  validOn: '2026-04-30',
  actor: {
    person: { personId: idOf('Person', 'hanna'), name: 'Hanna' },
    role: 'CLERK',
    roleLabel: { sv: 'handläggare', en: 'clerk' },
    actingFor: null,
  },
  sentences: { sv: 'Hanna rapporterade.', en: 'Hanna reported.' },
  changes: [
    {
      what: { sv: 'Status', en: 'Status' },
      before: { sv: 'Vänteläge', en: 'On hold' },
      after: { sv: 'Klar', en: 'Done' },
    },
    { what: { sv: 'Kommentar', en: 'Comment' }, before: null, after: same('En rad\noch en till') },
    { what: { sv: 'Väntar på', en: 'Waits for' }, before: same('Enhetschef'), after: null },
  ],
  reason: null,
  correlationId: 'c1',
  causationId: null,
};

describe('an event in a terminal', () => {
  it('has its position and time, what happened, and what it changed from what to what', () => {
    expect(printedEvent(entry, 'sv')).toBe(
      [
        '7  2026-05-11T08:00:00.000Z',
        '  Hanna rapporterade.',
        '    Status: Vänteläge → Klar',
        '    Kommentar: – → En rad',
        '    och en till',
        '    Väntar på: Enhetschef → –',
      ].join('\n'),
    );
  });

  it('is in the language that was asked for', () => {
    expect(printedEvent(entry, 'en')).toContain('  Hanna reported.\n    Status: On hold → Done\n');
  });

  it('passes on nothing that steers the terminal', () => {
    const steering = { ...entry, sentences: same('Hanna \u001b[2Jskrev\r.'), changes: [] };
    expect(printedEvent(steering, 'sv')).toBe('7  2026-05-11T08:00:00.000Z\n  Hanna \u{fffd}[2Jskrev\u{fffd}.');
  });
});
