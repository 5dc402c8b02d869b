import type { Chance } from './chance.js';
import { flawed } from './flaws.js';
import { matterMoves } from './matter-moves.js';
import { meetingMoves } from './meeting-moves.js';
import { minutesMoves } from './minutes-moves.js';
import type { Move, Option } from './move.js';
import { names } from './people.js';
import { planMoves, removalMoves } from './removal-moves.js';
import type { World } from './world.js';

type Area = (world: World, chance: Chance) => Option[];

const areas: readonly { readonly weight: number; readonly moves: Area }[] = [
  { weight: 3, moves: removalMoves },
  { weight: 0.45, moves: planMoves },
  { weight: 4, moves: matterMoves },
  { weight: 6, moves: meetingMoves },
  { weight: 4, moves: minutesMoves },
];

const MOST_LOOKS = 4;

/** Looks for where there is something to do, but does not always find it. */
function optionIn(world: World, chance: Chance): Option | undefined {
  for (let looks = 1; ; looks += 1) {
    const options = chance.weighted(areas)?.moves(world, chance) ?? [];
    const weight = options.reduce((sum, option) => sum + option.weight, 0);
    if (looks === MOST_LOOKS || chance.next() < weight) return chance.weighted(options);
  }
}

/** The next command: mostly a likely one, now and then by the wrong person or about the wrong thing. */
export function moveIn(world: World, chance: Chance): Move {
  const made = chance.is(0.01) ? chance.between(1, 10) : optionIn(world, chance)?.make();
  if (made === undefined || typeof made === 'number') return { days: made ?? 1 };
  const [who, give] = made;
  // A slow person is slow for a while. After a summons, others act on what it concerns before they hear of it.
  const slow = chance.is(world.answers.length > 0 ? 0.5 : give.command === 'sendSummons' ? 0.3 : 0.08);
  if (chance.is(0.07)) return { who: chance.oneOf(names) ?? who, give, slow };
  return { who, give: chance.is(0.1) ? flawed(give, world, chance) : give, slow };
}
