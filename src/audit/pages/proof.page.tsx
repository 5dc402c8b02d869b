import { paragraphWords } from '../../kernel/history-labels.js';
import { isId } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { dayWords } from '../../kernel/local-time.js';
import { Refusal } from '../../kernel/refusal.js';
import { addressWith, HISTORY, historyAddress, proofAddress } from '../../web/addresses.js';
import { type Download, type Page, PageRefused, type Shown, type Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, oneOf, orNull, query, type ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { proofWords as words } from './proof-words.js';

const aCheckpoint = fields({ origin: aText, size: aNumber, root: aText, note: aText });
const verdicts = ['PROVEN', 'OTHER_LOG', 'FORGED', 'NO_KNOWN_KEY', 'NOT_INCLUDED'] as const;
const proofQuestion = query('$stream: ID!, $revision: Int!, $size: Int', {
  inclusionProof: asked(
    'stream: $stream, revision: $revision, size: $size',
    fields({
      ...{ index: aNumber, entry: aText, file: aText, checkpoint: aCheckpoint },
      check: fields({ verdict: oneOf(verdicts), keys: listOf(aText) }),
    }),
  ),
});
type Proof = ValueOf<typeof proofQuestion>['inclusionProof'];

const checkpointQuestion = query('', { checkpoint: fields({ size: aNumber }) });

const meetingsQuestion = query('$id: ID!', {
  matter: asked('id: $id', fields({ summoned: listOf(fields({ meetingId: aText })) })),
});
const adjustmentsQuestion = query('$id: ID!', {
  meeting: asked(
    'id: $id',
    fields({
      decisions: listOf(fields({ matterId: aText, paragraph: aText })),
      adjustments: listOf(
        fields({ paragraphs: listOf(aText), date: aText, checkpoint: orNull(fields({ size: aNumber })) }),
      ),
    }),
  ),
});

/** An adjustment of minutes, with the size of the checkpoint that they state; null when they state none. */
interface Minutes {
  readonly paragraphs: readonly string[];
  readonly date: string;
  readonly size: number | null;
}

/** The proof of an event, checked by the service, with the checkpoint of the minutes where there is one. */
export const proofPage: Page = {
  path: `${HISTORY}/:id/bevis/:stream/:revision`,
  documents: [proofQuestion, checkpointQuestion, meetingsQuestion, adjustmentsQuestion],
  show: async (visit) => {
    const { language, params, query: asking } = visit;
    const { id = '', stream = '', revision = '' } = params;
    if (!/^\d{1,9}$/.test(revision)) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const about = { stream, revision: Number(revision) };
    const newest = await proofOf(visit, about, null);
    const minutes = await minutesOf(visit, id);
    const chosen = asking.mot === 'nyaste' ? null : (minutes.find(({ size }) => size !== null) ?? null);
    const ofMinutes = chosen === null ? null : await proofOf(visit, about, chosen.size);
    const proof = ofMinutes ?? newest;
    const file = proof === null ? undefined : fileOf(proof, asking.fil);
    if (file !== undefined) return file;
    return {
      title: words.title[language],
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={historyAddress(id)}>
              {words.toHistory[language]}
            </a>
          </p>
          {proof === null ? (
            <p class="ds-paragraph act">{await reasonOf(visit)}</p>
          ) : (
            <>
              <p class="ds-paragraph act">{words[proof.check.verdict][language]}</p>
              {proof.check.verdict === 'PROVEN' && (
                <p class="ds-paragraph">{words.meaning(proof.index + 1, proof.checkpoint.size)[language]}</p>
              )}
              <Which {...{ minutes, isOfMinutes: ofMinutes !== null, chosen, language }} />
              <OtherCheckpoint {...{ visit, isOfMinutes: ofMinutes !== null, minutes }} />
              <Details {...{ proof, language }} />
              <Yourself {...{ id, address: proofAddress(id, about), proof, isNewest: ofMinutes === null, language }} />
            </>
          )}
        </>
      ),
    } satisfies Shown;
  },
};

interface AskedEvent {
  readonly stream: string;
  readonly revision: number;
}

/** Returns null when the checkpoint does not cover the event. */
async function proofOf({ ask }: Visit, about: AskedEvent, size: number | null): Promise<Proof | null> {
  try {
    return (await ask(proofQuestion, { ...about, size })).inclusionProof;
  } catch (error) {
    if (error instanceof PageRefused && error.refusal.code === 'NOT_SIGNED_YET') return null;
    throw error;
  }
}

/** Says whether nothing at all is signed, or only this event not yet. */
async function reasonOf({ ask, language }: Visit): Promise<string> {
  try {
    await ask(checkpointQuestion);
    return words.notYet[language];
  } catch (error) {
    if (error instanceof PageRefused && error.refusal.code === 'NOT_SIGNED_YET') return words.unsigned[language];
    throw error;
  }
}

