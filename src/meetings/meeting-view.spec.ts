import {
  firstItem,
  matterAdded,
  meetingAfter,
  opened,
  scheduled,
  summoned,
  untilClosed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { meetingView } from './meeting-view.js';

describe('what is shown of a meeting', () => {
  it('is the agenda, with exactly what the members were sent', () => {
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

  it('names the thing that a decision is about', () => {
    const { decisions } = meetingView(meetingAfter(...untilClosed));
    expect(decisions.map(({ kind, activityId, outcome }) => [kind, activityId === null, outcome])).toEqual([
      ['APPROVE_REPORT', true, 'APPROVED'],
      ['REMOVE_ACTIVITY', false, 'APPROVED'],
      ['OTHER', true, 'REJECTED'],
    ]);
  });

  it.each(Object.entries(wayToParagraph))('says that a § is %s', (status, way) => {
    expect(meetingView(meetingAfter(...way)).paragraphs[0]).toEqual({ paragraph: '45', status });
  });
});
