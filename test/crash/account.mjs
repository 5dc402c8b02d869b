// Holds the log against what the service has answered. It knows nothing of the service but what the log means.

/**
 * Everything that is wrong, by kind; each list is empty when nothing is. `counts` says how much was looked at.
 *
 * @param events all events of the log, in the order of reading
 * @param commands all commands ever sent, with what they were answered
 * @param leavesHoles whether the store's positions only ascend
 */
export function account(events, commands, leavesHoles = false) {
  const byCommand = Map.groupBy(events, ({ metadata }) => metadata.commandId);
  const acknowledged = commands.filter(({ acknowledgedIn }) => acknowledgedIn !== null);
  const reactions = reactionsIn(events);
  return {
    counts: { events: events.length, acknowledged: acknowledged.length, reactions: reactions.due },
    faults: {
      lost: acknowledged.filter(({ commandId }) => !byCommand.has(commandId)).map(named),
      doubled: doubledIn(events, commands, byCommand).map(({ what }) => what),
      'not what was asked': acknowledged
        .filter(({ commandId, event, stream }) =>
          byCommand.get(commandId)?.some((found) => found.type !== event || found.stream !== stream),
        )
        .map(named),
      'refused and yet done': commands
        .filter(({ acknowledgedIn, commandId }) => acknowledgedIn === null && byCommand.has(commandId))
        .map(named),
      'never answered': commands.filter(({ answers }) => answers.at(-1) === null).map(named),
      'answered otherwise than before': commands.filter(answeredOtherwise).map(named),
      'answered unexpectedly': commands
        .filter(({ answers, refusal }) =>
          answers.some((answer) => answer !== null && answer !== (refusal ?? 'acknowledged')),
        )
        .map(named),
      'done without being asked': unasked(events, commands),
      'positions with holes': events
        .filter(({ position }, index) =>
          leavesHoles ? position <= (events[index - 1]?.position ?? 0) : position !== index + 1,
        )
        .map(({ position }) => `position ${position}`),
      'revisions with holes': revisionsWithHoles(events),
      'reactions not carried out exactly once': reactions.faults,
      'documents kept of nothing, or twice': wronglyKept(events),
    },
  };
}

/** Counts the commands of each cycle: `Map<cycle, { acknowledged, lost, doubled }>`. */
export function byCycle(events, commands) {
  const byCommand = Map.groupBy(events, ({ metadata }) => metadata.commandId);
  const cycles = new Map();
  const inCycle = (cycle) => {
    if (!cycles.has(cycle)) cycles.set(cycle, { acknowledged: 0, lost: 0, doubled: 0 });
    return cycles.get(cycle);
  };
  for (const { commandId, acknowledgedIn } of commands) {
    if (acknowledgedIn === null) continue;
    inCycle(acknowledgedIn).acknowledged += 1;
    if (!byCommand.has(commandId)) inCycle(acknowledgedIn).lost += 1;
  }
  const sentIn = new Map(commands.map((command) => [command.commandId, command.sentIn]));
  const doubled = new Set(doubledIn(events, commands, byCommand).map(({ commandId }) => commandId));
  for (const commandId of doubled) inCycle(sentIn.get(commandId)).doubled += 1;
  return cycles;
}

/** All that is there more than once, each with the person's command that it came of. */
function doubledIn(events, commands, byCommand) {
  const more = commands
    .filter(({ commandId }) => (byCommand.get(commandId)?.length ?? 0) > 1)
    .map((command) => ({ what: named(command), commandId: command.commandId }));
  return [
    ...more,
    ...repeated(events, ({ id }) => id),
    // Also an effect that was taken twice under two ids: each command has a text that no other has.
    ...repeated(events, ({ stream, type, data }) => `${stream} ${type} ${JSON.stringify(data)}`),
  ];
}

export function isSound({ faults }) {
  return Object.values(faults).every((found) => found.length === 0);
}

function named({ mutation, commandId, answers, acknowledgedIn }) {
  return `${mutation} ${commandId}, answered ${answers.map(String).join(', ')}, acknowledged in cycle ${acknowledgedIn}`;
}

function answeredOtherwise({ answers }) {
  return new Set(answers.filter((answer) => answer !== null)).size > 1;
}

function repeated(events, keyOf) {
  return [...Map.groupBy(events, keyOf)]
    .filter(([, same]) => same.length > 1)
    .map(([what, [{ metadata }]]) => ({ what, commandId: rootOf(metadata) }));
}

function revisionsWithHoles(events) {
  return [...Map.groupBy(events, ({ stream }) => stream)]
    .filter(([, inStream]) => inStream.some(({ revision }, index) => revision !== index))
    .map(([stream]) => stream);
}

/** The person's command that an event came of. */
function rootOf({ actor, commandId, correlationId }) {
  return actor === 'system' ? correlationId : commandId;
}

/** Persons' events that come from no command of ours, and reactions that lead back to none. */
function unasked(events, commands) {
  const ours = new Set(commands.map(({ commandId }) => commandId));
  return events
    .filter((event) => !isKeeping(event) && !ours.has(rootOf(event.metadata)))
    .map(({ id, type, stream }) => `${type} ${id} in ${stream}`);
}

/** The leading process keeps a document some time after what the document tells of, and names no cause. */
function isKeeping({ type }) {
  return type === 'DocumentKept';
}

