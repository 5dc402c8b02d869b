// Something happens to the leader of a cluster of KurrentDB under load. The service is not restarted.

import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOfStop } from './trial.mjs';

/** The faults of a leader, by their names in the double's cluster. */
export const clusterFaults = ['resign', 'kill', 'freeze', 'isolate', 'cut'];

/** A cut and a silence end by themselves; meanwhile nobody else is elected. */
const CUT_FOR_MS = 7_000;
const LOOK_EVERY_MS = 10;
const LONGEST_RECOVERY_IN_MS = 30_000;
const FEW_ACKNOWLEDGED = 20;

/** Tells as `recovered` how long after a leader stood, or the cut had ended, somebody's new command was answered. */
export async function breakLeader(trial, fault) {
  const { service, services, place } = trial;
  return trial.run(`leader: ${fault}`, async (load, cycle) => {
    const faults = [];
    await load.until(FEW_ACKNOWLEDGED);
    const brokenAt = Date.now();
    await place.cluster.tell('break', { fault });
    if (fault === 'cut') {
      await sleep(CUT_FOR_MS);
      await place.cluster.tell('heal');
    } else while ((await place.cluster.tell('counts')).electedAt < brokenAt) await sleep(LOOK_EVERY_MS);
    const stoodAfter = Date.now() - brokenAt;
    const recovered = await trial.untilAnswered(cycle, services, LONGEST_RECOVERY_IN_MS);
    if (recovered === null) faults.push(`it has not recovered within ${LONGEST_RECOVERY_IN_MS} ms`);
    await place.cluster.tell('heal');
    const before = load.acknowledged;
    if (service.isRunning) await load.until(before + FEW_ACKNOWLEDGED);
    else faults.push('it has ended');
    if (load.acknowledged === before) faults.push('those who were there before get nothing acknowledged');
    return { recovered, endedBy: `a leader after ${stoodAfter} ms`, faults };
  });
}

/** The service is told to stop while no node says anything, and nothing is under way. */
export async function stopInSilence(trial) {
  const { service, place } = trial;
  return trial.run('SIGTERM while silent', async (load) => {
    await load.until(FEW_ACKNOWLEDGED);
    await load.end();
    await place.cluster.tell('silence', { on: true });
    // Longer than any deadline of the service, so that it is searching for a leader.
    await sleep(CUT_FOR_MS);
    const end = await service.end('SIGTERM', LONGEST_RECOVERY_IN_MS);
    await place.cluster.tell('silence', { on: false });
    await service.start();
    return { recovered: end?.milliseconds ?? null, endedBy: 'SIGTERM', faults: faultsOfStop(end) };
  });
}
