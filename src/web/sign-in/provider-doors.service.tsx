import { Refusal } from '../../kernel/refusal.js';
import { sendOn, textsIn } from '../forms.service.js';
import type { SignInDoors } from '../pages.service.js';
import { webRefusals } from '../web-refusals.js';
import { attemptIn, attemptTo } from './attempt.service.js';
import type { ProviderPlace } from './provider-place.js';
import { ANSWER_PATH, Provider, SIGNED_OUT_PATH } from './provider.service.js';
import { SignedOut, signedOutWords } from './signed-out.page.js';

/** Signs people in to the pages at an OpenID Connect provider, and out of both. */
export function providerDoors(place: ProviderPlace): SignInDoors {
  const provider = new Provider(place);
  return (scope, { visitors, views }) => {
    scope.get('/logga-in', async (request, reply) => {
      const { till, som } = textsIn(request.query);
      const attempt = attemptTo(till, visitors.secretOfStranger(request, reply));
      const { language } = visitors.of(request);
      const { href } = await provider.signInAddress(attempt, language, som !== undefined);
      return reply.redirect(href, 303);
    });
    scope.get(ANSWER_PATH, async (request, reply) => {
      const secret = visitors.knownSecretOfStranger(request);
      const found = secret === null ? null : attemptIn(textsIn(request.query).state ?? '', secret);
      if (found === null) {
        // The sign-in of another tab was faster, or the person has gone back in the browser's history.
        if (visitors.of(request).sessionId !== null) return sendOn(reply, '/');
        throw new Refusal(webRefusals.SIGN_IN_GONE, {});
      }
      await visitors.signIn(request, reply, await provider.tokenFor(request.url, found.attempt));
      return sendOn(reply, found.wanted);
    });
    scope.post('/logga-ut', async (request, reply) => {
      await visitors.signOut(request, reply);
      return sendOn(reply, `${SIGNED_OUT_PATH}?vidare=1`);
    });
    scope.get(SIGNED_OUT_PATH, async (request, reply) => {
      if (visitors.of(request).sessionId !== null) return sendOn(reply, '/');
      const { language } = visitors.of(request);
      const to = 'vidare' in textsIn(request.query) ? await provider.signOutAddress() : null;
      // A redirection would be the answer to a form still, and the policy of the pages keeps forms within the service.
      if (to !== null) reply.header('refresh', `0; url=${to.href}`);
      const body = <SignedOut {...{ language }} to={to?.href ?? null} />;
      return views.send(request, reply, { title: signedOutWords.title[language], body });
    });
  };
}
