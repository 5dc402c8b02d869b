import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectText } from '../support/project-files.js';

const folder = mkdtempSync(join(tmpdir(), 'tertial-account-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the script with a `curl` that notes what it is told, one argument a line, and says these codes in turn. */
function run(...codes: readonly number[]) {
  const [curl, notes] = [join(folder, 'curl'), join(folder, 'notes')];
  writeFileSync(notes, '');
  writeFileSync(join(folder, 'codes'), codes.map((code) => `${code}\n`).join(''));
  writeFileSync(
    curl,
    `#!/bin/sh
for each in "$@"; do echo "$each" >> ${notes}; done
head -1 ${folder}/codes && sed -i 1d ${folder}/codes\n`,
  );
  chmodSync(curl, 0o755);
  const { status, stderr } = spawnSync('sh', ['docker/kurrentdb-account.sh', 'https://events:2113', 'ca.crt'], {
    env: { PATH: `${folder}:${process.env.PATH}`, ADMIN: 'admin:s3cr3t', PASSWORD: 'r3t' },
    encoding: 'utf8',
  });
  const told = readFileSync(notes, 'utf8').split('\n');
  const bodies: unknown[] = told.filter((line) => /^[[{]/.test(line)).map((line) => JSON.parse(line));
  return { status, stderr, bodies, addresses: told.filter((line) => line.startsWith('https://')) };
}

describe('the account at KurrentDB', () => {
  const account = { loginName: 'tertial', fullName: 'Tertial', groups: [], password: 'r3t' };
  const right = [
    {
      eventId: expect.stringMatching(/^[\da-f-]{36}$/),
      eventType: '$metadata',
      data: { $acl: { $r: ['$admins', 'tertial'] } },
    },
  ];

  it('is made as a plain user that may read all streams as one', () => {
    expect(run(201, 201)).toEqual({
      status: 0,
      stderr: '',
      bodies: [account, right],
      addresses: ['https://events:2113/users/', 'https://events:2113/streams/%24%24%24all'],
    });
  });

  it('gets its password and its right anew when it is there already', () => {
    const { status, bodies } = run(409, 200, 201);
    expect({ status, bodies }).toEqual({ status: 0, bodies: [account, { newPassword: 'r3t' }, right] });
  });

  it('is not said to be there when the server refuses it, and no password is told', () => {
    for (const codes of [[401], [409, 401], [201, 401]]) {
      const { status, stderr } = run(...codes);
      expect(status).toBe(1);
      expect(stderr).toMatch(/was answered with 401\.\n$/);
      expect(stderr).not.toMatch(/s3cr3t|r3t/);
    }
  });

  it('is the one that the containers use, and KurrentDB is started again after it ended itself', () => {
    const compose = projectText('docker/compose.kurrentdb.yml');
    expect(compose).toContain('EVENTS_URL: esdb://tertial:${KURRENTDB_PASSWORD}@kurrentdb:2113?tls=true');
    expect(compose).toContain('./kurrentdb-account.sh:/kurrentdb-account.sh:ro');
    expect(/\n {2}kurrentdb:\n(?: {4}.*\n)*/.exec(compose)?.[0]).toMatch(/^ {4}restart: unless-stopped$/m);
  });
});
