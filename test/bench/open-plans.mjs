// The ids of the plans that commands are given about, and of their activities, without the plans themselves.

/** A board has one plan a year; many plans in few boards, so that a token says little. */
export const PLANS_OF_A_BOARD = 50;
export const LAST_YEAR = 2025;

/** Yields the plans of a description: `boards` is how the ids of their boards begin, municipality first. */
export function* plansOf({ plans, boards = 'exempel.b', plansOfABoard = PLANS_OF_A_BOARD }) {
  for (let n = 0; n < plans; n += 1) {
    yield { boardId: `${boards}${Math.floor(n / plansOfABoard)}`, year: LAST_YEAR - (n % plansOfABoard) };
  }
}

/** The activities of such plans, in an order in which neighbours are of different plans. */
export function activitiesOf({ goals, activities, ...described }) {
  const plans = [...plansOf(described)];
  const numbers = (count) => Array.from({ length: count }, (_, n) => n + 1);
  return numbers(activities).flatMap((a) =>
    numbers(goals).flatMap((g) => plans.map(({ boardId, year }) => `${boardId}.${year}.g${g}.a${a}`)),
  );
}