/** The minutes of a matter or of a meeting, in the order in which they were adjusted. */
async function minutesOf(visit: Visit, id: string): Promise<Minutes[]> {
  const isMatter = isId('Matter', id);
  if (!isMatter && !isId('Meeting', id)) return [];
  const summoned = isMatter ? (await visit.ask(meetingsQuestion, { id })).matter.summoned : [{ meetingId: id }];
  const meetings = [...new Set(summoned.map(({ meetingId }) => meetingId))];
  const found: Minutes[] = [];
  for (const meetingId of meetings) {
    const { decisions, adjustments } = (await visit.ask(adjustmentsQuestion, { id: meetingId })).meeting;
    const own = decisions.filter(({ matterId }) => !isMatter || matterId === id).map(({ paragraph }) => paragraph);
    for (const { paragraphs, date, checkpoint } of adjustments) {
      if (!isMatter || paragraphs.some((paragraph) => own.includes(paragraph)))
        found.push({ paragraphs, date, size: checkpoint?.size ?? null });
    }
  }
  return found;
}

interface WhichProps {
  readonly minutes: readonly Minutes[];
  /** The minutes whose checkpoint was asked for. */
  readonly chosen: Minutes | null;
  readonly isOfMinutes: boolean;
  readonly language: Language;
}

/** Says whose checkpoint the proof is of. */
function Which({ minutes, chosen, isOfMinutes, language }: WhichProps) {
  const sentence = () => {
    if (chosen !== null && isOfMinutes) {
      const paragraphs = chosen.paragraphs.map((paragraph) => paragraphWords(paragraph)).join(', ');
      return words.ofMinutes(paragraphs, dayWords(chosen.date)[language]);
    }
    if (chosen !== null) return words.afterMinutes;
    return minutes.length > 0 && minutes.every(({ size }) => size === null) ? words.minutesUnsigned : words.newest;
  };
  return <p class="ds-paragraph">{sentence()[language]}</p>;
}

function OtherCheckpoint({
  visit,
  isOfMinutes,
  minutes,
}: Pick<WhichProps, 'minutes' | 'isOfMinutes'> & { visit: Visit }) {
  const { language, address, query: asking } = visit;
  const plain = address.replace(/\?.*/s, '');
  const canReturn = asking.mot === 'nyaste' && minutes.some(({ size }) => size !== null);
  if (!isOfMinutes && !canReturn) return null;
  return (
    <p class="ds-paragraph">
      <a class="ds-link" href={isOfMinutes ? addressWith(plain, 'mot', 'nyaste') : plain}>
        {words[isOfMinutes ? 'proveNewest' : 'proveMinutes'][language]}
      </a>
    </p>
  );
}

interface ProofProps {
  readonly proof: Proof;
  readonly language: Language;
}

function Details({ proof: { index, checkpoint, check }, language }: ProofProps) {
  const rows: readonly (readonly [string, string])[] = [
    [words.log[language], checkpoint.origin],
    [words.place[language], String(index + 1)],
    [words.size[language], String(checkpoint.size)],
    [words.root[language], checkpoint.root],
    ...check.keys.map((key) => [words.keys[language], key] as const),
  ];
  return (
    <details class="more">
      <summary>{words.details[language]}</summary>
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>
              <code class="long">{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const fileNames = { bevis: 'bevis.tlog-proof', handelse: 'handelse.json', kontrollpunkt: 'kontrollpunkt.txt' } as const;
const files = ['bevis', 'handelse', 'kontrollpunkt'] as const;

/** Returns the file that the address asks for, as UTF-8. */
function fileOf({ file, entry, checkpoint }: Proof, wanted: string | undefined): Download | undefined {
  const name = files.find((one) => one === wanted);
  if (name === undefined) return undefined;
  const text = { bevis: file, handelse: entry, kontrollpunkt: checkpoint.note }[name];
  const bytes = new TextEncoder().encode(text);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return { download: `data:application/octet-stream;base64,${base64}`, name: fileNames[name] };
}

type YourselfProps = ProofProps & {
  readonly id: string;
  readonly address: string;
  readonly isNewest: boolean;
};

function Yourself({ id, address, proof, isNewest, language }: YourselfProps) {
  const kind = isId('Plan', id) ? `plan ${id}` : isId('Matter', id) ? `matter ${id}` : 'everything';
  const key = proof.check.keys[0] ?? 'KEY';
  const against = isNewest ? addressWith(address, 'mot', 'nyaste') : address;
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {words.yourself[language]}
      </h2>
      <p class="ds-paragraph">{words.ownCheck[language]}</p>
      <ul class="links">
        {files.map((name) => (
          <li key={name}>
            <a class="ds-link" href={`${against}${isNewest ? '&' : '?'}fil=${name}`}>
              {words.files[name][language]}
            </a>
          </li>
        ))}
      </ul>
      <p class="ds-paragraph">{words.command[language]}</p>
      <p class="ds-paragraph">
        <code class="long">npx tertial export {kind} export.jsonl</code>
      </p>
      <p class="ds-paragraph">
        <code class="long">
          node verify.mjs export.jsonl --key {key} --checkpoint {fileNames.kontrollpunkt}
        </code>
      </p>
    </>
  );
}
