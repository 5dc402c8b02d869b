import type { Checkpoint } from '../evidence/checkpoint.js';
import { base64Of, sameBytes } from '../evidence/encoding.js';
import { hashing } from '../platform/runtime/hashing.service.js';
import type { Departure } from './export-line.js';
import { openExport } from './retained-file.service.js';
import { RetainedEvidence } from './retained-evidence.service.js';
import { isConsistent } from '../evidence/merkle-proof.js';
import type { NoteKey } from '../evidence/note-key.js';
import { ReadExport } from './read-export.service.js';
import type { Agreed, Verdict } from './verdict.js';

/** The keys that an auditor trusts, and the evidence that the auditor has kept. */
export interface Trusted {
  readonly keys: readonly NoteKey[];
  /** The paths of files with checkpoints or older exports. */
  readonly held: readonly string[];
}

/**
 * Verifies an export and trusts nothing that the file states. It computes every leaf again, and every view that needs
 * no withheld payload. For an export of everything it computes the root too; for a part it checks each inclusion proof.
 *
 * @throws Error when the file cannot be read.
 */
export async function verifyExport(
  file: string,
  { keys, held }: Trusted,
  onProgress: (events: number) => void = () => undefined,
): Promise<Verdict> {
  const handle = await openExport(file);
  try {
    const read = new ReadExport(handle, keys);
    await read.read(onProgress);
    const agreed = await checkLog(read, { keys, held });
    return verdictOf(read, agreed);
  } finally {
    await handle.close();
  }
}

async function checkLog(read: ReadExport, { keys, held }: Trusted): Promise<readonly Agreed[]> {
  const { header, checked, faults } = read;
  if (header === null) return [];
  if (checked.verdict === 'unreadable') {
    faults.add({ code: 'BAD_CHECKPOINT', spot: null, details: { reason: checked.reason } });
    return [];
  }
  if (checked.verdict === 'no known key') faults.add({ code: 'UNKNOWN_KEY', spot: null, details: {} });
  if (checked.verdict === 'forged')
    faults.add({ code: 'FORGED_CHECKPOINT', spot: null, details: { key: checked.key } });
  const { checkpoint } = checked;
  const isSame = header.origin === checkpoint.origin && header.size === checkpoint.size;
  if (!isSame || !sameBytes(header.root, checkpoint.root)) {
    faults.add({ code: 'OTHER_HEADER', spot: null, details: {} });
  }
  const evidence = new RetainedEvidence(read, checkpoint, keys);
  await evidence.compare(held);
  if (read.isWhole) await checkRoot(read, checkpoint, evidence.soundUpTo);
  await checkPapers(read);
  return evidence.agreed;
}

async function checkRoot(read: ReadExport, checkpoint: Checkpoint, soundUpTo: number): Promise<void> {
  const { log, faults, departure } = read;
  const { size, root } = checkpoint;
  if (log.size === size && sameBytes(log.root, root)) return;
  if (departure !== null && (await isProven(read, checkpoint, departure))) {
    const spot = await log.spotAt(departure.index);
    if (spot.upTo === null) faults.add({ code: 'EVENTS_MISSING', spot, details: { events: log.size, size } });
    else faults.add({ code: 'NOT_THE_EVENT', spot, details: {} });
    return;
  }
  const isShorter = log.size < size;
  const spot = { after: soundUpTo, upTo: isShorter ? null : log.last.position, isExact: false, event: null };
  if (isShorter) faults.add({ code: 'EVENTS_MISSING', spot, details: { events: log.size, size } });
  else faults.add({ code: 'OTHER_ROOT', spot, details: { size } });
}

/** Compares the checkpoints in summonses and minutes with the events, because a forger may change only the events. */
async function checkPapers({ papers, log, faults }: ReadExport): Promise<void> {
  const roots = await log.rootsAt(papers.map(({ stated }) => stated.size));
  for (const { stated, index, spot } of papers) {
    const root = stated.size <= index ? roots.get(stated.size) : undefined;
    if (root !== undefined && base64Of(root) === stated.root) continue;
    faults.add({ code: 'PAPER_DIFFERS', spot, details: { size: stated.size } });
  }
}

/**
 * Checks a departure: the file has the checkpoint's events before `index`, and another event or none at `index`. One
 * proof shows that the checkpoint's Merkle tree begins with the file's first `index` events. The other proof shows that
 * `root` is the root of that tree's first `index + 1` leaves. The file's own first `index + 1` events must have another
 * root.
 */
async function isProven({ log }: ReadExport, to: Checkpoint, departure: Departure): Promise<boolean> {
  const { sha256 } = hashing;
  const { index, agreed, root, proof } = departure;
  if (index > log.size) return false;
  const before = { size: index, root: await log.rootAt(index) };
  const isAgreed = isConsistent(sha256, { from: before, to, proof: agreed });
  if (!isAgreed || !isConsistent(sha256, { from: { size: index + 1, root }, to, proof })) return false;
  return index === log.size || !sameBytes(await log.rootAt(index + 1), root);
}

function verdictOf(read: ReadExport, agreed: readonly Agreed[]): Verdict {
  const { header, checked, log, views, withheldPayloads, withheldStreams, withheldViews } = read;
  const checkpoint = checked.verdict === 'unreadable' ? null : checked.checkpoint;
  return {
    isSound: read.faults.found.count === 0,
    ...read.faults.found,
    what: header?.what ?? null,
    takenAt: header?.takenAt ?? null,
    events: log.size,
    lastPosition: log.last.position,
    log:
      checkpoint === null
        ? null
        : { origin: checkpoint.origin, size: checkpoint.size, root: base64Of(checkpoint.root) },
    signedBy: checked.verdict === 'signed' ? checked.by : [],
    agreed,
    views,
    papers: read.papers.length,
    passedOver: read.passedOver,
    withheld: { payloads: withheldPayloads, streams: withheldStreams.size, views: withheldViews },
  };
}
