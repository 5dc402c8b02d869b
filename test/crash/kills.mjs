// The service dies, at any moment or at a named point, and is started again.

import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOfStop } from './trial.mjs';

/** A start is itself killed now and then: the next one finds a half-done recovery. */
const SHARE_OF_KILLED_STARTS = 0.2;
const LONGEST_KILLED_START_IN_MS = 1_200;
const LONGEST_WAY_TO_POINT_IN_MS = 20_000;
const FEW_ACKNOWLEDGED = 20;

/** The points of the service, with how often one comes by at most before the process dies there. */
export const points = {
  'appended, not answered': 150,
  'appended, not projected': 5,
  'states written, not committed': 5,
  'views written, not committed': 5,
  'committed, not answered': 5,
  'appended, not reacted': 30,
  'between two reactions': 10,
  'answered, not projected': 30,
};

export const pointsOfRebuild = ['rebuild: half-way', 'rebuild: live views held', 'rebuild: old views not dropped'];

/** @param next where the process that is started is to die in the next cycle; null for nowhere */
export async function endUnderLoad(trial, { signal, acknowledged, next }) {
  const { service, random } = trial;
  return trial.run(signal === 'SIGKILL' ? 'kill -9' : signal, async (load) => {
    await load.until(acknowledged * (0.75 + random() / 2));
    let killedAt = performance.now();
    const ending = service.end(signal);
    await load.end();
    const end = await ending;
    // Both are drawn every time, so that the seed plays the same whatever happens.
    const [isStartKilled, startedFor] = [random() < SHARE_OF_KILLED_STARTS, random() * LONGEST_KILLED_START_IN_MS];
    if (isStartKilled) {
      await service.spawn();
      await sleep(startedFor);
      killedAt = performance.now();
      await service.end('SIGKILL');
    }
    await service.start(next);
    return {
      // After SIGTERM it is the way to the exit that counts.
      recovered: signal === 'SIGKILL' ? performance.now() - killedAt : (end?.milliseconds ?? null),
      endedBy: isStartKilled ? `${signal}, again at start` : signal,
      faults: signal === 'SIGKILL' ? [] : faultsOfStop(end),
    };
  });
}

export async function killAtPoint(trial, { at, next }) {
  const { service } = trial;
  return trial.run(at.point, async (load) => {
    await load.until(FEW_ACKNOWLEDGED);
    service.lookOut();
    const end = await service.ended(LONGEST_WAY_TO_POINT_IN_MS);
    const killedAt = performance.now();
    const faults = end?.signal === 'SIGKILL' ? [] : [`it did not come to the point: ${JSON.stringify(end)}`];
    if (end === null) await service.end('SIGKILL');
    await load.end();
    await service.start(next);
    return { recovered: performance.now() - killedAt, endedBy: `time ${at.after}`, faults };
  });
}

/** The folder can be open in one process only: the service is killed, and the rebuild after it. */
export async function killRebuild(trial, { point, next }) {
  const { service } = trial;
  return trial.run(point, async (load) => {
    await load.until(FEW_ACKNOWLEDGED);
    const ending = service.end('SIGKILL');
    await load.end();
    await ending;
    const faults = killed(await service.rebuild({ at: { point, after: 1 } }));
    const killedAt = performance.now();
    await service.start(next);
    return { recovered: performance.now() - killedAt, endedBy: 'rebuild killed', faults };
  });
}

/** On a server the views are made anew while the service works on them. They are whole after that too. */
export async function killRebuildBeside(trial, { point, next }) {
  const { service, services } = trial;
  return trial.run(point, async (load, cycle) => {
    await load.until(FEW_ACKNOWLEDGED);
    const faults = killed(await service.rebuild({ at: { point, after: 1 } }));
    const recovered = await trial.untilAnswered(cycle, services, LONGEST_WAY_TO_POINT_IN_MS);
    if (recovered === null) faults.push('nothing was acknowledged after that');
    faults.push(...(await trial.rebuildsTheSame()));
    await load.until(load.acknowledged + FEW_ACKNOWLEDGED);
    if (next) {
      // A point is named to a process when it starts.
      await load.end();
      await service.end('SIGTERM');
      await service.start(next);
    }
    return { recovered, endedBy: 'rebuild killed', faults };
  });
}

function killed({ code, signal, stdout, stderr }) {
  return signal === 'SIGKILL' ? [] : [`the rebuild ended with ${code ?? signal}: ${stdout}${stderr.slice(-1000)}`];
}
