import type { Clock } from '../platform/runtime/clock.service.js';
import { isLoopback } from '../platform/sign-in/demo-doors.service.js';
import { type DemoSignIn as DemoTokens, demoPeople } from '../platform/sign-in/demo-sign-in.service.js';
import { Refusal } from '../kernel/refusal.js';
import { DemoSignIn } from './demo-sign-in.page.js';
import { localAddress, sendOn, textsIn } from './forms.service.js';
import type { SignInDoors } from './pages.service.js';
import { webRefusals } from './web-refusals.js';
import { demoWords } from './words.js';

/** Lets somebody on the same machine sign in as one of the demonstration's people. */
export function demoSignInDoors(demo: DemoTokens, clock: Clock): SignInDoors {
  return (scope, { visitors, views }) => {
    scope.get('/logga-in', async (request, reply) => {
      const { language } = visitors.of(request);
      const body = (
        <DemoSignIn
          {...{ people: demoPeople, language, today: clock.today() }}
          formToken={visitors.formToken(request, reply)}
          wanted={localAddress(textsIn(request.query).till)}
        />
      );
      return views.send(request, reply, { title: demoWords.title[language], body });
    });
    scope.post('/logga-in', async (request, reply) => {
      const { person: id, till } = textsIn(request.body);
      const person = demoPeople.find((one) => one.id === id);
      if (person === undefined || !isLoopback(request)) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
      await visitors.signIn(request, reply, await demo.tokenFor(person));
      return sendOn(reply, till);
    });
    scope.post('/logga-ut', async (request, reply) => {
      await visitors.signOut(request, reply);
      return sendOn(reply, '/logga-in');
    });
  };
}
