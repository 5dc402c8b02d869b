import { idOf, isId } from '../../src/kernel/identity.js';
import { isDate } from '../../src/kernel/tertial.js';
import type { Chance } from './chance.js';
import { daysLater } from './days.js';
import type { Command } from './giving.js';
import { matterIds } from './matter-moves.js';
import { chair, members, substitutes } from './people.js';
import { activityIds } from './removal-moves.js';
import type { World } from './world.js';

/** The command with one thing wrong: stale, of another, out of time, or blank. */
export function flawed<Given extends Command>(given: Given, world: World, chance: Chance): Given {
  return { ...given, data: withFlaw(given.data, world, chance) };
}

function withFlaw<Data extends Command['data']>(data: Data, world: World, chance: Chance): Data {
  const found = chance.oneOf(Object.entries(data));
  return found === undefined ? data : { ...data, [found[0]]: wrong(found[0], found[1], world, chance) };
}

const blankable = ['reason', 'motivation', 'caseNumber', 'paragraph', 'comment', 'title', 'wording', 'place', 'dnr'];
const aboutPersons = ['personId', 'substitute', 'chair'];

function wrong(name: string, value: unknown, world: World, chance: Chance): unknown {
  if (typeof value === 'number') return value + chance.of(-1, 1);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return chance.is(0.5) ? value.slice(1) : [...value, ...value.slice(0, 1)];
  if (typeof value !== 'string') return value;
  if (blankable.includes(name)) return ' ';
  if (aboutPersons.includes(name)) return chance.oneOf([...members, ...substitutes, idOf('Person', 'stina')]) ?? chair;
  return wrongText(value, world, chance);
}

function wrongText(text: string, world: World, chance: Chance): string {
  if (isDate(text)) return daysLater(text, chance.between(-25, 25));
  if (/^[0-9a-f]{64}$/.test(text)) return '0'.repeat(64);
  const others = (known: readonly string[], foreign: string) => chance.oneOf([...known, foreign]) ?? foreign;
  if (isId('Matter', text)) return others(matterIds, 'exempel.bun.dnr-bun-2026-1');
  if (isId('Meeting', text)) return others([...world.meetings.all.keys()], 'exempel.bun.meeting-2026-05-13');
  if (isId('Activity', text)) return others(activityIds, 'exempel.ks.2025.g1.a1');
  if (isId('RemovalProposal', text))
    return others(
      activityIds.map((id) => `${id}.r1`),
      'exempel.bun.2026.g1.a1.r1',
    );
  return text;
}
