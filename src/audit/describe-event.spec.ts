import { idOf } from '../kernel/identity.js';
import { same, type HistoryLine } from '../kernel/history.js';
import { type Doer, personsOf, roleWords, sentenceOfEvent, validOnIn } from './describe-event.js';

const hanna = { personId: idOf('Person', 'hanna'), name: 'Hanna Handläggare' };
const sara = { personId: idOf('Person', 'sara'), name: 'Sara Sekreterare' };
const clerk: Doer = { person: hanna, role: 'CLERK', actingFor: null };

const reported: HistoryLine = {
  did: { sv: 'rapporterade aktiviteten som ”Vänteläge”', en: 'reported the activity as “On hold”' },
  changes: [],
  reason: null,
};

function sentences(doer: Doer, line: Partial<HistoryLine> = {}) {
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
