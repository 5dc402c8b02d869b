import {
  auditor,
  board,
  by,
  clerk,
  controller,
  head,
  otherClerk,
  refused,
  secretary,
  stranger,
  system,
  unitManager,
} from '../../test/support/given.js';
import {
  attachment,
  inReview,
  matterAfter,
  opened,
  texts,
  versionSubmitted,
  wayToMatter,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { draft } from '../../test/support/submission-under-test.js';
import type { Actor } from '../kernel/permissions.js';
import type { Matter } from './matter.js';
import { clearMatterDraft, draftOf, openMatter, requireSameDraft, saveMatterDraft } from './matter-draft.js';
import { matterStatuses } from './matter-process.js';
import type { KeptDraft } from './matter-version.js';

const empty = matterAfter(opened);
/** Persons whose roles for the board do not allow the commands under test. */
const others = [controller, head, secretary];

describe('opening a matter', () => {
  const open = (matter: Matter | null = null, actor: Actor = clerk, given = {}) =>
    openMatter(
      { boardId: board, kind: 'FOLLOW_UP', dnr: ' KS 2026/7 ', title: 'Uppföljning tertial 1 2026', ...given },
      matter,
      by(actor),
    );

  it('rule 73: is done by a clerk, under a registry number', () => {
    expect(open()).toEqual([opened.event]);
  });

  it('rule 73: can be about anything else that the board handles', () => {
    expect(open(null, clerk, { kind: 'OTHER' })[0]?.data).toMatchObject({ kind: 'OTHER' });
  });

  it('refuses a registry number that has a matter, however it is written', () => {
    refused(() => open(empty), 'MATTER_EXISTS', { matterId });
    refused(() => open(empty, otherClerk, { dnr: 'ks-2026-7' }), 'MATTER_EXISTS', { matterId });
  });

  it.each(['', ' \n'])('refuses a blank title: %j', (title) => {
    refused(() => open(null, clerk, { title }), 'TEXT_MISSING', { field: 'title' });
  });

  it.each(['', ' \n'])('refuses a blank registry number: %j', (dnr) => {
    refused(() => open(null, clerk, { dnr }), 'TEXT_MISSING', { field: 'dnr' });
  });

  it('refuses a registry number without a letter or a figure, under which no matter can be found', () => {
    refused(() => open(null, clerk, { dnr: ' / ' }), 'NOT_FOUND', { id: `${board}.dnr-` });
  });

  it.each([...others, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => open(null, actor), 'FORBIDDEN', { command: 'openMatter', allowed: ['CLERK'] });
  });

  it('rule 43: does not find another board', () => {
    refused(() => open(null, stranger), 'NOT_FOUND', { id: board });
  });
});

describe('the draft of a matter', () => {
  it('is the matter’s title and nothing else before anything is written', () => {
    expect(draftOf(empty, null)).toEqual({
      texts: { title: 'Uppföljning tertial 1 2026', brief: '', considerations: '' },
      attachments: [],
      recipients: [],
      authors: [],
      revision: 0,
      by: null,
      at: null,
    });
  });

  it('is what is kept', () => {
    const { content, ...saved } = draft;
    expect(draftOf(empty, draft)).toEqual({ ...content, ...saved });
  });

  it('is the newest version when nothing was saved, and when it was cleared', () => {
    const brief = 'Andra versionen.';
    const matter = matterAfter(...inReview, versionSubmitted(2, undefined, { texts: { ...texts, brief } }));
    expect(draftOf(matter, null)).toMatchObject({ texts: { brief }, attachments: [attachment], revision: 0 });
    expect(draftOf(matter, { ...draft, content: null })).toMatchObject({ texts: { brief }, revision: 3 });
  });
});

const at = '2026-05-12T09:00:00.000Z';
const nothing = { title: null, brief: null, considerations: null, attachments: null, recipients: null };

