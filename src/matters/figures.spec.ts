import { refused } from '../../test/support/given.js';
import {
  both,
  finalityRecorded,
  matterAfter,
  matterReleased,
  meetingId,
  nextMeetingId,
  other,
  otherRemoval,
  pointDecided,
  pointStruck,
  referredBack,
  removal,
  submittedPoints,
  summoned,
  summonedMatter,
  texts,
  versionSubmitted,
  wayToMatter,
} from '../../test/support/matter-under-test.js';
import { activityId, planId, reported } from '../../test/support/removal-under-test.js';
import { viewNow } from '../../test/support/submission-under-test.js';
import { idOf } from '../kernel/identity.js';
import { drift, fatesOf, figuresFor, figuresIn, figuresOf, figureSource, filled } from './figures.js';
import type { MatterTexts } from './matter-version.js';

const points = submittedPoints(both);
const view = viewNow(reported('T1', 'ON_HOLD'));

function textsWith(brief: string): MatterTexts {
  return { title: 'Uppföljning', brief, considerations: 'Ingen.' };
}

function valuesOf(...names: readonly string[]) {
  const brief = names.map((name) => `{{${name}}}`).join(' ');
  return figuresOf(textsWith(brief), points, view).map(({ name, value }) => [name, value]);
}

describe('the figures of a text', () => {
  it('rule 74: are put in the place of their names', () => {
    const figures = [
      { name: 'goals.total', value: 4 },
      { name: 'removals', value: 2 },
    ];
    expect(filled('{{removals}} av {{ goals.total }} ({{removals}})', figures)).toBe('2 av 4 (2)');
  });

  it('are left as they stand where there is no such figure, or no placeholder', () => {
    expect(filled('{{goals.total}} {removals} $& 5', [{ name: 'removals', value: 2 }])).toBe(
      '{{goals.total}} {removals} $& 5',
    );
  });

  it('are found in all texts, each once', () => {
    expect(figuresIn(texts)).toEqual(['plan.activities', 'removals', 'plan.remaining']);
    expect(figuresIn({ title: '{{a}}', brief: '{{ b }}{{a}}', considerations: '{{c' })).toEqual(['a', 'b']);
  });
});

describe('the figures of a version', () => {
  it('rule 74: are computed from the tertial that is reported, those that stand in the texts', () => {
    expect(figuresOf(texts, points, view)).toEqual([
      { name: 'plan.activities', value: 2 },
      { name: 'plan.remaining', value: 1 },
      { name: 'removals', value: 1 },
    ]);
    expect(figuresOf(textsWith('Utan siffror.'), points, view)).toEqual([]);
  });

  it('rule 60: go by the codes of the steering model', () => {
    expect(valuesOf('activities.ON_HOLD', 'activities.COMPLETED_AS_PLANNED', 'goals.FULFILLED')).toEqual([
      ['activities.ON_HOLD', 1],
      ['activities.COMPLETED_AS_PLANNED', 0],
      ['goals.FULFILLED', 0],
    ]);
  });

  it('rule 141: are sentences too, which are computed like the numbers', () => {
    expect(valuesOf('counts.sentence', 'deviations.sentence', 'goals.sentence', 'removals.sentence')).toEqual([
      ['removals.sentence', 'En aktivitet föreslås tas ur verksamhetsplanen, som därefter har en aktivitet.'],
      ['counts.sentence', 'Av två aktiviteter har en statusen ”Vänteläge”. En aktivitet är inte rapporterad.'],
      ['deviations.sentence', 'En aktivitet är i vänteläge.'],
      ['goals.sentence', 'Målet är inte bedömt.'],
    ]);
    expect(filled('{{removals.sentence}} $&', [{ name: 'removals.sentence', value: 'En $& mening.' }])).toBe(
      'En $& mening. $&',
    );
  });

  it('rule 4: count what was not reported and not assessed apart', () => {
    expect(valuesOf('activities.notReported', 'activities.total', 'goals.notAssessed', 'goals.total')).toEqual([
      ['activities.notReported', 1],
      ['activities.total', 2],
      ['goals.notAssessed', 1],
      ['goals.total', 1],
    ]);
  });

  it('rule 74: refuse a name that is none of them, and name those', () => {
    refused(() => figuresOf(textsWith('{{activities.DONE}}'), points, viewNow()), 'UNKNOWN_FIGURE', {
      given: 'activities.DONE',
      allowed: [
        'plan.activities',
        'plan.remaining',
        'removals',
        'removals.sentence',
        'counts.sentence',
        'deviations.sentence',
        'goals.sentence',
        'activities.NOT_STARTED',
        'activities.ON_HOLD',
        'activities.ONGOING_AS_PLANNED',
        'activities.ONGOING_WITH_DEVIATION',
        'activities.COMPLETED_AS_PLANNED',
        'activities.COMPLETED_WITH_DEVIATION',
        'activities.notReported',
        'activities.total',
        'goals.NOT_FULFILLED',
        'goals.BARELY_FULFILLED',
        'goals.PARTLY_FULFILLED',
        'goals.FULFILLED',
        'goals.notAssessed',
        'goals.total',
      ],
    });
  });

  it('tell of the plan alone where no report is to be approved', () => {
    const removals = submittedPoints([[1, removal]]);
    expect(figuresOf(texts, removals, view).map(({ value }) => value)).toEqual([2, 1, 1]);
    refused(() => figuresOf(textsWith('{{goals.total}}'), removals, view), 'UNKNOWN_FIGURE', {
      given: 'goals.total',
      allowed: ['plan.activities', 'plan.remaining', 'removals', 'removals.sentence'],
    });
  });

  it('are none where no point gives any', () => {
    const nothing = submittedPoints([[1, other]]);
    expect(figuresOf(textsWith('Utan siffror.'), nothing, null)).toEqual([]);
    refused(() => figuresOf(texts, nothing, view), 'UNKNOWN_FIGURE', { given: 'plan.activities', allowed: [] });
    refused(() => figuresOf(texts, points, null), 'UNKNOWN_FIGURE', { allowed: [] });
  });

  it('are taken from the report, else from the plan of the first removal', () => {
    expect(figureSource(points)).toEqual({ planId, tertial: 'T1', hasReport: true });
    expect(
      figureSource(
        submittedPoints([
          [1, other],
          [2, removal],
          [3, { kind: 'APPROVE_REPORT', planId, tertial: 'T2' }],
        ]),
      ),
    ).toEqual({
      planId,
      tertial: 'T2',
      hasReport: true,
    });
    expect(
      figureSource(
        submittedPoints([
          [1, other],
          [2, removal],
        ]),
      ),
    ).toEqual({ planId, tertial: 'T1', hasReport: false });
    expect(figureSource(submittedPoints([[1, other]]))).toBeNull();
  });

  it('take nothing out of a plan that the removal is not of', () => {
    const source = { planId: idOf('Plan', 'exempel.ks.2025'), tertial: 'T1', hasReport: false } as const;
    const given = [{ subject: removal, fate: 'PROPOSED' }] as const;
    expect(figuresFor(given, source, view).map(({ value }) => value)).toEqual([
      2,
      2,
      1,
      'Ingen aktivitet föreslås tas ur verksamhetsplanen.',
    ]);
  });
});

