import { idOf, municipalityOf } from '../kernel/identity.js';
import type { Timer } from '../platform/processes/timer.service.js';
import { recordLegalForceCommand } from './legal-force.js';
import { meetingsDue } from './meetings.view.js';

/** The day after the last one to appeal on comes by itself (rule 40). */
export const recordLegalForceInTime: Timer = {
  name: 'record legal force in time',
  due: async (today, db) => {
    const ids = await meetingsDue(today, db);
    return ids.map((text) => {
      const meetingId = idOf('Meeting', text);
      const municipalityId = municipalityOf(meetingId);
      return { id: meetingId, municipalityId, command: recordLegalForceCommand({ meetingId }) };
    });
  },
};
