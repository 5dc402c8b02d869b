// Loaded before the program, kills it at a named point: `node --import ./test/crash/points.mjs dist/main.js`. It wraps
// methods of the built classes, which are the very ones that the program then uses; the product knows nothing of it.
//
//   CRASH_AT     the name of the point
//   CRASH_AFTER  how many times it comes by before the process dies, 1 for the first
//   CRASH_FROM   `start`, or the signal from which on that is counted

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const platform = resolve(import.meta.dirname, '../../dist/platform');
const { CRASH_AT: name, CRASH_AFTER: times = '1', CRASH_FROM: from = 'start' } = process.env;
let left = from === 'start' ? Number(times) : Infinity;
if (from !== 'start') process.once(from, () => (left = Number(times)));

/** The process comes by; at the last time it is dead before the next instruction. */
function comesBy() {
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
}

async function classIn(file, className) {
  return (await import(pathToFileURL(join(platform, file))))[className].prototype;
}

/** Replaces a method by what is made of it. */
function wrap(prototype, method, around) {
  const original = prototype[method];
  if (typeof original !== 'function') throw new Error(`There is no ${method} to kill the process at.`);
  prototype[method] = around(original);
}

/** The process comes by before the method's work. */
const before = (work) =>
  function (...given) {
    comesBy();
    return work.apply(this, given);
  };

/** The process comes by when the method's work is done, where that is of the kind. */
const after = (isOfKind) => (work) =>
  async function (...given) {
    const done = await work.apply(this, given);
    if (isOfKind(this)) comesBy();
    return done;
  };

/** The process comes by when events of such an actor are in the store, before whoever decided them is told. */
async function afterAppendOf(isOfKind) {
  const seen = new WeakSet();
  // The store itself, whichever it is: those who decide have it.
  wrap(
    await classIn('commands/command-handling.service.js', 'CommandHandling'),
    'decide',
    (decide) =>
      function (...given) {
        if (!seen.has(this.store)) {
          seen.add(this.store);
          const { append } = this.store;
          this.store.append = async function (...events) {
            const answer = await append.apply(this, events);
            if (answer.outcome === 'appended' && isOfKind(events[2][0].metadata.actor)) comesBy();
            return answer;
          };
        }
        return decide.apply(this, given);
      },
  );
}

const ofAny = () => true;
const projection = () => classIn('projections/projection.service.js', 'Projection');
const isCopy = ({ schema }) => schema.endsWith('_rebuilt');

const points = {
  /** The events of a person's command are in the store, and nobody has been told. */
  'appended, not answered': async () => afterAppendOf((actor) => actor !== 'system'),
  'appended, not projected': async () => wrap(await projection(), 'save', before),
  /** In the transaction: the checkpoint has moved and the states are written, the views' rows are not. */
  'states written, not committed': async () => wrap(await projection(), 'saveStates', after(ofAny)),
  /** In the transaction, as the last thing before it is committed. */
  'views written, not committed': async () => {
    const seen = new WeakSet();
    wrap(
      await projection(),
      'save',
      (save) =>
        function (...given) {
          const last = this.views.at(-1);
          if (!seen.has(last)) {
            seen.add(last);
            const { project } = last;
            last.project = async (...rows) => {
              await project.apply(last, rows);
              comesBy();
            };
          }
          return save.apply(this, given);
        },
    );
  },
  'committed, not answered': async () => wrap(await projection(), 'save', after(ofAny)),
  /** The decision is in memory, and the command that follows has not been given. */
  'appended, not reacted': async () =>
    wrap(
      await classIn('commands/reactions.service.js', 'Reactions'),
      'commandsOf',
      (commandsOf) =>
        async function (reaction, event) {
          if ((await reaction.commandsFor(event, this.handling.read)).length > 0) comesBy();
          return commandsOf.call(this, reaction, event);
        },
    ),
  /** One of a reaction's commands has been carried out, the others have not all been. */
  'between two reactions': async () => afterAppendOf((actor) => actor === 'system'),
  /** The command and its reactions are answered, and the tables have none of it. */
  'answered, not projected': async () => {
    wrap(
      await classIn('commands/command-gateway.service.js', 'CommandGateway'),
      'submit',
      (submit) =>
        async function (...given) {
          const decided = await submit.apply(this, given);
          if (this.checkpoints.viewed < decided.position) comesBy();
          return decided;
        },
    );
  },
  'rebuild: half-way': async () => wrap(await projection(), 'save', after(isCopy)),
  /** In the transaction that holds the live views and replaces them. */
  'rebuild: live views held': async () => {
    const prototype = await projection();
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'tables');
    Object.defineProperty(prototype, 'tables', {
      get() {
        comesBy();
        return get.call(this);
      },
    });
  },
  /** The new views are in place, and the old ones are still there. */
  'rebuild: old views not dropped': async () => {
    let drops = 0;
    wrap(
      await projection(),
      'drop',
      (drop) =>
        function () {
          if (this.schema.endsWith('_outdated') && (drops += 1) === 2) comesBy();
          return drop.call(this);
        },
    );
  },
};

if (points[name] === undefined) throw new Error(`There is no point named ${name}.`);
await points[name]();