describe('drift between text and figures', () => {
  const [version] = matterAfter(...summonedMatter).versions;
  if (version === undefined) throw new Error('A version is submitted.');
  const now = (events: typeof summonedMatter, current = viewNow()) => {
    const source = figureSource(version.points);
    if (source === null) throw new Error('The report gives figures.');
    return drift(version, figuresFor(fatesOf(version, matterAfter(...events).points), source, current));
  };
  const decision = { date: '2026-05-11', paragraph: '45', dnr: 'KS 2026/7' };
  const executed = viewNow({
    type: 'ActivityRemoved',
    data: {
      activityId,
      decision: { ...decision, matterId: matterAfter(...summonedMatter).id, point: 2, proposalId: removal.proposalId },
    },
  });

  it('is none as long as everything is as it was written', () => {
    expect(now(summonedMatter)).toEqual([]);
  });

  it('tells what was written and what it is now', () => {
    const figures = [
      { name: 'activities.ON_HOLD', value: 0 },
      { name: 'activities.RED', value: 2 },
      { name: 'goals.total', value: 1 },
    ];
    const source = { planId, tertial: 'T1', hasReport: true } as const;
    expect(drift({ figures }, figuresFor([], source, view))).toEqual([
      { name: 'activities.ON_HOLD', written: 0, now: 1 },
      { name: 'activities.RED', written: 2, now: null },
    ]);
  });

  it('rule 141: tells a sentence whose numbers have changed', () => {
    const figures = [{ name: 'deviations.sentence', value: 'Två aktiviteter är i vänteläge.' }];
    const source = { planId, tertial: 'T1', hasReport: true } as const;
    expect(drift({ figures }, figuresFor([], source, view))).toEqual([
      {
        name: 'deviations.sentence',
        written: 'Två aktiviteter är i vänteläge.',
        now: 'En aktivitet är i vänteläge.',
      },
    ]);
  });

  it('rule 34: is none when the removal is approved and has been made', () => {
    expect(now(wayToMatter.DECIDED.slice(), executed)).toEqual([]);
  });

  it.each(['REJECTED', 'REFERRED_BACK', 'POSTPONED', 'WITHDRAWN'] as const)(
    'rule 34: is there when the removal is %s',
    (outcome) => {
      const events = [...summonedMatter, pointDecided(2, removal, outcome)];
      expect(now(events)).toEqual([{ name: 'plan.remaining', written: 1, now: 2 }]);
    },
  );

  it('rule 25: is gone when what was postponed is before the board again, and back when that meeting lets it go', () => {
    const again = [...wayToMatter.POSTPONED, summoned(1, [[2, removal]], nextMeetingId)];
    expect(now(again)).toEqual([]);
    expect(now([...again, matterReleased(nextMeetingId)])).toEqual([{ name: 'plan.remaining', written: 1, now: 2 }]);
    expect(now([...summonedMatter, matterReleased(meetingId)])).toEqual([]);
  });

  it('rule 22: is gone when what was referred back is proposed anew', () => {
    expect(now([...referredBack, versionSubmitted(2, [[2, removal]])])).toEqual([]);
  });

  it('rule 35: is there when a court has annulled the removal', () => {
    expect(now([...wayToMatter.DECIDED, finalityRecorded(2, removal, 'ANNULLED')])).toEqual([
      { name: 'plan.remaining', written: 1, now: 2 },
    ]);
  });

  it('is there when a removal is no longer a point of the matter', () => {
    expect(now([...summonedMatter, pointStruck(2)])).toEqual([
      { name: 'plan.remaining', written: 1, now: 2 },
      { name: 'removals', written: 1, now: 0 },
    ]);
  });

  it('is there when the plan has changed by another decision', () => {
    const added = viewNow({
      type: 'ActivityAdded',
      data: {
        activityId: otherRemoval.activityId,
        heading: 'Ny',
        description: '',
        startDate: '2026-01-01',
        endDate: '2026-12-31',
        responsibleUnit: 'Stab',
        responsible: null,
        decision,
      },
    });
    expect(now(summonedMatter, added)).toEqual([
      { name: 'plan.activities', written: 2, now: 3 },
      { name: 'plan.remaining', written: 1, now: 2 },
    ]);
  });
});
