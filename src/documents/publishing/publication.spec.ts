import { after, board, by, clerk, person, refused } from '../../../test/support/given.js';
import { answerOf, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import { eventsWith, meetingAfter, meetingId, vote } from '../../../test/support/meeting-documents-under-test.js';
import { isId } from '../../kernel/identity.js';
import { keptDocumentsFold } from '../document-keeping.js';
import { boardAddress, dayOfMeeting, meetingAt, publicAddress } from './public-record.js';
import { guardsOfPublications, type Publication, type PublicationEvent, publicationsFold } from './publication.js';
import { publishableOf, publishDocument, type PublishedSubject, requirePublishable } from './publication.js';
import { takeDownPublication } from './publication.js';

const secretary = person('sara', 'SECRETARY');
const events = eventsWith(vote);
const meeting = meetingAfter(events);
const kept = after(keptDocumentsFold);
const beside = { meeting, kept };
const down = {
  meeting: meetingAfter([...events, { type: 'NoticeTakenDown', data: { meetingId, notice: 1, date: '2026-06-24' } }]),
  kept,
};
const notice: PublishedSubject = { kind: 'notice', notice: 1, correction: 0 };
const extract: PublishedSubject = { kind: 'extract', adjustment: 2, paragraph: '87' };
const made = { sha256: 'a'.repeat(64), parts: 5 };

function publishing(subject: PublishedSubject, published: readonly Publication[] = [], actor = secretary) {
  const paragraphs = requirePublishable({ meetingId, subject }, published, beside, by(actor));
  const chosen = { meetingId, subject, names: 'NONE', shown: [3, 1, 3], sha256: made.sha256 } as const;
  return publishDocument(chosen, { made, paragraphs }, published);
}

function after161(...happened: readonly PublicationEvent[]): readonly Publication[] {
  return after(publicationsFold, ...happened.map((event) => ({ event, actor: secretary })));
}

describe('Publishing a document of a meeting', () => {
  it('rule 161: is of adjusted minutes, of their extracts and of notices, and of nothing else', () => {
    const extracts = [
      { kind: 'extract', adjustment: 1, paragraph: '88' },
      { kind: 'minutes', adjustment: 2 },
      extract,
      notice,
    ];
    expect(publishableOf(meeting)).toEqual(extracts);
    for (const subject of [
      { kind: 'minutes', adjustment: 1 },
      { kind: 'notice', notice: 2, correction: 0 },
    ] as const)
      refused(() => publishing(subject), 'NOTHING_TO_PUBLISH');
    const unadjusted = meetingAfter(events.slice(0, 8));
    expect(publishableOf(unadjusted)).toEqual([]);
    const guards = guardsOfPublications(meetingId, [], { meeting: unadjusted, kept }, by(secretary));
    refused(() => guards.publishDocument?.(), 'NOTHING_TO_PUBLISH');
  });

  it('rule 161: records what is shown, and has a number of its own', () => {
    expect(publishing(extract)).toEqual([
      {
        type: 'DocumentPublished',
        data: {
          ...{ meetingId, number: 1, subject: extract, paragraphs: ['87'] },
          ...{ names: 'NONE', shown: [1, 3], parts: 5, sha256: made.sha256 },
        },
      },
    ]);
    expect(publishing(notice, after161(...publishing(extract)))).toMatchObject([{ data: { number: 2 } }]);
  });

  it('rule 161: is refused when it would show something else than the preview', () => {
    const chosen = { meetingId, subject: extract, names: 'ALL', shown: [], sha256: 'b'.repeat(64) } as const;
    refused(() => publishDocument(chosen, { made, paragraphs: ['87'] }, []), 'PREVIEW_CHANGED');
  });

  it('rule 161: is the secretary’s, once at a time, and not of what was erased', () => {
    refused(() => publishing(extract, [], clerk), 'FORBIDDEN');
    refused(() => publishing(extract, after161(...publishing(extract))), 'ALREADY_PUBLISHED', { number: 1 });
    const erased = after(
      keptDocumentsFold,
      { type: 'DocumentKept', data: { meetingId, number: 1, subject: extract, template: 0, files: [] } },
      { type: 'DocumentErased', data: { meetingId, number: 1, reason: 'Fel.' } },
    );
    refused(
      () => requirePublishable({ meetingId, subject: extract }, [], { meeting, kept: erased }, by(secretary)),
      'DOCUMENT_ERASED',
    );
  });
});

describe('Taking a publication down', () => {
  const published = after161(...publishing(extract), ...publishing(notice, after161(...publishing(extract))));
  const taking = { meetingId, number: 1, reason: 'Fel del visades.', erase: false };

  it('rule 163: needs a reason, is the secretary’s, and happens once', () => {
    const [event] = takeDownPublication(taking, published, beside, by(secretary));
    expect(event).toEqual({ type: 'PublicationTakenDown', data: taking });
    refused(() => takeDownPublication({ ...taking, reason: ' ' }, published, beside, by(secretary)), 'REASON_MISSING');
    refused(() => takeDownPublication({ ...taking, number: 3 }, published, beside, by(secretary)), 'NO_PUBLICATION');
    refused(() => takeDownPublication(taking, published, beside, by(clerk)), 'FORBIDDEN');
    const gone = after161(...publishing(extract), { type: 'PublicationTakenDown', data: taking });
    expect(gone[0]?.takenDown).toMatchObject({ reason: taking.reason, by: 'sara', erased: false });
    refused(() => takeDownPublication(taking, gone, beside, by(secretary)), 'PUBLICATION_TAKEN_DOWN');
    expect(publishing(extract, gone)).toMatchObject([{ data: { number: 2 } }]);
  });

  it('rule 164: is refused for a notice that is still up', () => {
    const ofNotice = { ...taking, number: 2 };
    refused(() => takeDownPublication(ofNotice, published, beside, by(secretary)), 'NOTICE_STILL_UP', {
      notice: 1,
      lastAppealDay: '2026-06-23',
    });
    expect(takeDownPublication(ofNotice, published, down, by(secretary))).toHaveLength(1);
  });

  it('rule 164: is accepted for a notice whose correction is published in its place', () => {
    const { data } = publishing(notice)[0] ?? {};
    if (data === undefined || !('subject' in data)) throw new Error('The notice is published.');
    const corrected = { ...data, number: 2, subject: { ...notice, correction: 1 } };
    const both = after161(...publishing(notice), { type: 'DocumentPublished', data: corrected });
    const taking = { meetingId, reason: 'Fel dag stod i anslaget.', erase: false };
    expect(takeDownPublication({ ...taking, number: 1 }, both, beside, by(secretary))).toHaveLength(1);
    refused(() => takeDownPublication({ ...taking, number: 2 }, both, beside, by(secretary)), 'NOTICE_STILL_UP');
  });
});

describe('The commands about what is published', () => {
  it('rule 45: are told to their readers as they would be answered', () => {
    const published = after161(...publishing(extract));
    for (const actor of Object.values(readers)) {
      const act = by(actor);
      const told = guardsOfPublications(meetingId, published, beside, act);
      const chosen = { meetingId, subject: notice };
      expect(toldBy(told, 'publishDocument')).toBe(answerOf(() => requirePublishable(chosen, published, beside, act)));
      const taking = { meetingId, number: 1, reason: 'Fel.', erase: false };
      expect(toldBy(told, 'takeDownPublication')).toBe(
        answerOf(() => takeDownPublication(taking, published, beside, act)),
      );
    }
    const nothing = guardsOfPublications(meetingId, [], beside, by(secretary));
    expect(toldBy(nothing, 'takeDownPublication')).toContain('NO_PUBLICATION');
  });
});

describe('The address of a publication', () => {
  it('rule 165: names its meeting, and no address names a meeting of another municipality', () => {
    expect(boardAddress('exempel')).toBe('/offentligt/exempel');
    expect(publicAddress(meetingId, 3)).toBe('/offentligt/exempel/ks.2026-05-27/3');
    expect(meetingAt('exempel', 'ks.2026-05-27')).toBe(meetingId);
    const second = `${board}.meeting-2026-05-27-2`;
    if (!isId('Meeting', second)) throw new Error('A second meeting of a day has such an id.');
    expect(publicAddress(second, 1)).toBe('/offentligt/exempel/ks.2026-05-27-2/1');
    expect(meetingAt('exempel', 'ks.2026-05-27-2')).toBe(second);
    expect(dayOfMeeting(second)).toBe('2026-05-27');
    for (const place of ['ks', 'ks.', 'a.ks.2026-05-27', 'ks.2026-05-27.1', '../x', 'ks.igår', ''])
      expect(meetingAt('exempel', place)).toBeNull();
  });
});