describe('saving the draft of a matter', () => {
  const save = (
    given: Partial<Parameters<typeof saveMatterDraft>[0]> = {},
    matter: Matter | null = empty,
    kept: KeptDraft | null = draft,
    actor: Actor = clerk,
  ) => saveMatterDraft({ matterId, expectedDraftRevision: 3, ...nothing, ...given }, matter, kept, by(actor), at);

  it('rule 73: changes what is given and leaves the rest', () => {
    const content = { ...draft.content, texts: { ...texts, brief: 'Kort.' } };
    expect(save({ brief: 'Kort.' })).toEqual({ content, authors: ['hans'], revision: 4, by: 'hans', at });
  });

  it('rule 73: keeps each text, the attachments and the recipients', () => {
    const given = { title: 'A', brief: 'B', considerations: 'C', attachments: [], recipients: ['Regionen'] };
    const { title, brief, considerations, attachments, recipients } = given;
    expect(save(given).content).toEqual({ texts: { title, brief, considerations }, attachments, recipients });
  });

  it('begins with the newest version, or with the title', () => {
    const first = save({ expectedDraftRevision: 0, brief: 'Kort.' }, empty, null);
    expect(first).toMatchObject({
      content: { texts: { title: 'Uppföljning tertial 1 2026', brief: 'Kort.' } },
      revision: 1,
    });
    const later = save({ expectedDraftRevision: 0, brief: 'Kort.' }, matterAfter(...inReview), null);
    expect(later.content?.texts).toEqual({ ...texts, brief: 'Kort.' });
  });

  it('rule 18: makes a reviewer a co-author, and each author once', () => {
    expect(save({}, empty, draft, unitManager).authors).toEqual(['hans', 'ulla']);
    expect(save({}, empty, { ...draft, authors: ['hans', 'ulla'] }, unitManager).authors).toEqual(['hans', 'ulla']);
  });

  it('rule 41: is done once when it is sent again, whatever it gives', () => {
    const { texts: kept, attachments, recipients } = draft.content ?? { texts, attachments: [], recipients: [] };
    for (const given of [{}, { ...kept }, { attachments }, { recipients }]) {
      expect(save({ expectedDraftRevision: 2, ...given })).toBe(draft);
    }
    const others = [{ title: 'A' }, { brief: 'B' }, { considerations: 'C' }, { recipients: ['Regionen'] }];
    for (const given of others) refused(() => save({ expectedDraftRevision: 2, ...given }), 'DRAFT_CHANGED');
    const attached = [{ name: 'Plan', reference: '7', sha256: '0'.repeat(64) }];
    refused(() => save({ expectedDraftRevision: 2, attachments: attached }), 'DRAFT_CHANGED');
    refused(() => save({ expectedDraftRevision: 2 }, empty, { ...draft, content: null }), 'DRAFT_CHANGED');
    refused(() => save({ expectedDraftRevision: 2 }, empty, draft, unitManager), 'DRAFT_CHANGED');
  });

  it.each([2, 4, 0])('rule 42: is refused when another draft than %i was saved, saying by whom and when', (read) => {
    refused(() => save({ expectedDraftRevision: read, brief: 'Kort.' }), 'DRAFT_CHANGED', {
      expected: read,
      actual: 3,
      by: 'hans',
      at: '2026-05-12T07:00:00.000Z',
    });
  });

  it('rule 42: is refused when a draft is expected where none was saved', () => {
    refused(() => requireSameDraft(1, null), 'DRAFT_CHANGED', { expected: 1, actual: 0, by: '', at: '' });
    expect(() => requireSameDraft(0, null)).not.toThrow();
  });

  it.each(
    matterStatuses.filter(
      (status) => !['BEFORE_BOARD', 'POSTPONED', 'DECIDED', 'DECLINED', 'WITHDRAWN'].includes(status),
    ),
  )('rule 20: is done while the matter can be changed: %s', (status) => {
    expect(save({}, matterAfter(...wayToMatter[status])).revision).toBe(4);
  });

  it.each(['BEFORE_BOARD', 'DECIDED', 'DECLINED', 'WITHDRAWN'] as const)(
    'rule 14: is refused when the matter is %s',
    (status) => {
      refused(() => save({}, matterAfter(...wayToMatter[status])), 'MATTER_STATUS', {
        status,
        needed: ['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'],
      });
    },
  );

  it('rule 25: is refused while a point is postponed', () => {
    refused(() => save({}, matterAfter(...wayToMatter.POSTPONED)), 'MATTER_POSTPONED', { point: 2 });
  });

  it('refuses a matter that is not there', () => {
    refused(() => save({}, null), 'NOT_FOUND', { id: matterId });
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => save({}, empty, draft, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([controller, secretary, auditor, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => save({}, empty, draft, actor), 'FORBIDDEN', {
      command: 'draftMatter',
      allowed: ['CLERK', 'REVIEWER'],
    });
  });
});

describe('clearing the draft of a matter', () => {
  const clear = (kept: KeptDraft | null = draft, actor: Actor = clerk, matter = empty, read = kept?.revision ?? 0) =>
    clearMatterDraft({ matterId, expectedDraftRevision: read }, matter, kept, by(actor), at);

  it('rule 47: leaves nothing of the text, nor of who wrote it; the counter goes on', () => {
    expect(clear()).toEqual({ content: null, authors: [], revision: 4, by: 'hans', at });
    expect(clear(null)).toMatchObject({ content: null, revision: 1 });
  });

  it('rule 41: is done once when it is sent again', () => {
    const cleared = clear();
    expect(clear(cleared, clerk, empty, 3)).toBe(cleared);
    refused(() => clear(cleared, unitManager, empty, 3), 'DRAFT_CHANGED');
  });

  it('rule 42: is refused when the draft has been changed since it was read', () => {
    refused(() => clear(draft, clerk, empty, 2), 'DRAFT_CHANGED', { expected: 2, actual: 3 });
  });

  it('rule 47: leaves what is before the board', () => {
    refused(() => clear(draft, clerk, matterAfter(...wayToMatter.BEFORE_BOARD)), 'MATTER_STATUS');
  });

  it.each([controller, secretary, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => clear(draft, actor), 'FORBIDDEN', { command: 'draftMatter' });
  });
});
