// The same decision as a command of ours, made by Emmett's command handler behind bare Fastify: the product's rule on the
// product's folds, on the same three streams, with a pool as large as ours. It does less: nobody signs in, nothing is
// validated, no views are made, and it answers when the event is written.

import { CommandHandler } from '@event-driven-io/emmett';
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import { goalOf, planOf } from '../../../dist/kernel/identity.js';
import { roleIn } from '../../../dist/kernel/permissions.js';
import { reportStatus } from '../../../dist/plans/activity-status.js';
import { goalFold } from '../../../dist/plans/goal.js';
import { planFold } from '../../../dist/plans/plan.js';
import { steeringModelFold } from '../../../dist/steering-models/steering-model.js';
import { open } from '../contenders/emmett.mjs';
import { openPlans } from '../log.mjs';
import { peopleOf, Story } from '../story.mjs';

const { url, plans } = JSON.parse(process.argv[2]);
const { store } = await open(url);
await tell();

const optionsOf = (fold) => ({
  initialState: () => fold.initial,
  evolve: (state, event) => fold.evolve(state, asOurs(event)),
});
const handleGoal = CommandHandler(optionsOf(goalFold));
const today = new Date().toISOString().slice(0, 10);

const server = Fastify();
server.post('/reports', async ({ body }) => {
  const { activityId } = body;
  const goalId = goalOf(activityId);
  const actor = peopleOf(activityId.split('.', 2).join('.')).clerk;
  const commandId = randomUUID();
  const metadata = {
    municipalityId: actor.municipalityId,
    actor: actor.personId,
    role: roleIn(actor, 'reportStatus', goalId),
    commandId,
    commandHash: '',
    correlationId: commandId,
    causationId: null,
  };
  // Before the handler begins: it holds a connection, and a pool whose connections all wait for another stands still.
  const { state: plan } = await store.aggregateStream(`plan-${planOf(activityId)}`, optionsOf(planFold));
  const { state: model } = await store.aggregateStream(
    `steeringModel-${plan.steeringModelId}`,
    optionsOf(steeringModelFold),
  );
  const { nextExpectedStreamVersion } = await handleGoal(store, `goal-${goalId}`, (goal) => {
    const decided = reportStatus({ ...body, validOn: null }, goal, { plan, model }, { actor, today });
    return decided.map((event) => ({ ...event, metadata }));
  });
  return { activityId, revision: Number(nextExpectedStreamVersion) };
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listening on ${address}\n`);
process.once('SIGTERM', () => process.exit(0));

/** The envelope that our folds know, of Emmett's metadata. */
function asOurs({ type, data, metadata }) {
  const { streamPosition, globalPosition, messageId, streamName } = metadata;
  return {
    id: messageId,
    stream: streamName,
    revision: Number(streamPosition) - 1,
    position: Number(globalPosition),
    recordedAt: '2025-05-01T08:00:00.000Z',
    type,
    data,
    metadata,
  };
}

/** The plans that ours has in its log too. */
async function tell() {
  const story = new Story();
  const streams = new Map();
  const telling = openPlans(story, plans);
  for (let isDone = false; !isDone;) {
    isDone = telling.next().done;
    for (const { stream, type, data, metadata } of story.take()) {
      const events = streams.get(stream);
      if (events) events.push({ type, data, metadata });
      else streams.set(stream, [{ type, data, metadata }]);
    }
  }
  for (const [stream, events] of streams) {
    await store.appendToStream(stream, events, { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
  }
}
