import { board } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  carin,
  chair,
  composition,
  conflicted,
  decided,
  decisions,
  eva,
  firstItem,
  inForce,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  serving,
  settled,
  substitute,
  summoned,
  untilClosed,
  untilNoticed,
  viceChair,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { matterId, otherMatterId } from '../../test/support/removal-under-test.js';
import { meetingView, minutesView } from './meeting-view.js';

describe('the view of a meeting', () => {
  it('has the agenda with the exact versions that the members were sent', () => {
    const { agenda, summonses } = meetingView(meetingAfter(scheduled(), summoned, opened, matterAdded()));
    expect(agenda.map(({ state, paragraph }) => [state, paragraph])).toEqual([
      ['SUMMONED', null],
      ['SUMMONED', null],
      ['ADDED', '44'],
    ]);
    const { subject: _, ...point } = firstItem.points[0] ?? { subject: null };
    expect(summonses[0]?.items[0]).toMatchObject({ hash: firstItem.hash, version: 1 });
    expect(agenda[0]?.item?.points[0]).toEqual({
      ...point,
      kind: 'APPROVE_REPORT',
      planId: 'exempel.ks.2026',
      tertial: 'T1',
      activityId: null,
      proposalId: null,
    });
  });

  it('names the subject of a decision', () => {
    const { decisions } = meetingView(meetingAfter(...untilClosed));
    expect(decisions.map(({ kind, activityId, outcome }) => [kind, activityId === null, outcome])).toEqual([
      ['APPROVE_REPORT', true, 'APPROVED'],
      ['REMOVE_ACTIVITY', false, 'APPROVED'],
      ['OTHER', true, 'REJECTED'],
    ]);
  });

  it.each(Object.entries(wayToParagraph))('says that a § is %s', (status, way) => {
    expect(meetingView(meetingAfter(...way)).paragraphs[0]).toEqual({ meetingId, paragraph: '45', status });
  });
});

const [report, removal] = firstItem.points;
if (report === undefined || removal === undefined) throw new Error('The first matter has two points.');
const toOpened = [scheduled(), summoned, opened];

