import { adam, hanna, lars } from '../../test/support/register-under-test.js';
import type { Person } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import { keyOf, PersonsBySignIn } from './sign-in.service.js';

const issuer = 'issuer';
const municipalityId = idOf('Municipality', 'exempel');

/** Answers each question when the test says so. */
class RegisterUnderTest {
  readonly questions: { readonly subjects: string[]; answer(): void; fail(): void }[] = [];
  readonly persons = new PersonsBySignIn((signIns) => {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, Person>>();
    const subjects = signIns.map(({ subject }) => subject);
    const known = [adam, hanna].filter((personId) => subjects.includes(personId));
    this.questions.push({
      subjects,
      answer: () =>
        resolve(
          new Map(
            known.map((personId) => [
              keyOf({ issuer, subject: personId }),
              { kind: 'person', personId, municipalityId, grants: [] },
            ]),
          ),
        ),
      fail: () => reject(new Error('No register.')),
    });
    return promise;
  });

  async look(...subjects: string[]): Promise<(string | null)[]> {
    const found = await Promise.all(subjects.map((subject) => this.persons.one(issuer, subject)));
    return found.map((person) => person?.personId ?? null);
  }
}

async function idle(): Promise<void> {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
}

describe('persons who are looked for by their sign-ins', () => {
  it('at the same time are found by one question', async () => {
    const register = new RegisterUnderTest();
    const found = register.look(adam, lars, hanna, adam);
    await idle();
    register.questions[0]?.answer();
    expect(await found).toEqual([adam, null, hanna, adam]);
    expect(register.questions.map(({ subjects }) => subjects)).toEqual([[adam, lars, hanna, adam]]);
  });

  it('during a question are found by the next one, because that one may have been answered already', async () => {
    const register = new RegisterUnderTest();
    const early = register.look(adam);
    await idle();
    const late = [register.look(hanna), register.look(adam)];
    await idle();
    expect(register.questions).toHaveLength(1);
    register.questions[0]?.answer();
    expect(await early).toEqual([adam]);
    await idle();
    register.questions[1]?.answer();
    expect(await Promise.all(late)).toEqual([[hanna], [adam]]);
    expect(register.questions.map(({ subjects }) => subjects)).toEqual([[adam], [hanna, adam]]);
  });

  it('are found after a question that failed', async () => {
    const register = new RegisterUnderTest();
    const early = register.look(adam);
    await idle();
    const late = register.look(adam);
    register.questions[0]?.fail();
    await expect(early).rejects.toThrow('No register.');
    await idle();
    register.questions[1]?.answer();
    expect(await late).toEqual([adam]);
  });
});
