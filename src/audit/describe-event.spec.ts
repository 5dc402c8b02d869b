import { type HistoryLine, same, type Words } from '../kernel/history.js';
import { idOf } from '../kernel/identity.js';
import { personsOf, printedEvent, roleWords, sentenceOfEvent, validOnIn } from './describe-event.js';
import type { Doer, HistoryEntry } from './describe-event.js';

const hanna = { personId: idOf('Person', 'hanna'), name: 'Hanna Handläggare' };
const sara = { personId: idOf('Person', 'sara'), name: 'Sara Sekreterare' };
const clerk: Doer = { person: hanna, role: 'CLERK', actingFor: null };

const reported: HistoryLine<Words> = {
  did: { sv: 'rapporterade aktiviteten som ”Vänteläge”', en: 'reported the activity as “On hold”' },
  changes: [],
  reason: null,
};

function sentences(doer: Doer, line: Partial<HistoryLine<Words>> = {}) {
  return sentenceOfEvent(doer, { ...reported, ...line });
}

describe('the sentence of an event', () => {
  it('says who did what, in which role, in each language', () => {
    expect(sentences(clerk)).toEqual({
      sv: 'Hanna Handläggare (handläggare) rapporterade aktiviteten som ”Vänteläge”.',
      en: 'Hanna Handläggare (clerk) reported the activity as “On hold”.',
    });
  });

  it('says for whom a deputy acted: both are recorded', () => {
    const deputy: Doer = { person: hanna, role: 'SECRETARY', actingFor: sara };
    expect(sentences(deputy).sv).toMatch(/^Hanna Handläggare \(nämndsekreterare, för Sara Sekreterare\) rapporterade/);
    expect(sentences(deputy).en).toMatch(/^Hanna Handläggare \(secretary, for Sara Sekreterare\) reported/);
  });

  it('says that Tertial did it itself', () => {
    const words = sentences({ person: null, role: 'SYSTEM', actingFor: null });
    expect(words).toMatchObject({ sv: 'Tertial rapporterade aktiviteten som ”Vänteläge”.' });
    expect(words.en).toMatch(/^Tertial reported/);
  });

  it('rule 46: calls by their id whom the register has no name for', () => {
    const erased: Doer = { ...clerk, person: { ...hanna, name: null } };
    expect(sentences(erased).sv).toMatch(/^hanna \(handläggare\)/);
  });

  it('ends with why, in the words of whoever did it, and with one full stop', () => {
    const why = (reason: string) => sentences(clerk, { reason }).sv.split('. ').at(-1);
    expect(why('Fel aktivitet')).toBe('Skäl: Fel aktivitet.');
    expect(why(' Fel aktivitet.\n')).toBe('Skäl: Fel aktivitet.');
    expect(why('Varför inte?')).toBe('Skäl: Varför inte?');
    expect(sentences(clerk, { reason: 'Fel aktivitet' }).en).toMatch(/“On hold”\. Reason: Fel aktivitet\.$/);
    const because = { sv: 'Kommentar', en: 'Comment' };
    expect(sentences(clerk, { reason: 'Vi väntar.', because }).sv).toMatch(/”Vänteläge”\. Kommentar: Vi väntar\.$/);
    expect(sentences(clerk, { reason: ' ' }).sv).toMatch(/”Vänteläge”\.$/);
  });

  it('ends once where what was done ends with a quoted sentence', () => {
    expect(sentences(clerk, { did: same('lade till ”Godkänna.”') }).sv).toBe(
      'Hanna Handläggare (handläggare) lade till ”Godkänna.”',
    );
  });
});

describe('what an event tells of those who brought it about', () => {
  const metadata = {
    municipalityId: idOf('Municipality', 'exempel'),
    actor: hanna.personId,
    role: 'CLERK',
    commandId: '',
    commandHash: '',
    correlationId: '',
    causationId: null,
  } as const;

  it('is who did it, and nobody for Tertial itself', () => {
    expect(personsOf({ metadata, data: {} })).toEqual({ actor: 'hanna', actingFor: null });
    expect(personsOf({ metadata: { ...metadata, actor: 'system' }, data: {} }).actor).toBeNull();
  });

  it('is for whom: by the metadata, and of a reviewer by the verdict', () => {
    expect(personsOf({ metadata: { ...metadata, actingFor: sara.personId }, data: {} }).actingFor).toBe('sara');
    expect(personsOf({ metadata, data: { actingFor: 'sara' } }).actingFor).toBe('sara');
    expect(personsOf({ metadata, data: { actingFor: 'no id' } }).actingFor).toBeNull();
  });

  it('is the day on which it holds, where it tells one', () => {
    expect(validOnIn({ data: { validOn: '2026-04-30' } })).toBe('2026-04-30');
    expect(validOnIn({ data: { validOn: 'soon' } })).toBeNull();
    expect(validOnIn({ data: {} })).toBeNull();
    expect(validOnIn({ data: null })).toBeNull();
  });

  it('is the role in words', () => {
    expect(roleWords('CLERK')).toEqual({ sv: 'handläggare', en: 'clerk' });
  });
});

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
