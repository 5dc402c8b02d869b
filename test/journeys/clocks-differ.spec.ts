import { Health } from '../../src/platform/operations/health.service.js';
import { KurrentDbServer } from '../stores/kurrentdb/server-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { serviceOn } from '../support/service-on.js';

const LONG = 300_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const boardId = 'exempel.ks';

describe('a KurrentDB whose clock is', () => {
  it.each([
    [
      'ahead',
      [
        { milliseconds: 1_000, alarms: [] },
        { milliseconds: HOUR, alarms: ['clocks differ'] },
      ],
    ],
    ['behind', [{ milliseconds: -HOUR, alarms: ['clocks differ'] }]],
  ])(
    '%s takes and shows commands, leaves the service ready, and is an alarm above two seconds',
    async (_, differences) => {
      const server = await KurrentDbServer.start();
      const { api, close } = await serviceOn({ ...inMemory, eventsUrl: server.url });
      for (const [n, { milliseconds, alarms }] of differences.entries()) {
        await server.tell('clock', { milliseconds });
        const dnr = `KS 2026/${n}`;
        await api.give('hanna', 'openMatter', { boardId, dnr, title: 'Ärende' });
        const id = `${boardId}.dnr-ks-2026-${n}`;
        expect(await api.see('rut', 'matter', { id })).toMatchObject({ dnr });
        expect(await api.app.get(Health).readiness()).toMatchObject({ status: 'ready', lagging: [], alarms });
        // Rule 49: an answer about a moment at which such a server still records events would change.
        const knownAt = new Date(Date.now() + milliseconds + MINUTE).toISOString();
        const { errors } = await api.ask('rut', 'matter', { id, asOf: { knownAt } });
        expect(errors).toMatchObject([{ extensions: { code: 'MOMENT_NOT_YET' } }]);
      }
      await close();
      await server.stop();
    },
    LONG,
  );
});
