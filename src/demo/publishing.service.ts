import type { INestApplication } from '@nestjs/common';
import { isUsual, partsOf } from '../documents/publishing/published-content.js';
import { PublishDocument, subjectOf } from '../documents/publishing/publication.command.js';
import { Publishing } from '../documents/publishing/publishing.service.js';
import { type Id, idOf } from '../kernel/identity.js';
import { isRefusal } from '../kernel/refusal.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { DEMO_BOARD, DEMO_MUNICIPALITY } from '../platform/sign-in/demo-sign-in.service.js';
import type { SimulatedClock } from '../platform/runtime/clock.service.js';
import { PARAGRAPH } from './board-case.service.js';
import { Player } from './player.service.js';

const MEETING: Id<'Meeting'> = idOf('Meeting', `${DEMO_BOARD}.meeting-2026-05-27`);

/** The address of the notice board, below that of the pages. */
export const NOTICE_BOARD = `/offentligt/${DEMO_MUNICIPALITY}`;

const choices = [
  { kind: 'extract', of: 1, paragraph: PARAGRAPH, names: 'ELECTED' },
  { kind: 'notice', of: 1, paragraph: null, names: 'NONE' },
] as const;

/**
 * Publishes the extract and the notice of the played case, as far as the case has come, so that the notice board shows
 * something.
 */
export async function publishCase(app: INestApplication, clock: SimulatedClock): Promise<void> {
  const player = new Player(app.get(CommandGateway), clock, null);
  const publishing = app.get(Publishing);
  for (const choice of choices) {
    const about = { meetingId: MEETING, subject: subjectOf(choice, null), names: choice.names };
    try {
      const { whole } = await publishing.made({ ...about, shown: [] });
      const usual = partsOf(whole.sv).filter((part) => isUsual(whole.sv, part));
      const shown = usual.map(({ number }) => number);
      const { sha256 } = await publishing.made({ ...about, shown });
      await player.give('sara', PublishDocument, { meetingId: MEETING, ...choice, shown, sha256 });
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}
