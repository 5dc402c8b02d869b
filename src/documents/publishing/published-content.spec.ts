import { settingIn } from '../../../test/support/documents-under-test.js';
import { refused } from '../../../test/support/given.js';
import { sampleMinutes, sampleNotice } from '../../../test/support/meeting-documents-under-test.js';
import { idOf } from '../../kernel/identity.js';
import { outcomes } from '../../kernel/outcome.js';
import { documentText } from '../document-text.js';
import { minutesDocument } from '../minutes.js';
import { noticeDocument } from '../notice.js';
import {
  copyOf,
  effectOf,
  isUsual,
  MOST_BYTES_PUBLISHED,
  partsOf,
  requireParts,
  requireSmall,
  showsDecision,
} from './published-content.js';

const minutes = minutesDocument(sampleMinutes(), settingIn('sv'));
const title = 'Uppföljning av kommunstyrelsens mål, tertial 1 2026';

function numberOf(heading: string): number {
  return partsOf(minutes).find((part) => part.title === heading)?.number ?? 0;
}

describe('The parts of a document', () => {
  it('rule 161: are its headings with what is below each, the same in both languages', () => {
    const parts = partsOf(minutes);
    expect(parts.flatMap(({ blocks }) => blocks)).toEqual(minutes.blocks);
    expect(parts.map(({ number }) => number)).toEqual(parts.map((_, index) => index + 1));
    const english = partsOf(minutesDocument(sampleMinutes(), settingIn('en')));
    expect(english.map(({ level }) => level)).toEqual(parts.map(({ level }) => level));
  });

  it('rule 161: that are not chosen are left out with their headings, and one note says so', () => {
    const shown = [1, numberOf(`§ 87 ${title}`), numberOf('Beslut')];
    const text = documentText(copyOf(minutes, shown));
    expect(text).toContain(`§ 87 ${title}`);
    for (const leftOut of ['§ 88', 'Taxa för 2027', 'Reservationer', 'Planen behövs redan i år', 'Övriga närvarande'])
      expect(text).not.toContain(leftOut);
    expect(text.match(/Här är något utelämnat/g)).toHaveLength(2);
    expect(documentText(copyOf(minutes, [])).match(/Här är något utelämnat/g)).toHaveLength(1);
    expect(copyOf(minutes, []).letterhead.logo).toBeNull();
  });

  it('rule 161: are usually the whole notice, and of minutes the decisions alone', () => {
    const usual = partsOf(minutes).filter((part) => isUsual(minutes, part));
    expect(usual.map(({ title: heading }) => heading)).toEqual([
      ...['Sammanträdesprotokoll', `§ 87 ${title}`, 'Beslut', '§ 88 Taxa för 2027', 'Beslut'],
    ]);
    const notice = noticeDocument(sampleNotice(), settingIn('sv'));
    expect(partsOf(notice).every((part) => isUsual(notice, part))).toBe(true);
  });

  it('rule 161: are refused when the document has no such part', () => {
    const parts = partsOf(minutes);
    requireParts(parts, [1, parts.length]);
    refused(() => requireParts(parts, [parts.length + 1]), 'NO_SUCH_PART', { parts: parts.length });
    refused(() => requireParts(parts, [0]), 'NO_SUCH_PART');
  });

  it('are refused when they are too large together for whoever asks often', () => {
    requireSmall(MOST_BYTES_PUBLISHED);
    refused(() => requireSmall(MOST_BYTES_PUBLISHED + 1), 'PUBLICATION_TOO_LARGE', { most: MOST_BYTES_PUBLISHED });
  });

  it('rule 161: show a decision when both the matter and the decision are shown', () => {
    const of87 = { paragraph: '87', title };
    const [heading, decision] = [numberOf(`§ 87 ${title}`), numberOf('Beslut')];
    expect(showsDecision(minutes, [heading, decision], of87)).toBe(true);
    expect(showsDecision(minutes, [heading], of87)).toBe(false);
    expect(showsDecision(minutes, [decision], of87)).toBe(false);
    expect(showsDecision(minutes, [heading, decision], { paragraph: '88', title: 'Taxa för 2027' })).toBe(false);
    expect(showsDecision(minutes, [heading, decision], { paragraph: '89', title: 'Annat' })).toBe(false);
  });
});

describe('What a decision did to the plan', () => {
  const activityId = idOf('Activity', 'exempel.ks.2026.g1.a2');
  const proposalId = idOf('RemovalProposal', `${activityId}.r1`);

  it('rule 165: is told for each kind of point and each outcome', () => {
    const removal = { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: 1 } as const;
    const report = { kind: 'APPROVE_REPORT', planId: idOf('Plan', 'exempel.ks.2026'), tertial: 'T1' } as const;
    const told = outcomes.map((outcome) => [
      effectOf(outcome, removal, 'Rusta lekplatsen').sv,
      effectOf(outcome, report, null).sv,
      effectOf(outcome, { kind: 'OTHER' }, null).sv,
    ]);
    const [approved, ...others] = told;
    expect(approved).toEqual([
      'Aktiviteten ”Rusta lekplatsen” togs ur verksamhetsplanen för 2026.',
      'Redovisningen av tertial 1 2026 godkändes. Verksamhetsplanen ändrades inte.',
      'Beslutet ändrade inget i verksamhetsplanen.',
    ]);
    for (const other of others)
      expect(other).toEqual([
        'Aktiviteten ”Rusta lekplatsen” är kvar i verksamhetsplanen för 2026.',
        'Redovisningen av tertial 1 2026 godkändes inte. Verksamhetsplanen ändrades inte.',
        'Beslutet ändrade inget i verksamhetsplanen.',
      ]);
    expect(effectOf('APPROVED', removal, null).en).toContain(`“${activityId}”`);
  });
});
