import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import fc from 'fast-check';
import { refused } from '../../../test/support/given.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import { type Connection, openedAfter, PageArgs, pageOf } from './connection.view.js';

/** Makes a list that gives pages as the views do. It reads one row more than `first` after the cursor. */
function list(openings: readonly number[]): (args: PageArgs) => Connection<string> {
  return (args) => {
    const after = openedAfter(args);
    const rows = openings.filter((opened) => opened > after).slice(0, args.first + 1);
    return pageOf(
      rows.map((opened) => ({ opened, row: `row ${opened}` })),
      args,
    );
  };
}

function nodesOf({ edges }: Connection<string>): string[] {
  return edges.map(({ node }) => node);
}

describe('a page', () => {
  const page = list([0, 3, 4, 9]);

  it('has as many rows as asked for, and says whether more follow', () => {
    const first = page({ first: 2 });
    expect(nodesOf(first)).toEqual(['row 0', 'row 3']);
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges[1]?.cursor });
    const rest = page({ first: 2, after: first.pageInfo.endCursor });
    expect(nodesOf(rest)).toEqual(['row 4', 'row 9']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('begins after any cursor of an earlier page', () => {
    const [cursor] = page({ first: 4 }).edges.map((edge) => edge.cursor);
    expect(nodesOf(page({ first: 4, after: cursor }))).toEqual(['row 3', 'row 4', 'row 9']);
  });

  it('of an empty list is empty and has no cursor', () => {
    const none = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect(list([])({ first: 20 })).toEqual(none);
    const { endCursor } = page({ first: 20 }).pageInfo;
    expect(page({ first: 20, after: endCursor })).toEqual(none);
  });

  it('begins at the first row without a cursor, or with null', () => {
    expect(nodesOf(page({ first: 1 }))).toEqual(['row 0']);
    expect(nodesOf(page({ first: 1, after: null }))).toEqual(['row 0']);
  });

  const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

  it(`after page gives each row once, in order (FC_SEED=${seed})`, () => {
    process.stdout.write(`FC_SEED=${seed}\n`);
    // Small sort keys are close together. Large sort keys have as many digits as a cursor accepts.
    const opening = fc.oneof(fc.nat(40), fc.integer({ min: 10 ** 15 - 20, max: 10 ** 15 - 1 }));
    const openings = fc.uniqueArray(opening, { maxLength: 30 });
    const whole = fc.property(openings, fc.integer({ min: 1, max: 7 }), (opened, first) => {
      const ordered = opened.toSorted((a, b) => a - b);
      const seen: string[] = [];
      let after: string | null = null;
      let hasNextPage = true;
      while (hasNextPage) {
        const next: Connection<string> = list(ordered)({ first, after });
        seen.push(...nodesOf(next));
        ({ hasNextPage, endCursor: after } = next.pageInfo);
      }
      expect(seen).toEqual(ordered.map((n) => `row ${n}`));
    });
    fc.assert(whole, { seed });
  });
});

describe('a malformed cursor', () => {
  it('is rejected', () => {
    const wrong = wrongRows(
      [
        '',
        'x',
        '0',
        '!',
        'row 3',
        encoded('-1'),
        encoded('1.5'),
        encoded(' 1'),
        encoded('1e3'),
        encoded('1'.repeat(16)),
      ],
      (after) => {
        refused(() => openedAfter({ first: 1, after }), 'INVALID_INPUT', {
          fields: [{ field: 'after', problem: 'cursor' }],
        });
      },
    );
    expect(wrong).toEqual([]);
  });

  function encoded(text: string): string {
    return Buffer.from(text).toString('base64url');
  }
});

describe('the arguments of a page', () => {
  async function faultsOf(args: object): Promise<string[]> {
    const errors = await validate(plainToInstance(PageArgs, args));
    return errors.flatMap(({ property, constraints }) =>
      Object.keys(constraints ?? {}).map((one) => `${property} ${one}`),
    );
  }

  it.each([[{}], [{ first: 1 }], [{ first: 100, after: 'MQ' }], [{ after: null }]])('may be %j', async (args) => {
    expect(await faultsOf(args)).toEqual([]);
  });

  it.each([
    [{ first: 0 }, ['first min']],
    [{ first: -1 }, ['first min']],
    [{ first: 101 }, ['first max']],
    [{ first: 1.5 }, ['first isInt']],
    [{ after: 7 }, ['after isString']],
  ])('may not be %j', async (args, faults) => {
    expect(await faultsOf(args)).toEqual(faults);
  });

  it('default to twenty rows', () => {
    expect(plainToInstance(PageArgs, {}).first).toBe(20);
  });
});
