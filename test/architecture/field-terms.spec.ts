import { projectFiles, projectText } from '../support/project-files.js';

/** A word of our own that the field has a term for: where it would show, and the term. */
interface RetiredWord {
  readonly word: RegExp;
  readonly term: string;
}

/** Looked for in the paths of files. */
const retiredInPaths: readonly RetiredWord[] = [
  { word: /\bdesk\b/, term: 'command gateway' },
  { word: /\bdecisions\.service/, term: 'command handling' },
  { word: /\bcommands\.service/, term: 'command bus' },
  { word: /\bboot\.service/, term: 'application' },
  { word: /\b(?:following|peers)\b/, term: 'leader, leader election' },
  { word: /\b(?:progress|milestone)\b/, term: 'checkpoints, watermark' },
  { word: /\bwake-up\b/, term: 'signal' },
  { word: /\bturns\b/, term: 'keyed mutex' },
  { word: /\bread-ahead\b/, term: 'prefetch' },
  { word: /\bremembered-states\b/, term: 'state cache' },
  { word: /\/states\.view/, term: 'state tables' },
  { word: /\b(?:built|live)-views\b/, term: 'view schemas, live query' },
  { word: /\bparked\b/, term: 'dead letters' },
  { word: /\bkept-(?!beside)/, term: 'side tables' },
  { word: /\/moments\.service|\bpast-states\b/, term: 'as-of, historical states' },
  { word: /-held\b/, term: 'valid-on' },
  { word: /\bheld-/, term: 'role assignments, retained evidence' },
  { word: /\b(?:telling|narrator|teller)\b|\/told-/, term: 'history, history renderer, describe-X' },
  { word: /\b(?:words-then|entry-words)\b/, term: 'labels' },
  { word: /\b(?:handled|judging|agenda-reader)\b/, term: 'plain read functions' },
  { word: /\/entry\.ts|\/(?:judged|measured|planned)\.command/, term: 'reported fact' },
  {
    word: /-door\b|\/callers\b|\/refusals\.service|\btoken-faults\b/,
    term: 'request gate, authentication, access log',
  },
  { word: /\/(?:sentences|things|may)\.(?:spec\.)?ts/, term: 'messages, referenced entities, permissions' },
];

/** Looked for in what stands in the files. */
const retiredInTexts: readonly RetiredWord[] = [
  { word: /\b[Dd]esk\b|DeskCommand/, term: 'command gateway' },
  { word: /\bpeers?\b|Peers\b/, term: 'leader election' },
  { word: /[Mm]ilestone/, term: 'watermark' },
  { word: /\bwake-?[uU]p|WakeUp/, term: 'signal' },
  { word: /\b[rR]eadAhead|read-ahead/, term: 'prefetch' },
  { word: /[rR]ememberedStates|remembered states/, term: 'state cache' },
  { word: /[bB]uiltViews|LiveViews|built views/, term: 'view schemas, live query' },
  { word: /[pP]arkedReactions?\b|\bparked reactions?|\b(?:is|are) parked\b/, term: 'dead letters' },
  { word: /[kK]ept[- ]?[aA]part|keptRows/, term: 'side tables' },
  { word: /[pP]astStates|past states/, term: 'historical states' },
  { word: /\bheldBy|\w+HeldBy/, term: 'validOn' },
  { word: /[hH]eldRoles?\b|[hH]eldEvidence/, term: 'role assignments, retained evidence' },
  { word: /\w*(?:Telling|Narrat(?:ion|or)s?|Teller)\b|\b(?:narration|narrator|teller)s?\b/, term: 'history' },
  { word: /[tT]okenFaults?\b|[hH]ttpDoor|[sS]ocketDoor/, term: 'token errors, request gate' },
  { word: /[wW]ordsThen|[eE]ntryWords/, term: 'labels' },
];

function foundIn(text: string, retired: readonly RetiredWord[]): string[] {
  return retired.flatMap(({ word, term }) => {
    const found = word.exec(text);
    return found === null ? [] : [`"${found[0]}" is called ${term}`];
  });
}

describe('the names of the field', () => {
  // The benchmarks speak of peers, which are other libraries; the changelog tells what was called otherwise.
  const files = projectFiles(/^(?:src|test|docs|docker)\/|^[^/]+\.md$/).filter(
    (file) => !/^test\/bench\/|^CHANGELOG|field-terms\.spec/.test(file),
  );

  it('reads the project', () => {
    expect(files.length).toBeGreaterThan(400);
  });

  it.each(['src/platform/desk.service.ts', 'src/plans/goal-held.ts', 'src/kernel/things.ts'])(
    'sees a retired word in the path %s',
    (path) => {
      expect(foundIn(path, retiredInPaths)).toHaveLength(1);
    },
  );

  it.each(['class Desk {}', 'the parked reactions', 'const goalTelling = 1;'])(
    'sees a retired word in the text %s',
    (text) => {
      expect(foundIn(text, retiredInTexts)).toHaveLength(1);
    },
  );

  it('are used in the paths of all files', () => {
    expect(files.flatMap((file) => foundIn(file, retiredInPaths).map((found) => `${file}: ${found}`))).toEqual([]);
  });

  it('are used in all files', () => {
    const found = files.flatMap((file) => foundIn(projectText(file), retiredInTexts).map((one) => `${file}: ${one}`));
    expect(found).toEqual([]);
  });
});
