import {
  matterOf,
  pointSettled,
  untilBeforeBoard,
  untilReviewed,
  untilSubmitted,
} from '../../test/support/agenda-under-test.js';
import { by, clerk, refused, secretary, system } from '../../test/support/given.js';
import { canonical, sha256 } from '../../test/support/log-under-test.js';
import {
  firstItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  secondItem,
  summoned,
} from '../../test/support/meeting-under-test.js';
import {
  both,
  drafted,
  matterAfter,
  matterApprovedByHead,
  matterApprovedByManager,
  versionSubmitted,
} from '../../test/support/matter-under-test.js';
import { changedReports, pointsWithReport, reportsAfter } from '../../test/support/submission-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { hexOf } from '../evidence/encoding.js';
import { idOf } from '../kernel/identity.js';
import type { Matter } from '../matters/matter.js';
import { noReports, type ReportsNow } from '../matters/report-acceptance.js';
import { matterProcess, matterStatuses } from '../matters/matter-process.js';
import { putOnAgenda, sendSummons, takeOffAgenda, undecidedPoints, voidAgendaItem } from './scheduling.js';

const { matterId } = firstItem;
const reviewed = matterOf(...untilReviewed(firstItem));
const act = by(secretary, '2026-05-04');
const listed = { actor: secretary, event: { type: 'MatterPutOnAgenda', data: { meetingId, matterId } } } as const;
const hash = (content: unknown) => JSON.stringify(content).length.toString(16).padStart(64, '0');
const seal = { checkpoint: null, hash };
const about = { meetingId, matterId };

const waiting = (matter: Matter) => ({ matter, reports: noReports });

