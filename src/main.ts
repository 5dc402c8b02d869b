import { Logger } from '@nestjs/common';
import { KEEPS_DOCUMENTS } from './documents/making/keeping.service.js';
import { EVIDENCE, evidenceAt } from './evidence/signing-keys.service.js';
import { requireFolderOf } from './evidence/log-missing.service.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { MAIL_LANGUAGE, POST } from './mail/post.js';
import type { Given } from './platform/feature.service.js';
import { startApplication, listen } from './application.service.js';
import { Clock } from './platform/runtime/clock.service.js';
import { JsonLog } from './platform/telemetry/json-log.service.js';
import { Leader } from './platform/processes/leader.service.js';
import { limitShutdown } from './platform/runtime/shutdown.service.js';

/** Starts the service, which runs until a signal stops it. */
async function main(): Promise<void> {
  const { places, host, port, tokens, isTraced, keys, mail, signIn, ...config } = readConfig(process.env);
  if (tokens === null) {
    throw new ConfigError([
      'Nobody could sign in. Give TOKENS_ISSUER, the address of an OpenID Connect provider, or run `npm run demo` to try the service.',
    ]);
  }
  const evidence = evidenceAt(keys);
  requireFolderOf(evidence, places);
  const app = await startApplication({
    places,
    tokens,
    clock: new Clock(),
    isSimulated: false,
    demo: null,
    signIn,
    followsLog: true,
    logger: new JsonLog(undefined, config.logLevel),
    rateLimits: config.rateLimits,
    trustedProxies: config.trustedProxies,
    given: [
      { provide: EVIDENCE, useValue: evidence },
      { provide: KEEPS_DOCUMENTS, useValue: true },
      ...(await givenOf(mail)),
    ],
    // The process loads OpenTelemetry only when it exports traces.
    ...(isTraced && {
      tracing: (await import('./platform/telemetry/open-telemetry.service.js')).openTelemetry('tertial'),
    }),
  });
  limitShutdown(process);
  try {
    const address = await listen(app, port, host);
    const log = new Logger('Tertial');
    log.log(`Listening on ${address}`);
    await app.get(Leader).caughtUp();
    log.log('The views have caught up with the log.');
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Makes the values of the mail. Without a mail server there are none, and the process does not load its library. */
async function givenOf(mail: Config['mail']): Promise<Given[]> {
  if (mail === null) return [];
  const { SmtpPost } = await import('./mail/smtp-post.service.js');
  return [
    { provide: POST, useValue: new SmtpPost(mail) },
    { provide: MAIL_LANGUAGE, useValue: mail.language },
  ];
}

main().catch((error: unknown) => {
  // A person reads the error, so the output is one sentence without a stack trace.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
