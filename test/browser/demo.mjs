// Plays the demonstration's case in this process, up to the middle of it, and serves it on a free port.

import { createApplication, listen } from '../../dist/application.service.js';
import { playCase, START } from '../../dist/demo/case.service.js';
import { fillRegister } from '../../dist/demo/register.service.js';
import { SimulatedClock } from '../../dist/platform/runtime/clock.service.js';
import { demoPeople, demoSignIn } from '../../dist/platform/sign-in/demo-sign-in.service.js';

/** Tertial 1 is closed by then, and two removals are proposed. */
const DAY = '2026-05-19';
const openT2 = { planId: 'exempel.ks.2026', tertial: 'T2', cutOff: '2026-09-10' };

export async function startDemo() {
  const clock = new SimulatedClock(START);
  const demo = await demoSignIn();
  const app = await createApplication({
    places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
    ...{ tokens: demo.tokens, clock, isSimulated: true, demo, followsLog: true, logger: ['error', 'fatal'] },
  });
  await fillRegister(app, clock);
  await playCase(app, clock, DAY);
  const address = await listen(app, 0, '127.0.0.1');

  /** Gives a command over the API. */
  async function give(who, name, input) {
    const person = demoPeople.find(({ id }) => id === who);
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await demo.tokenFor(person)}` },
      body: JSON.stringify({
        query: `mutation ($input: ${type}!) { ${name}(input: $input) { planId } }`,
        variables: { input },
      }),
    });
    const { errors } = await answer.json();
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
  }

  await give('cecilia', 'openFollowUp', openT2);
  return {
    address,
    give,
    /** Sets the clock to noon of a later day. */
    on: (day) => clock.set(`${day}T12:00:00.000Z`),
    close: () => app.close(),
    signIn: async (page, who) => {
      await page.goto(`${address}/logga-in`);
      await page.click(`button[value="${who}"]`);
      await page.waitForURL(`${address}/`);
    },
  };
}