describe('The minutes of a meeting', () => {
  it('begin with the serving persons and the matters', () => {
    expect(minutesView(meetingAfter(...untilClosed))).toMatchObject({
      meetingId,
      boardId: board,
      date: meetingDay,
      time: '13:00',
      place: 'Stora salen',
      status: 'CLOSED',
      served: serving,
      othersPresent: ['filip'],
      adjusters: ['eva'],
      matters: [
        { matterId, dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026' },
        { matterId: otherMatterId, dnr: 'KS 2026/8', title: 'Taxa för 2027' },
      ],
    });
  });

  it('rule 29: name a substitute who served at one § only, once', () => {
    const instead = serving.map((one) =>
      one.personId === carin.personId ? { personId: substitute.personId, inPlaceOf: carin.personId } : one,
    );
    const part = decided(firstItem, report, '45', { serving: instead });
    const { served, othersPresent } = minutesView(meetingAfter(...toOpened, conflicted(), part));
    expect(served).toEqual([...serving, { personId: 'filip', inPlaceOf: 'carin' }]);
    expect(othersPresent).toEqual([]);
  });

  it('rule 80: contain each § with its matter and its points, in order', () => {
    const [third, second, first] = decisions.toReversed();
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are three.');
    const { paragraphs } = minutesView(meetingAfter(...toOpened, third, second, first));
    expect(
      paragraphs.map(({ paragraph, dnr, title, decisions: points }) => [
        paragraph,
        dnr,
        title,
        points.map(({ number, outcome }) => `${number} ${outcome}`),
      ]),
    ).toEqual([
      ['45', 'KS 2026/7', 'Uppföljning tertial 1 2026', ['1 APPROVED', '2 APPROVED']],
      ['46', 'KS 2026/8', 'Taxa för 2027', ['1 REJECTED']],
    ]);
  });

  it('rule 27: contain the decided wording, and the proposed one when it differs', () => {
    const amended = decided(firstItem, removal, '45', { wording: 'Aktiviteten tas ur planen från den 1 juni' });
    const [paragraph] = minutesView(meetingAfter(...toOpened, decided(firstItem, report, '45'), amended)).paragraphs;
    expect(paragraph?.decisions).toMatchObject([
      { wording: report.proposedWording, proposedWording: null },
      { wording: 'Aktiviteten tas ur planen från den 1 juni', proposedWording: removal.proposedWording },
    ]);
  });

  it('Kommunallagen 5:67: contain the motions not withdrawn, the order of proposals, votes and reservations', () => {
    const motion = { by: eva.personId, outcome: 'REJECTED' as const, wording: 'Avslå', withdrawn: false };
    const vote = {
      calledBy: eva.personId,
      yesMeans: 'Bifall',
      noMeans: 'Avslag',
      yesOutcome: 'APPROVED' as const,
      noOutcome: 'REJECTED' as const,
      yes: [chair.personId, carin.personId],
      no: [viceChair.personId, eva.personId],
      abstained: composition.members.slice(3, 4),
      result: 'YES' as const,
      decidedBy: 'CHAIR' as const,
    };
    const reservation = { by: eva.personId, text: 'Till förmån för eget yrkande.' };
    const decision = decided(firstItem, removal, '45', {
      motions: [motion, { ...motion, by: viceChair.personId, withdrawn: true }],
      proposalsPut: ['Bifall', 'Avslag'],
      votes: [vote],
      reservations: [reservation],
      remarks: [{ kind: 'NOTE', by: carin.personId, text: 'Underlaget kom sent.' }],
    });
    const [paragraph] = minutesView(meetingAfter(...toOpened, decision)).paragraphs;
    expect(paragraph?.decisions).toEqual([
      {
        number: 2,
        status: 'DECIDED',
        version: 1,
        hash: firstItem.hash,
        outcome: 'APPROVED',
        wording: removal.proposedWording,
        proposedWording: null,
        reason: '',
        motions: [motion],
        proposalsPut: ['Bifall', 'Avslag'],
        votes: [vote],
        reservations: [reservation],
        remarks: [{ kind: 'NOTE', by: 'carin', text: 'Underlaget kom sent.' }],
        serving,
        chair: 'anna',
      },
    ]);
  });

  it('rule 29: name each member in conflict, in the matter of the conflict', () => {
    const { paragraphs } = minutesView(meetingAfter(...toOpened, conflicted(), ...decisions));
    expect(paragraphs.map(({ conflicts }) => conflicts)).toEqual([
      [{ matterId, personId: 'carin', substitute: 'filip', chair: null }],
      [],
    ]);
  });

  it('rule 26: contain the decision to take up a matter, in a § of its own', () => {
    const late = decided(lateItem, { ...report, number: 1 }, '47');
    const { paragraphs, matters } = minutesView(meetingAfter(...toOpened, matterAdded('44'), late));
    expect(
      paragraphs.map(({ paragraph, takenUp, dnr, decisions: points }) => [
        paragraph,
        takenUp?.serving.length ?? null,
        dnr,
        points.length,
      ]),
    ).toEqual([
      ['44', 5, 'KS 2026/9', 0],
      ['47', null, 'KS 2026/9', 1],
    ]);
    expect(matters).toHaveLength(1);
  });

  it('rules 82, 83 and 86: contain the adjustment, the notice and the day of legal force of each §', () => {
    const { paragraphs } = minutesView(meetingAfter(...untilNoticed, inForce(['46'], '2026-06-05')));
    expect(paragraphs).toMatchObject([
      {
        status: 'NOTICED',
        adjustment: { date: '2026-05-13' },
        notice: { lastAppealDay: '2026-06-04' },
        inForceOn: null,
      },
      { status: 'IN_FORCE', adjustment: { number: 1 }, notice: { number: 1 }, inForceOn: '2026-06-05' },
    ]);
  });

  it('rule 39: contain a § that was adjusted at once, and one that is not adjusted yet', () => {
    const { paragraphs } = minutesView(meetingAfter(...untilClosed, adjusted(['45'], meetingDay)));
    expect(paragraphs.map(({ adjustment, notice }) => [adjustment?.date ?? null, notice])).toEqual([
      [meetingDay, null],
      [null, null],
    ]);
  });

  it('rules 35 and 40: contain the appeals and their rulings', () => {
    const appeals = [appealed('45', '2026-06-04'), settled('ANNULLED', '2026-11-02')];
    const { paragraphs } = minutesView(meetingAfter(...untilNoticed, ...appeals));
    expect(paragraphs).toMatchObject([
      { status: 'ANNULLED', appeals: [{ receivedOn: '2026-06-04', settled: { ruling: 'ANNULLED' } }] },
      { status: 'NOTICED', appeals: [] },
    ]);
  });

  it('rule 40: contain no day of legal force that an appeal took away', () => {
    const { paragraphs } = minutesView(meetingAfter(...wayToParagraph.IN_FORCE, appealed('45', '2026-06-04')));
    expect(paragraphs.map(({ inForceOn }) => inForceOn)).toEqual([null, '2026-06-05']);
  });
});