describe('the agenda', () => {
  it('takes a matter that has passed its review', () => {
    expect(putOnAgenda(about, meetingAfter(scheduled()), reviewed, act)).toEqual([
      { type: 'MatterPutOnAgenda', data: about },
    ]);
  });

  it('rule 26: refuses a matter in every status that cannot be summoned', () => {
    const wrong = wrongRows(
      matterStatuses.filter((status) => matterProcess[status].summon === undefined),
      (status) => {
        const matter = { ...reviewed, status };
        refused(() => putOnAgenda(about, meetingAfter(scheduled()), matter, act), 'MATTER_NOT_REVIEWED', { status });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 25: takes a postponed matter again', () => {
    const postponed = matterOf(
      ...untilBeforeBoard(firstItem),
      pointSettled(firstItem, 1, 'APPROVED'),
      pointSettled(firstItem, 2, 'POSTPONED'),
    );
    expect(postponed.status).toBe('POSTPONED');
    expect(putOnAgenda(about, meetingAfter(scheduled()), postponed, act)).toHaveLength(1);
  });

  it('takes a matter once', () => {
    refused(() => putOnAgenda(about, meetingAfter(scheduled(), listed), reviewed, act), 'ON_AGENDA_ALREADY');
  });

  it('rule 43: knows no matter of another board', () => {
    const elsewhere = { meetingId, matterId: idOf('Matter', 'exempel.bun.dnr-bun-2026-1') };
    refused(() => putOnAgenda(elsewhere, meetingAfter(scheduled()), reviewed, act), 'NOT_FOUND');
  });

  it('is changed by the secretary only', () => {
    refused(() => putOnAgenda(about, meetingAfter(scheduled()), reviewed, by(clerk)), 'FORBIDDEN');
    refused(() => takeOffAgenda(about, meetingAfter(scheduled(), listed), by(clerk)), 'FORBIDDEN');
    refused(
      () => sendSummons({ meetingId }, meetingAfter(scheduled(), listed), [waiting(reviewed)], seal, by(clerk)),
      'FORBIDDEN',
    );
  });

  it('rule 14: lets a matter be taken off before the summons, and not after it', () => {
    expect(takeOffAgenda(about, meetingAfter(scheduled(), listed), act)).toHaveLength(1);
    refused(() => takeOffAgenda(about, meetingAfter(scheduled()), act), 'NOT_ON_AGENDA');
    refused(() => takeOffAgenda(about, meetingAfter(scheduled(), summoned), act), 'SUMMONED_ALREADY');
  });

  it('is closed when the meeting is open', () => {
    const open = meetingAfter(scheduled(), summoned, opened);
    refused(() => putOnAgenda(about, open, reviewed, act), 'MEETING_STATUS', { needed: ['SCHEDULED', 'SUMMONED'] });
    refused(() => takeOffAgenda(about, open, act), 'MEETING_STATUS');
    refused(() => sendSummons({ meetingId }, open, [waiting(reviewed)], seal, act), 'MEETING_STATUS');
  });
});

describe('the summons', () => {
  const send = (meeting = meetingAfter(scheduled(), listed), matters = [reviewed], on = act) =>
    sendSummons({ meetingId }, meeting, matters.map(waiting), seal, on);

  it('is a snapshot of exactly the versions that were reviewed, with its hash', () => {
    const [event] = send();
    const content = {
      meetingId,
      number: 1,
      sentOn: '2026-05-04',
      date: meetingDay,
      time: '13:00',
      place: 'Stora salen',
      items: [firstItem],
    };
    expect(event).toEqual({ type: 'SummonsSent', data: { ...content, checkpoint: null, hash: hash(content) } });
  });

  it('rule 112: is refused with a report that has changed since its approval, naming what differs', () => {
    const events = [...drafted, versionSubmitted(1, both, { points: pointsWithReport() })];
    const matter = matterAfter(...events, matterApprovedByManager(), matterApprovedByHead());
    const summon = (reports: ReportsNow) => {
      const about = { matter: { ...matter, id: matterId }, reports };
      return sendSummons({ meetingId }, meetingAfter(scheduled(), listed), [about], seal, act);
    };
    expect(summon(reportsAfter())).toHaveLength(1);
    refused(() => summon(changedReports), 'REPORT_CHANGED', { changes: changedReports.changes });
  });

  it('states the newest checkpoint of the log, which its hash covers', () => {
    const checkpoint = { origin: 'tertial.example.se/log', size: 812, root: 'bm90IGEgcm9vdA==' };
    const canonicalHash = (content: object) => hexOf(sha256(new TextEncoder().encode(canonical(content))));
    const sealed = { checkpoint, hash: canonicalHash };
    const [event] = sendSummons({ meetingId }, meetingAfter(scheduled(), listed), [waiting(reviewed)], sealed, act);
    if (event?.type !== 'SummonsSent') throw new Error('The summons is sent.');
    const { hash, ...content } = event.data;
    expect(content).toMatchObject({ number: 1, checkpoint });
    expect(hash).toBe(canonicalHash(content));
    const sent = meetingAfter(scheduled(), { actor: secretary, event });
    expect(sent.summonses).toMatchObject([{ number: 1, checkpoint, hash }]);
  });

  it('names a matter as it is read, with the figures of its title in place', () => {
    const [version] = reviewed.versions;
    if (version === undefined) throw new Error('The matter has no version.');
    const texts = { ...version.texts, title: 'Ta bort {{removals}} aktivitet' };
    const counted = { ...version, texts, figures: [{ name: 'removals', value: 1 }] };
    const [event] = send(undefined, [{ ...reviewed, versions: [counted] }]);
    expect(event).toMatchObject({ data: { items: [{ title: 'Ta bort 1 aktivitet' }] } });
  });

  it('rule 25: contains only the undecided points', () => {
    const postponed = matterOf(
      ...untilBeforeBoard(firstItem),
      pointSettled(firstItem, 1, 'APPROVED'),
      pointSettled(firstItem, 2, 'POSTPONED'),
    );
    const [event] = send(undefined, [postponed]);
    expect(event).toMatchObject({ data: { items: [{ points: [{ number: 2 }] }] } });
  });

  it('rule 22: leaves out a point that was referred back and is with its author', () => {
    const divided = matterOf(
      ...untilBeforeBoard(firstItem),
      pointSettled(firstItem, 1, 'POSTPONED'),
      pointSettled(firstItem, 2, 'REFERRED_BACK'),
    );
    const [event] = send(undefined, [divided]);
    expect(event).toMatchObject({ data: { items: [{ points: [{ number: 1 }] }] } });
  });

  it('has a supplement for a late matter', () => {
    const late = { ...listed, event: { ...listed.event, data: { meetingId, matterId: secondItem.matterId } } };
    const other = matterOf(...untilReviewed(secondItem));
    const first = { actor: secretary, event: send()[0] ?? listed.event };
    const [event] = send(meetingAfter(scheduled(), listed, first, late), [other]);
    expect(event).toMatchObject({ data: { number: 2, items: [{ matterId: secondItem.matterId }] } });
  });

  it('rule 26: is refused when a matter has changed since it was listed', () => {
    refused(() => send(undefined, [matterOf(...untilSubmitted(firstItem))]), 'MATTER_NOT_REVIEWED', {
      status: 'IN_REVIEW',
    });
  });

  it('is not sent empty, nor after the day of the meeting', () => {
    refused(() => send(meetingAfter(scheduled())), 'AGENDA_EMPTY');
    refused(() => send(undefined, undefined, by(secretary, '2026-05-12')), 'MEETING_DAY_PASSED', { date: meetingDay });
  });
});

describe('an agenda item that a concurrent change voids', () => {
  const taking = (point: number | null, meeting = meetingAfter(scheduled(), summoned)) =>
    voidAgendaItem({ ...about, point }, meeting, by(system));

  it('is a whole matter, which can be listed anew', () => {
    const [event] = taking(null);
    if (event === undefined) throw new Error('Nothing was taken away.');
    const meeting = meetingAfter(scheduled(), summoned, { actor: system, event });
    expect(meeting.agenda).toContainEqual({ matterId, state: 'VOIDED' });
    expect(putOnAgenda(about, meeting, reviewed, act)).toHaveLength(1);
    expect(taking(null, meeting)).toEqual([]);
  });

  it('is a point whose proposal could not be claimed', () => {
    const [event] = taking(2);
    if (event === undefined) throw new Error('Nothing was taken away.');
    const meeting = meetingAfter(scheduled(), summoned, { actor: system, event });
    expect(undecidedPoints(meeting).map(({ name }) => name)).toEqual(['KS 2026/7: 1', 'KS 2026/8: 1']);
  });

  it('is voided by the system only', () => {
    const meeting = meetingAfter(scheduled(), summoned, opened, matterAdded());
    refused(() => voidAgendaItem({ ...about, point: null }, meeting, act), 'FORBIDDEN');
  });
});
