import { StoreRefused } from '../runtime/store-unavailable.js';
import { Alarms } from '../telemetry/alarms.service.js';
import { ACCESS_REFUSED, Admission } from './admission.service.js';

/** A log that denies the account a right. It answers each question when the test says so. */
function refusing() {
  const questions: { answer(): void; refuse(): void }[] = [];
  const alarms = new Alarms();
  const stores = {
    isLost: () => false,
    probe: () => {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      questions.push({ answer: () => resolve(true), refuse: () => reject(new StoreRefused('No right to read.')) });
      return promise;
    },
  };
  const admission = new Admission(stores, alarms, { require: () => undefined });
  admission.didNot('readings', new StoreRefused('No right to read.'));
  return { admission, questions, alarms };
}

async function idle(): Promise<void> {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
}

describe('commands while the log denies the account a right', () => {
  it('are refused, and cause one question at a time whether it has the right again', async () => {
    const { admission, questions } = refusing();
    for (let n = 0; n < 100; n += 1) expect(() => admission.admit()).toThrow(StoreRefused);
    expect(questions).toHaveLength(1);
    questions[0]?.refuse();
    await idle();
    for (let n = 0; n < 100; n += 1) expect(() => admission.admit()).toThrow(StoreRefused);
    expect(questions).toHaveLength(2);
  });

  it('are admitted when it has the right again', async () => {
    const { admission, questions, alarms } = refusing();
    expect(alarms.raised).toEqual([ACCESS_REFUSED]);
    expect(() => admission.admit()).toThrow(StoreRefused);
    questions[0]?.answer();
    await idle();
    expect(() => admission.admit()).not.toThrow();
    expect(alarms.raised).toEqual([]);
  });
});
