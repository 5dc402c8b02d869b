import { after, board, by, clerk, person, recorded, refused, system } from '../../test/support/given.js';
import { eventsWith, meetingAfter, meetingId, vote } from '../../test/support/meeting-documents-under-test.js';
import { matterIdOf } from '../kernel/identity.js';
import type { MeetingEvent } from '../meetings/meeting-event.js';
import { documentKinds } from './document.js';
import {
  dueDocuments,
  eraseDocument,
  keepDocument,
  type KeptDocument,
  type KeptDocumentEvent,
  keptDocumentsFold,
  keptOf,
  type KeptSubject,
  positionOfSubject,
  subjectAt,
  subjectKey,
} from './document-keeping.js';

const administrator = person('adam', 'ADMINISTRATOR');
const [followUp, fee] = [matterIdOf(board, 'KS 2026/142'), matterIdOf(board, 'KS 2026/150')];
const events = eventsWith(vote).map((event, index) => recorded(event, index, system));
const long = '2026-05-01T00:00:00.000Z';

function keptAfter(...subjects: readonly KeptSubject[]): readonly KeptDocument[] {
  const happened: KeptDocumentEvent[] = [];
  for (const subject of subjects) {
    const kept = after(keptDocumentsFold, ...happened);
    happened.push(...keepDocument({ meetingId, subject, template: 0, files: [] }, kept, by(system)));
  }
  return after(keptDocumentsFold, ...happened);
}

