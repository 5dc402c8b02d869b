import { getNamedType, type GraphQLField, GraphQLID, isObjectType } from 'graphql';
import { NAMED } from '../../src/platform/graphql-types/named.view.js';
import { REFERENCE } from '../../src/platform/graphql-types/reference.view.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';

let town: MunicipalityUnderTest;

beforeAll(async () => {
  town = await startMunicipality();
});
afterAll(() => town.close());

/** Ids of the very thing that they stand in, or beside which its name stands in another field already. */
const ownNames = new Set([
  ...['FollowedUpActivity.activityId', 'FollowedUpGoal.goalId', 'GoalMeasure.measureId', 'Measure.measureId'],
  ...[
    'Minutes.meetingId',
    'PublicationsOfMeeting.meetingId',
    'MinutedMatter.matterId',
    'MinutedParagraph.matterId',
    'SummonedItem.matterId',
  ],
  ...[
    'RemovalBasis.goalId',
    'RemovalProposal.activityId',
    'HistoryPerson.personId',
    'Deputy.roleId',
    'UnitMember.unitId',
  ],
]);
/** Ids of events and commands. They have no names. */
const ofEvents = new Set(['HistoryEntry.eventId', 'HistoryEntry.causationId', 'HistoryEntry.correlationId']);

function edgesOf(fields: readonly GraphQLField<unknown, unknown>[]): unknown[] {
  return fields.flatMap(({ extensions }) => {
    const edge: unknown = extensions[NAMED] ?? extensions[REFERENCE];
    return typeof edge === 'object' && edge !== null && 'idField' in edge ? [edge.idField] : [];
  });
}

it('each id of another thing in an answer has the thing with its name beside it', () => {
  const nameless = Object.values(town.api.schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) => {
      const fields = Object.values(type.getFields());
      const edges = edgesOf(fields);
      return fields
        .filter((field) => getNamedType(field.type) === GraphQLID && field.name !== 'id' && !edges.includes(field.name))
        .map((field) => `${type.name}.${field.name}`);
    });
  expect(nameless.filter((field) => !ownNames.has(field) && !ofEvents.has(field))).toEqual([]);
});
