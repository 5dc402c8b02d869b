import type { Outcome } from '../kernel/outcome.js';
import { system } from '../../test/support/given.js';
import { toldOfRemoval, toldOfRemovalAlone } from '../../test/support/removal-telling-under-test.js';
import {
  decided,
  finalised,
  matterId,
  proposalId,
  putToBoard,
  released,
  wayTo,
} from '../../test/support/removal-under-test.js';
import type { RemovalStatus } from './removal-process.js';

function notPut(status: RemovalStatus) {
  const data = { proposalId, matterId, point: 1, status };
  return { actor: system, event: { type: 'RemovalNotPutToBoard', data } } as const;
}

describe('the history of a proposal before the board', () => {
  it('tells in which matter and as which point the board is given it', async () => {
    expect(await toldOfRemoval(...wayTo.REVIEWED, putToBoard)).toEqual({
      sv: {
        did: 'lämnade förslaget att ta aktiviteten ”Införa e-arkiv” ur planen till nämnden som beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7)',
        changes: [['Förslagets status', 'granskat', 'hos nämnden']],
      },
      en: {
        did: 'submitted the proposal to take the activity “Införa e-arkiv” out of the plan for decision by the board as decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7)',
        changes: [['Status of the proposal', 'reviewed', 'before the board']],
      },
      reason: null,
    });
  });

  it('names a matter that is not known by its id', async () => {
    const { sv, en } = await toldOfRemovalAlone(...wayTo.REVIEWED, putToBoard);
    expect(sv.did).toMatch(/ till nämnden som beslutspunkt 1 i ärendet exempel\.ks\.dnr-ks-2026-7$/);
    expect(en.did).toMatch(/ as decision point 1 of the matter exempel\.ks\.dnr-ks-2026-7$/);
  });

  it('rule 14: tells why the board is not given what was withdrawn', async () => {
    expect(await toldOfRemoval(...wayTo.WITHDRAWN, notPut('WITHDRAWN'))).toEqual({
      sv: {
        did: 'lämnade inte förslaget att ta aktiviteten ”Införa e-arkiv” ur planen till nämnden som beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), eftersom det var tillbakadraget',
        changes: [],
      },
      en: {
        did: 'did not submit the proposal to take the activity “Införa e-arkiv” out of the plan for decision by the board as decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), since it was withdrawn',
        changes: [],
      },
      reason: null,
    });
  });

  it('rule 20: tells that the matter has an older text', async () => {
    expect(await toldOfRemoval(...wayTo.REVIEWED, notPut('REVIEWED'))).toEqual({
      sv: {
        did: 'lämnade inte förslaget att ta aktiviteten ”Införa e-arkiv” ur planen till nämnden som beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), eftersom dess text hade ändrats sedan ärendet lämnades in',
        changes: [],
      },
      en: {
        did: 'did not submit the proposal to take the activity “Införa e-arkiv” out of the plan for decision by the board as decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), since its text had changed after the matter was submitted',
        changes: [],
      },
      reason: null,
    });
  });

  it('tells which matter lets go of it, and why', async () => {
    expect(await toldOfRemoval(...wayTo.BEFORE_BOARD, released)).toEqual({
      sv: {
        did: 'lät ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) släppa förslaget att ta aktiviteten ”Införa e-arkiv” ur planen, eftersom sammanträdet inte behandlar ärendet',
        changes: [['Förslagets status', 'hos nämnden', 'granskat']],
      },
      en: {
        did: 'let the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) release the proposal to take the activity “Införa e-arkiv” out of the plan, since the meeting does not handle the matter',
        changes: [['Status of the proposal', 'before the board', 'reviewed']],
      },
      reason: null,
    });
  });

  it('tells what the board decided, where and why', async () => {
    expect(await toldOfRemoval(...wayTo.BEFORE_BOARD, decided('REFERRED_BACK'))).toEqual({
      sv: {
        did: 'antecknade att nämnden genom beslut den 11 maj 2026, § 45 (dnr KS 2026/7), återremitterade förslaget att ta aktiviteten ”Införa e-arkiv” ur planen (beslutspunkt 1 i ”Uppföljning tertial 1 2026”)',
        changes: [
          ['Nämndens beslut', null, 'återremiss'],
          ['Förslagets status', 'hos nämnden', 'återremitterat'],
        ],
      },
      en: {
        did: 'noted that the board by its decision of 11 May 2026, § 45 (reg. no. KS 2026/7), referred back the proposal to take the activity “Införa e-arkiv” out of the plan (decision point 1 of “Uppföljning tertial 1 2026”)',
        changes: [
          ["The board's decision", null, 'referral back'],
          ['Status of the proposal', 'before the board', 'referred back'],
        ],
      },
      reason: 'Utred kostnaden.',
    });
  });

  it.each<[Outcome, string, string]>([
    ['APPROVED', 'biföll förslaget att ta', 'approved the proposal to take'],
    ['REJECTED', 'avslog förslaget att ta', 'rejected the proposal to take'],
    ['POSTPONED', 'bordlade förslaget att ta', 'postponed the proposal to take'],
    [
      'WITHDRAWN',
      'lät förslaget att ta aktiviteten ”Införa e-arkiv” ur planen utgå',
      'let the proposal to take the activity “Införa e-arkiv” out of the plan drop',
    ],
  ])('tells of the outcome %s', async (outcome, swedish, english) => {
    const { sv, en, reason } = await toldOfRemoval(...wayTo.BEFORE_BOARD, decided(outcome));
    expect(sv.did).toContain(`antecknade att nämnden genom beslut den 11 maj 2026, § 45 (dnr KS 2026/7), ${swedish}`);
    expect(en.did).toContain(
      `noted that the board by its decision of 11 May 2026, § 45 (reg. no. KS 2026/7), ${english}`,
    );
    expect(reason).toBeNull();
  });

  it('rule 40: tells when the decision gained legal force', async () => {
    expect(await toldOfRemoval(...wayTo.APPROVED, finalised('IN_FORCE'))).toEqual({
      sv: {
        did: 'antecknade att nämndens beslut den 11 maj 2026, § 45 (dnr KS 2026/7), om förslaget att ta aktiviteten ”Införa e-arkiv” ur planen vann laga kraft den 5 juni 2026',
        changes: [['Beslutets laga kraft', 'inte lagakraftvunnet', 'lagakraftvunnet']],
      },
      en: {
        did: "noted that the board's decision of 11 May 2026, § 45 (reg. no. KS 2026/7), on the proposal to take the activity “Införa e-arkiv” out of the plan gained legal force on 5 June 2026",
        changes: [['Legal force of the decision', 'not in legal force', 'in legal force']],
      },
      reason: null,
    });
  });

  it('tells of an appeal and of its end', async () => {
    const appealed = await toldOfRemoval(...wayTo.APPROVED, finalised('APPEALED'));
    expect(appealed.sv.did).toMatch(/ ur planen överklagades den 5 juni 2026$/);
    expect(appealed.en.did).toMatch(/ out of the plan was appealed on 5 June 2026$/);
    const settled = await toldOfRemoval(
      ...wayTo.APPROVED,
      finalised('APPEALED'),
      finalised('NOT_IN_FORCE', '2026-09-01'),
    );
    expect(settled.sv.did).toMatch(/ ur planen upphörde att vara överklagat den 1 september 2026$/);
    expect(settled.sv.changes).toEqual([['Beslutets laga kraft', 'överklagat', 'inte lagakraftvunnet']]);
    expect(settled.en.did).toMatch(/ out of the plan ceased to be under appeal on 1 September 2026$/);
  });

  it('rule 35: tells that a court annulled the decision', async () => {
    expect(await toldOfRemoval(...wayTo.APPROVED, finalised('ANNULLED', '2026-11-02'))).toEqual({
      sv: {
        did: 'antecknade att nämndens beslut den 11 maj 2026, § 45 (dnr KS 2026/7), om förslaget att ta aktiviteten ”Införa e-arkiv” ur planen upphävdes av domstol den 2 november 2026',
        changes: [
          ['Beslutets laga kraft', 'inte lagakraftvunnet', 'upphävt av domstol'],
          ['Förslagets status', 'bifallet', 'upphävt'],
        ],
      },
      en: {
        did: "noted that the board's decision of 11 May 2026, § 45 (reg. no. KS 2026/7), on the proposal to take the activity “Införa e-arkiv” out of the plan was annulled by a court on 2 November 2026",
        changes: [
          ['Legal force of the decision', 'not in legal force', 'annulled by a court'],
          ['Status of the proposal', 'approved', 'annulled'],
        ],
      },
      reason: null,
    });
  });
});
