import type { LeaderElection } from '../../src/platform/database/database.service.js';

/** Processes on one database, all in this one. What one of them tells, every one hears, itself included. */
export class TownUnderTest {
  readonly #listeners: { readonly channel: string; readonly onNews: (news?: string) => void }[] = [];
  /** A message is lost while nobody can be reached. */
  isCutOff = false;

  newProcess(): LeaderElection {
    return {
      notify: (channel, news) => {
        if (!this.isCutOff) this.cry(channel, news);
      },
      listen: (channel, onNews) => {
        this.#listeners.push({ channel, onNews });
        onNews();
      },
      lead: (_name, work, stopping) => work(stopping),
      unlessLed: () => Promise.resolve(false),
    };
  }

  /** Lets everybody on a channel hear something; nothing, when they are to look for themselves. */
  cry(channel: string, news?: string): void {
    for (const listener of this.#listeners) if (listener.channel === channel) listener.onNews(news);
  }
}