describe('The documents that are to be kept', () => {
  it('rule 153: are what was summoned, adjusted and posted, in the order of the log', () => {
    expect(dueDocuments(events, [], long).map(subjectKey)).toEqual([
      'summons 1',
      `report 1 ${followUp}`,
      `report 1 ${fee}`,
      'minutes 1',
      'extract 1 88',
      'minutes 2',
      'extract 2 87',
      'notice 1',
    ]);
  });

  it('rule 153: are each kept once, in any order, and numbered', () => {
    const due = dueDocuments(events, [], long);
    const kept = keptAfter(...due.toReversed(), ...due);
    expect(kept.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(dueDocuments(events, kept, long)).toEqual([]);
    expect(dueDocuments(events, kept.slice(0, 7), long).map(subjectKey)).toEqual(['summons 1']);
  });

  it('rule 153: are none of events that were recorded before Tertial kept documents', () => {
    const posted = events.at(-1)?.recordedAt ?? long;
    expect(dueDocuments(events, [], posted).map(subjectKey)).toEqual(['notice 1']);
  });

  it('rule 153: are made of the log up to the event that summoned, adjusted or posted them', () => {
    const types = dueDocuments(events, [], long).map((subject) => {
      const position = positionOfSubject(events, subject);
      return events.find((event) => event.position === position)?.type;
    });
    const [summoned, adjusted] = ['SummonsSent', 'MinutesAdjusted'];
    expect(types).toEqual([...Array<string>(3).fill(summoned), ...Array<string>(4).fill(adjusted), 'NoticePosted']);
    expect(positionOfSubject(events, { kind: 'notice', notice: 2, correction: 0 })).toBeUndefined();
  });

  it('rule 153: are a corrected notice as well, each correction of its own event, and the first one stays', () => {
    const correction = (keptAt: string): MeetingEvent => ({
      type: 'NoticeCorrected',
      data: {
        meetingId,
        notice: 1,
        date: '2026-06-02',
        lastAppealDay: '2026-06-23',
        overdue: false,
        keptAt,
        reason: 'Fel.',
      },
    });
    const all = [...eventsWith(vote), correction('Arkivet'), correction('Kansliet')];
    const happened = all.map((event, index) => recorded(event, index, system));
    const due = dueDocuments(happened, [], long).filter(({ kind }) => kind === 'notice');
    expect(due.map(subjectKey)).toEqual(['notice 1', 'notice 1 correction 1', 'notice 1 correction 2']);
    expect(due.map((subject) => positionOfSubject(happened, subject))).toEqual(
      happened.slice(-3).map(({ position }) => position),
    );
    const asked = { kind: 'notice', matterId: followUp, paragraphs: ['87'] } as const;
    expect(subjectAt(meetingAfter(all), asked)).toEqual(due.at(-1));
    expect(dueDocuments(happened, keptAfter(...due.slice(0, 2)), long).at(-1)).toEqual(due.at(-1));
  });

  it('rule 153: are of the adjustment that was last about the paragraph', () => {
    const again = eventsWith(vote).findLast(({ type }) => type === 'MinutesAdjusted');
    if (again?.type !== 'MinutesAdjusted') throw new Error('The minutes are adjusted.');
    const number = again.data.number + 1;
    const meeting = meetingAfter([...eventsWith(vote), { ...again, data: { ...again.data, number } }]);
    const asked = { matterId: followUp, paragraphs: ['87'] };
    expect(subjectAt(meeting, { ...asked, kind: 'minutes' })).toEqual({ kind: 'minutes', adjustment: number });
    expect(subjectAt(meeting, { ...asked, kind: 'extract' })).toEqual({
      kind: 'extract',
      adjustment: number,
      paragraph: '87',
    });
  });
});

describe('The kept document that a matter is asked for', () => {
  const meeting = meetingAfter(eventsWith(vote));

  it.each([
    [followUp, ['87'], ['report 1 exempel.ks.dnr-ks-2026-142', 'summons 1', 'minutes 2', 'extract 2 87', 'notice 1']],
    [fee, ['88'], ['report 1 exempel.ks.dnr-ks-2026-150', 'summons 1', 'minutes 1', 'extract 1 88', null]],
    [matterIdOf(board, 'KS 2026/1'), [], [null, null, null, null, null]],
  ])('is of the newest summons, adjustment and notice about %s', (matterId, paragraphs, keys) => {
    const found = documentKinds.map((kind) => subjectAt(meeting, { kind, matterId, paragraphs }));
    expect(found.map((subject) => subject && subjectKey(subject))).toEqual(keys);
    for (const subject of found) if (subject !== null) expect(keptOf(keptAfter(subject), subject)?.number).toBe(1);
  });
});

describe('The bytes of a kept document', () => {
  const kept = keptAfter({ kind: 'summons', summons: 1 }, { kind: 'notice', notice: 1, correction: 0 });
  const erasing = { meetingId, number: 2, reason: 'En personuppgift skulle inte ha stått där.' };

  it('rule 154: are erased by an administrator with a reason, once, and the document stays known', () => {
    const erased = after(
      keptDocumentsFold,
      ...kept.map(({ subject, number }): KeptDocumentEvent => {
        return { type: 'DocumentKept', data: { meetingId, number, subject, template: 0, files: [] } };
      }),
      ...eraseDocument(erasing, kept, by(administrator)),
    );
    expect(erased.map((one) => [one.number, one.erased?.reason ?? null])).toEqual([
      [1, null],
      [2, erasing.reason],
    ]);
    refused(() => eraseDocument(erasing, erased, by(administrator)), 'DOCUMENT_ERASED', { reason: erasing.reason });
    expect(
      keepDocument(
        { meetingId, subject: { kind: 'notice', notice: 1, correction: 0 }, template: 0, files: [] },
        erased,
        by(system),
      ),
    ).toEqual([]);
  });

  it('rule 154: are not erased without a reason, by another role, or of another number', () => {
    refused(() => eraseDocument({ ...erasing, reason: ' ' }, kept, by(administrator)), 'REASON_MISSING');
    refused(() => eraseDocument({ ...erasing, number: 3 }, kept, by(administrator)), 'NO_KEPT_DOCUMENT', { number: 3 });
    refused(() => eraseDocument(erasing, kept, by(clerk)), 'FORBIDDEN');
    refused(
      () =>
        keepDocument(
          { meetingId, subject: { kind: 'notice', notice: 2, correction: 0 }, template: 0, files: [] },
          kept,
          by(administrator),
        ),
      'FORBIDDEN',
    );
  });
});
