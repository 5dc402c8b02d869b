import type { FileHandle } from 'node:fs/promises';
import type { Checkpoint } from '../evidence/checkpoint.js';
import { keptCheckpoint } from './checked-checkpoint.js';
import { sameBytes } from '../evidence/encoding.js';
import { hashing, verifiesEd25519 } from '../platform/runtime/hashing.service.js';
import type { Spot } from './fault.js';
import { keptText, openExport } from './retained-file.service.js';
import { isConsistent } from '../evidence/merkle-proof.js';
import type { NoteKey } from '../evidence/note-key.js';
import { ReadExport } from './read-export.service.js';
import { leavesInCommon } from './tree-departure.js';
import type { Agreed } from './verdict.js';

const checks = { sha256: hashing.sha256, verifies: verifiesEd25519 };

/** Evidence that an auditor has kept: a checkpoint, or an older export with its checkpoint. */
interface Retained {
  readonly checkpoint: Checkpoint;
  /** An older export of everything, which can show the changed event; null when only a Merkle root is known. */
  readonly events: ReadExport | null;
}

/** Compares an export with the evidence that an auditor has kept. */
export class RetainedEvidence {
  readonly agreed: Agreed[] = [];

  constructor(
    private readonly read: ReadExport,
    private readonly checkpoint: Checkpoint,
    private readonly keys: readonly NoteKey[],
  ) {}

  /**
   * The last position up to which retained evidence proves that no event was changed; 0 when no evidence proves this.
   */
  get soundUpTo(): number {
    return Math.max(0, ...this.agreed.map(({ position }) => position ?? 0));
  }

  /** Compares the export with the evidence in each file. @throws Error when a file cannot be read. */
  async compare(files: readonly string[]): Promise<void> {
    const opened: FileHandle[] = [];
    try {
      const all: { readonly file: string; readonly held: Retained }[] = [];
      for (const file of files) {
        const handle = await openExport(file);
        opened.push(handle);
        const held = await this.held(file, await this.exportIn(handle));
        if (held !== null) all.push({ file, held });
      }
      // Compares older evidence first. When the older evidence agrees with the export, a change that newer evidence
      // shows is at a later position.
      const byAge = all.toSorted((one, other) => one.held.checkpoint.size - other.held.checkpoint.size);
      for (const { file, held } of byAge) await this.hold(file, held);
    } finally {
      for (const handle of opened) await handle.close();
    }
  }

  private async exportIn(handle: FileHandle): Promise<ReadExport | null> {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, 0);
    if (buffer.toString() !== '{') return null;
    const events = new ReadExport(handle, this.keys);
    await events.read();
    return events;
  }

  private async held(file: string, events: ReadExport | null): Promise<Retained | null> {
    const { faults } = this.read;
    const checked = events?.checked ?? keptCheckpoint(await keptText(file), this.keys, checks);
    if (checked.verdict === 'unreadable') {
      faults.add({ code: 'HELD_UNREADABLE', spot: null, details: { file, reason: checked.reason } });
    } else if (checked.verdict === 'no known key') {
      faults.add({ code: 'HELD_UNKNOWN_KEY', spot: null, details: { file } });
    } else if (checked.verdict === 'forged') {
      faults.add({ code: 'HELD_FORGED', spot: null, details: { file, key: checked.key } });
    } else if (checked.checkpoint.origin !== this.checkpoint.origin) {
      faults.add({ code: 'HELD_OTHER_LOG', spot: null, details: { file, origin: checked.checkpoint.origin } });
    } else if (events?.isWhole === true && !sameBytes(events.log.root, checked.checkpoint.root)) {
      faults.add({ code: 'HELD_UNSOUND', spot: null, details: { file } });
    } else {
      return { checkpoint: checked.checkpoint, events: events?.isWhole === true ? events : null };
    }
    return null;
  }

  private async hold(file: string, { checkpoint, events }: Retained): Promise<void> {
    const { size } = checkpoint;
    const own = this.read.isWhole ? this.read.log.size : this.checkpoint.size;
    if (this.read.isWhole) return this.holdWhole(file, checkpoint, events);
    if (size > own) {
      this.isLonger(file, size, own, { after: 0, isExact: false });
      return;
    }
    const proof = size === own ? [] : this.read.since?.size === size ? this.read.since.proof : null;
    if (proof === null) {
      this.read.faults.add({ code: 'HELD_NOT_COMPARED', spot: null, details: { file, size } });
      return;
    }
    if (isConsistent(hashing.sha256, { from: checkpoint, to: this.checkpoint, proof })) {
      this.agreed.push({ file, size, position: null });
    } else {
      this.read.faults.add({ code: 'HELD_DIFFERS', spot: null, details: { file, size } });
    }
  }

  private async holdWhole(file: string, { size, root }: Checkpoint, events: ReadExport | null): Promise<void> {
    const { log, faults } = this.read;
    const most = Math.min(size, log.size);
    const isAgreed = size === most && sameBytes(await log.rootAt(size), root);
    if (isAgreed) {
      this.agreed.push({ file, size, position: await this.positionAt(size) });
      return;
    }
    const details = { file, size };
    if (events !== null) {
      const common = await leavesInCommon(log.rootAt, events.log.rootAt, most);
      if (common === log.size) this.isLonger(file, size, log.size, { after: log.last.position, isExact: true });
      else faults.add({ code: 'HELD_DIFFERS', spot: await log.spotAt(common), details });
      return;
    }
    if (size > log.size) {
      this.isLonger(file, size, log.size, { after: this.soundUpTo, isExact: false });
      return;
    }
    const spot = { after: this.soundUpTo, upTo: await this.positionAt(size), isExact: false, event: null };
    faults.add({ code: 'HELD_DIFFERS', spot, details });
  }

  private isLonger(file: string, size: number, events: number, where: Pick<Spot, 'after' | 'isExact'>): void {
    const spot: Spot | null = this.read.isWhole ? { ...where, upTo: null, event: null } : null;
    this.read.faults.add({ code: 'HELD_IS_LONGER', spot, details: { file, size, events } });
  }

  private async positionAt(size: number): Promise<number> {
    return (await this.read.log.upTo(size)).last?.header.position ?? 0;
  }
}
