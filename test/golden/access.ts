import { type CommandName, municipalityCommands, personRoles, type Role } from '../../src/kernel/permissions.js';
import { permissions } from '../../src/kernel/permission-table.js';
import { roleNames } from '../../src/kernel/refusal.js';
import { matterProcess } from '../../src/matters/matter-process.js';
import { meetingProcess, paragraphProcess } from '../../src/meetings/meeting-process.js';
import { removalProcess } from '../../src/removals/removal-process.js';

type Process = Readonly<Record<string, Readonly<Record<string, string | readonly string[] | undefined>>>>;

const roles: readonly Role[] = [...personRoles, 'SYSTEM'];

const isReading = (name: string): boolean => name.startsWith('read');

/** The page that tells who may do what, made from the very tables that the rules ask. */
export function accessPage(): string {
  const names = Object.keys(permissions).filter((name) => isCommand(name));
  return [
    '# Who may do what',
    'Made by `npm run golden` from the tables that the rules ask; not to be changed by hand. The commands are in `src/kernel/permission-table.ts`.',
    'Roles are held for a board, or for the whole municipality and then for each of its boards. A command for a board where somebody holds no role is answered as if the board did not exist. ' +
      `Only a role of the municipality allows ${municipalityCommands.map((name) => `\`${name}\``).join(' and ')}. ` +
      'A deputy has the commands of the holder, in their own name. Nobody holds SYSTEM: it is Tertial itself, carrying out what the board has decided.',
    '## Commands',
    matrix(names.filter((name) => !isReading(name))),
    'Besides the role: nobody reviews what they wrote or changed, nobody takes two steps of one review, a proposal is withdrawn by its author, and ' +
      'a removal is decided by the board alone.',
    '## Reading',
    matrix(names.filter(isReading)),
    '## A matter, from draft to decision',
    steps(matterProcess),
    '## A proposal to take an activity out of the plan',
    steps(removalProcess),
    '## A meeting',
    steps(meetingProcess),
    '## A § of the minutes, until it is final',
    steps(paragraphProcess),
  ].join('\n\n');
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(permissions, name);
}

function matrix(names: readonly CommandName[]): string {
  const header = ['', ...roles.map((role) => `${role} (${roleNames[role]?.sv ?? ''})`)];
  const rows = names.map((name) => {
    const allowed: readonly Role[] = permissions[name];
    return [`\`${name}\``, ...roles.map((role) => (allowed.includes(role) ? 'yes' : ''))];
  });
  return markdown([header, ...rows]);
}

/** The verdicts of each state, with the states that they lead to. All others are refused. */
function steps(process: Process): string {
  const rows = Object.entries(process).flatMap(([state, verdicts]) => {
    const ways = Object.entries(verdicts).map(([verdict, to]) => [state, verdict, [to ?? []].flat().join(', ')]);
    return ways.length === 0 ? [[state, '', 'an end']] : ways;
  });
  return markdown([['State', 'What can be done', 'Leads to'], ...rows]);
}

function markdown([header = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
