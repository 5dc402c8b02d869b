import { head, unitManager } from '../../test/support/given.js';
import {
  attachment,
  basisOf,
  both,
  drafted,
  figures,
  matterAfter,
  matterApprovedByManager,
  matterReturned,
  other,
  removal,
  report,
  submittedPoints,
  texts,
  versionPoints,
  versionSubmitted,
} from '../../test/support/matter-under-test.js';
import { bothSteps, proposalId } from '../../test/support/removal-under-test.js';
import type { Grant } from '../kernel/permissions.js';
import { difference, lastReviewed } from './difference.js';
import { matterView, type VersionView } from './matter-view.js';
import type { MatterContent } from './matter-version.js';

/** Returns the difference between version 1 and a version 2 with the changed content. */
function between(changed: Partial<MatterContent>) {
  const events = [versionSubmitted(1), versionSubmitted(2, both, changed)];
  const [from, to] = matterView(matterAfter(...drafted, ...events)).versions;
  if (from === undefined || to === undefined) throw new Error('Two versions are submitted.');
  return difference(from, to);
}

const same = { texts: [], points: [], removals: [], figures: [], attachments: [], recipients: [] };

describe('The difference between two versions', () => {
  it('is nothing where nothing has changed', () => {
    expect(between({})).toEqual({ from: 1, to: 2, ...same });
  });

  it('rule 20: shows each text that has changed, as it was and is read', () => {
    expect(between({ texts: { ...texts, brief: 'Planen har {{plan.activities}} kvar.' } })).toEqual({
      from: 1,
      to: 2,
      ...same,
      texts: [{ what: 'brief', before: 'Planen har 2 aktiviteter.', after: 'Planen har 2 kvar.' }],
    });
    expect(between({ texts: { title: 'A', brief: 'B', considerations: 'C' } }).texts.map(({ what }) => what)).toEqual([
      'title',
      'brief',
      'considerations',
    ]);
  });

  it('rule 20: shows a figure that has changed, also in the text that it stands in', () => {
    const changed = figures.map((figure) => (figure.name === 'plan.activities' ? { ...figure, value: 3 } : figure));
    expect(between({ figures: changed })).toMatchObject({
      texts: [{ what: 'brief', after: 'Planen har 3 aktiviteter.' }],
      figures: [{ what: 'plan.activities', before: '2', after: '3' }],
    });
  });

  it('rule 108: shows what has changed in the reason for a removal and in its activity', () => {
    const label = { sv: 'Vänteläge', en: 'On hold' };
    const status = { tertial: 'T1', code: 'ON_HOLD', label, comment: 'Väntar.', validOn: '2026-04-30' } as const;
    const basis = basisOf(removal.activityId, { motivation: 'Ingen sökte tjänsten.', status });
    const points = versionPoints(both).map((point) => (point.number === 2 ? { ...point, removal: basis } : point));
    expect(between({ points })).toEqual({
      from: 1,
      to: 2,
      ...same,
      removals: [
        { what: '2 motivation', before: 'Tjänsten är vakant.', after: 'Ingen sökte tjänsten.' },
        { what: '2 status', before: null, after: 'T1 ON_HOLD' },
        { what: '2 comment', before: null, after: 'Väntar.' },
      ],
    });
  });

  it('rule 20: shows points that were added, changed and taken out', () => {
    const points = submittedPoints([
      [2, { ...removal, version: 2 }],
      [3, other],
    ]);
    const [was] = submittedPoints([[1, report]]);
    expect(between({ points }).points).toEqual([
      { what: '1', before: was?.proposedWording, after: null },
      {
        what: '2',
        before: `${points[0]?.proposedWording} (${proposalId}, 1)`,
        after: `${points[0]?.proposedWording} (${proposalId}, 2)`,
      },
      { what: '3', before: null, after: points[1]?.proposedWording },
    ]);
  });

  it('rule 20: shows attachments and recipients', () => {
    const sha256 = 'cd'.repeat(32);
    expect(between({ attachments: [{ ...attachment, sha256 }], recipients: ['Regionen'] })).toMatchObject({
      attachments: [
        { what: 'Redovisning', before: `KS 2026/7-2 ${attachment.sha256}`, after: `KS 2026/7-2 ${sha256}` },
      ],
      recipients: [
        { what: 'Revisorerna', before: 'Revisorerna', after: null },
        { what: 'Regionen', before: null, after: 'Regionen' },
      ],
    });
  });

  it('compares versions in the order that is asked for', () => {
    const [version]: readonly VersionView[] = matterView(matterAfter(...drafted, versionSubmitted())).versions;
    if (version === undefined) throw new Error('A version is submitted.');
    const renamed = { ...version, number: 3, asRead: { ...version.asRead, title: 'B' } };
    expect(difference(renamed, version)).toMatchObject({ from: 3, to: 1, texts: [{ before: 'B' }] });
  });
});

describe('The version that a reviewer has read', () => {
  const verdicts = matterAfter(
    ...drafted,
    versionSubmitted(1),
    matterApprovedByManager(1),
    versionSubmitted(2),
    matterReturned(2),
    versionSubmitted(3),
  ).verdicts;
  const grants = (step: string): Grant[] => unitManager.grants.map((grant) => ({ ...grant, step }));

  it('rule 20: is that of their last verdict', () => {
    expect(lastReviewed(verdicts, 'ulla', [])).toBe(2);
    expect(lastReviewed(verdicts.slice(0, 1), 'ulla', unitManager.grants)).toBe(1);
  });

  it('rule 20: is that of whoever held their step', () => {
    expect(lastReviewed(verdicts, 'nya', grants('UNIT_MANAGER'))).toBe(2);
    expect(lastReviewed(verdicts, bothSteps.personId, bothSteps.grants)).toBe(2);
  });

  it('is none for somebody who has read nothing', () => {
    expect(lastReviewed(verdicts, head.personId, head.grants)).toBeUndefined();
    expect(lastReviewed([], 'ulla', unitManager.grants)).toBeUndefined();
  });
});
