// Plays the demonstration's case in this process, up to a day or to its end, and serves it on a free port.

import { createApplication, listen } from '../../dist/application.service.js';
import { playCase, START } from '../../dist/demo/case.service.js';
import { publishCase } from '../../dist/demo/publishing.service.js';
import { fillRegister } from '../../dist/demo/register.service.js';
import { SimulatedClock } from '../../dist/platform/runtime/clock.service.js';
import { demoPeople, demoSignIn } from '../../dist/platform/sign-in/demo-sign-in.service.js';

const openT2 = { planId: 'exempel.ks.2026', tertial: 'T2', cutOff: '2026-09-10' };

/** @param day The last day that is played. Tertial 1 is closed on 19 May, and two removals are proposed. Null: to the end. */
export async function startDemo(day) {
  const clock = new SimulatedClock(START);
  const demo = await demoSignIn();
  const app = await createApplication({
    places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
    ...{ tokens: demo.tokens, clock, isSimulated: true, demo, followsLog: true, logger: ['error', 'fatal'] },
  });
  await fillRegister(app, clock);
  await playCase(app, clock, day);
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

  if (day === null) await publishCase(app, clock);
  else await give('cecilia', 'openFollowUp', openT2);
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