/** Documents of meetings that have sent, adjusted and posted nothing, and documents that are kept twice. */
function wronglyKept(events) {
  const sources = ['SummonsSent', 'MinutesAdjusted', 'NoticePosted'];
  const told = new Set(events.filter(({ type }) => sources.includes(type)).map(({ data }) => data.meetingId));
  const kept = events.filter(isKeeping);
  const ofNothing = kept.filter(({ data }) => !told.has(data.meetingId)).map(({ id }) => `of nothing: ${id}`);
  const subjectOf = ({ data }) => `${data.meetingId} ${JSON.stringify(data.subject)}`;
  const twice = [...Map.groupBy(kept, subjectOf)]
    .filter(([, same]) => same.length > 1)
    .map(([what]) => `twice: ${what}`);
  return [...ofNothing, ...twice];
}

/** The reactions of Tertial, worked out from the events alone. */
const consequences = {
  PlanAdopted: ({ goals }) => goals.map(({ goalId }) => `GoalEstablished ${goalId}`),
  SummonsSent: ({ meetingId, items }) =>
    items.map(({ matterId, version }) => `MatterSummoned ${matterId} ${meetingId} ${version}`),
  MatterSummoned: ({ matterId, points }) =>
    points
      .filter(({ subject }) => subject.kind === 'REMOVE_ACTIVITY')
      .map(({ number, subject }) => `RemovalPutToBoard ${subject.proposalId} ${matterId} ${number}`),
  DecisionRecorded: ({ matterId, number, outcome }) => [`PointDecided ${matterId} ${number} ${outcome}`],
  PointDecided: ({ matterId, number, subject, outcome }) =>
    subject.kind === 'REMOVE_ACTIVITY' ? [`RemovalDecided ${subject.proposalId} ${matterId} ${number} ${outcome}`] : [],
  RemovalDecided: ({ proposalId, outcome }) =>
    outcome === 'APPROVED' ? [`ActivityRemoved ${proposalId.split('.').slice(0, 5).join('.')}`] : [],
};

const consequenceIn = {
  GoalEstablished: ({ goalId }) => goalId,
  MatterSummoned: ({ matterId, meetingId, version }) => `${matterId} ${meetingId} ${version}`,
  RemovalPutToBoard: ({ proposalId, matterId, point }) => `${proposalId} ${matterId} ${point}`,
  PointDecided: ({ matterId, number, outcome }) => `${matterId} ${number} ${outcome}`,
  RemovalDecided: ({ proposalId, matterId, point, outcome }) => `${proposalId} ${matterId} ${point} ${outcome}`,
  ActivityRemoved: ({ activityId }) => activityId,
};

function reactionsIn(events) {
  const due = events.flatMap(({ id, type, data }) =>
    (consequences[type]?.(data) ?? []).map((what) => `${what} because of ${id}`),
  );
  const done = events
    .filter((event) => event.metadata.actor === 'system' && !isKeeping(event))
    .map(({ type, data, metadata }) => `${type} ${consequenceIn[type]?.(data)} because of ${metadata.causationId}`);
  const times = new Map(due.map((what) => [what, 0]));
  const notDue = done.filter((what) => !times.has(what));
  for (const what of done) if (times.has(what)) times.set(what, times.get(what) + 1);
  const notOnce = [...times].filter(([, count]) => count !== 1).map(([what, count]) => `${count} times: ${what}`);
  return { due: due.length, faults: [...notOnce, ...notDue.map((what) => `not due: ${what}`)] };
}

/**
 * Plants faults in a sound log and its answers, and returns those kinds that went unseen: an account that finds nothing
 * wrong is worth only as much as its eyes.
 */
export function unseenWhenPlanted(events, commands, leavesHoles = false) {
  const asked = events.findIndex(({ metadata }) => metadata.actor !== 'system');
  const ofReactions = Object.keys(consequenceIn)
    .map((type) => events.findLastIndex((event) => event.type === type))
    .filter((index) => index !== -1);
  const renumbered = (list) => list.map((event, index) => ({ ...event, position: index + 1 }));
  const misplaced = leavesHoles ? events.toReversed() : events.toSpliced(asked, 1);
  const without = (index) => renumbered(events.toSpliced(index, 1));
  const again = (index, changes) => renumbered([...events, { ...events[index], ...changes }]);
  const { commandId: ofAsked } = events[asked].metadata;
  const withCommand = (changes) =>
    commands.map((command) => (command.commandId === ofAsked ? { ...command, ...changes } : command));
  const kept = events.findIndex(isKeeping);
  const other = { metadata: { ...events[asked].metadata, commandId: 'another' } };
  const planted = [
    ['lost', without(asked), commands],
    ['doubled', again(asked, { id: 'another' }), commands],
    ['doubled', again(asked, other), commands],
    ['doubled', again(asked, { id: 'another', ...other }), commands],
    ['not what was asked', events.with(asked, { ...events[asked], type: 'Another' }), commands],
    ['refused and yet done', events, withCommand({ acknowledgedIn: null, answers: ['BUSY'] })],
    ['never answered', events, withCommand({ answers: [null] })],
    ['answered otherwise than before', events, withCommand({ answers: ['acknowledged', 'COMMAND_ID_REUSED'] })],
    ['answered unexpectedly', events, withCommand({ answers: ['COMMAND_ID_REUSED'] })],
    ['done without being asked', events, commands.filter(({ commandId }) => commandId !== ofAsked)],
    ['positions with holes', misplaced, commands],
    ['revisions with holes', events.map((event) => ({ ...event, revision: event.revision + 1 })), commands],
    ...(kept < 0 ? [] : [['documents kept of nothing, or twice', again(kept, { id: 'another' }), commands]]),
    ...ofReactions.flatMap((index) => [
      ['reactions not carried out exactly once', without(index), commands],
      ['reactions not carried out exactly once', again(index, { id: 'another' }), commands],
    ]),
  ];
  return planted
    .filter(([kind, inLog, sent]) => account(inLog, sent, leavesHoles).faults[kind].length === 0)
    .map(([kind]) => kind);
}
