import { settingIn } from '../../test/support/documents-under-test.js';
import { board } from '../../test/support/given.js';
import { eventsWith, meetingAfter, sampleSummons, vote } from '../../test/support/meeting-documents-under-test.js';
import { meetingIdOf } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import { documentText } from './document-text.js';
import { changeSince, type MeetingChange, summonsDocument } from './summons.js';

describe('a summons as a document', () => {
  it('rules 143 and 150: says the time and the place to which the members were summoned', () => {
    const material = sampleSummons();
    const summons = { ...material.summons, time: '08:15', place: 'Biblioteket' };
    const text = documentText(summonsDocument({ ...material, summons }, settingIn('sv')));
    expect(text).toContain('kl. 08.15');
    expect(text).toContain('Biblioteket');
    expect(text).not.toContain('Sammanträdet ');
  });

  it.each([
    [
      { kind: 'CORRECTED', when: { date: '2026-05-27', time: '15:00', place: 'Biblioteket' } },
      'Sammanträdet har ändrats sedan kallelsen skickades. Nu gäller den 27 maj 2026 kl. 15.00, Biblioteket.',
      'The meeting has been changed since the summons was sent. It is now on 27 May 2026 at 15:00, Biblioteket.',
    ],
    [
      { kind: 'MOVED', reason: 'Strömavbrott.', when: { date: '2026-06-03', time: '13:00', place: 'Biblioteket' } },
      'Sammanträdet är flyttat till den 3 juni 2026 kl. 13.00, Biblioteket. Skäl: Strömavbrott.',
      'The meeting is moved to 3 June 2026 at 13:00, Biblioteket. Reason: Strömavbrott.',
    ],
    [
      { kind: 'MOVED', reason: 'Strömavbrott.', when: null },
      'Sammanträdet är flyttat till en annan dag. Skäl: Strömavbrott.',
      'The meeting is moved to another day. Reason: Strömavbrott.',
    ],
    [
      { kind: 'CANCELLED', reason: 'Inga ärenden.' },
      'Sammanträdet är inställt. Skäl: Inga ärenden.',
      'The meeting is cancelled. Reason: Inga ärenden.',
    ],
  ] satisfies [MeetingChange, string, string][])(
    'rule 150: says in a note what has become of the meeting since: %j',
    (change, sv, en) => {
      const made = (language: Language) => summonsDocument({ ...sampleSummons(), change }, settingIn(language));
      expect(made('sv').blocks[0]).toEqual({ kind: 'note', text: sv });
      expect(made('en').blocks[0]).toEqual({ kind: 'note', text: en });
      expect(documentText(made('sv'))).toContain('Tid: 27 maj 2026 kl. 13.00\nPlats: Kommunhuset, Stora salen');
    },
  );

  it('rule 150: is changed when its meeting is at another time, moved or cancelled', () => {
    const summons = { time: '13:00', place: 'Kommunhuset, Stora salen' };
    const meeting = meetingAfter(eventsWith(vote));
    expect(changeSince(summons, meeting, null)).toBeNull();
    expect(changeSince({ ...summons, time: '12:00' }, meeting, null)).toMatchObject({
      kind: 'CORRECTED',
      when: meeting,
    });
    const cancelled = { ...meeting, status: 'CANCELLED', cancelReason: 'Strömavbrott.' } as const;
    expect(changeSince(summons, cancelled, null)).toEqual({ kind: 'CANCELLED', reason: 'Strömavbrott.' });
    const moved = { ...cancelled, movedTo: meetingIdOf(board, '2026-06-03') };
    expect(changeSince(summons, moved, meeting)).toEqual({ kind: 'MOVED', reason: 'Strömavbrott.', when: meeting });
  });
});
