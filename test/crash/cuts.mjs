// The network between the service and a store breaks under load, and is mended. The service is not restarted.

import { setTimeout as sleep } from 'node:timers/promises';

const SHORTEST_FAULT_IN_MS = 1_500;
const LONGEST_FAULT_IN_MS = 4_000;
const CUT_AGAIN_EVERY_MS = 400;
const LONGEST_RECOVERY_IN_MS = 20_000;
const FEW_ACKNOWLEDGED = 20;
/** In the middle of a transaction of the views, which then holds its rows on the server. */
const AT_WORST_MOMENT = '"checkpoint" set';
const LONGEST_WAIT_FOR_MOMENT_IN_MS = 5_000;

/** @param to which of the stores; `next`, where a process that has to be started is to die in the next cycle */
export async function breakNetwork(trial, { fault, to, next }) {
  const { service, services, place, random } = trial;
  const proxy = place.proxies.get(to);
  return trial.run(`${fault}: ${to}`, async (load, cycle) => {
    const faults = [];
    await load.until(FEW_ACKNOWLEDGED);
    if (fault === 'half-open' && to === 'PostgreSQL views') {
      await proxy.sees(AT_WORST_MOMENT, AbortSignal.timeout(LONGEST_WAIT_FOR_MOMENT_IN_MS));
    }
    const lasting = SHORTEST_FAULT_IN_MS + random() * (LONGEST_FAULT_IN_MS - SHORTEST_FAULT_IN_MS);
    await proxy.break(fault);
    const healAt = performance.now() + lasting;
    while (performance.now() < healAt) {
      await sleep(Math.min(CUT_AGAIN_EVERY_MS, healAt - performance.now()));
      proxy.cutAgain();
    }
    await proxy.heal();
    const recovered = await trial.untilAnswered(cycle, services, LONGEST_RECOVERY_IN_MS);
    if (recovered === null) faults.push(`it has not recovered within ${LONGEST_RECOVERY_IN_MS} ms`);
    const before = load.acknowledged;
    if (service.isRunning) await load.until(before + FEW_ACKNOWLEDGED);
    else faults.push('it has ended');
    if (load.acknowledged === before) faults.push('those who were there before get nothing acknowledged');
    if (faults.length > 0 || next !== null) {
      // The cycles after this one need a service.
      const ending = service.end('SIGKILL');
      await load.end();
      await ending;
      await service.start(next);
    }
    return { recovered, endedBy: `${Math.round(lasting)} ms`, faults };
  });
}
