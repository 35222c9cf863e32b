import type { Services } from '@kopru/api/services';
import type { Loose, TestClient } from './client.ts';
import { newCall, newInhabitant, newWorld, unique, type Inhabitant, type World } from './world.ts';

const ROUND = `id status run problems outcome { optimal total bound left right come gone { leftId } changedTotal measuredAnew weightsTried round { pairs blockingPairs } stable { pairs blockingPairs } }
  settings { places must { leftId rightId } weights { component weight changed } quotas { value matched members } } viewerCanChange viewerCanPublish`;
export const CREATE_ROUND = `mutation ($callId: ID!, $input: MatchRoundInput, $after: ID) { createMatchRound(callId: $callId, input: $input, afterRoundId: $after) { ${ROUND} } }`;
export const UPDATE_ROUND = `mutation ($id: ID!, $input: MatchRoundInput!) { updateMatchRound(id: $id, input: $input) { ${ROUND} } }`;
export const SETTLE = `mutation ($id: ID!, $pair: PairInput!, $as: PairSettlement!) { settleRoundPair(id: $id, pair: $pair, as: $as) { ${ROUND} } }`;
export const SOLVE = `mutation ($id: ID!) { solveMatchRound(id: $id) { ${ROUND} } }`;
export const CANCEL = `mutation ($id: ID!) { cancelMatchRound(id: $id) { ${ROUND} } }`;
export const PUBLISH = `mutation ($id: ID!, $run: Int!, $replyBy: DateTime!) { publishMatchRound(id: $id, run: $run, replyBy: $replyBy) { ${ROUND} } }`;
export const READ_ROUND = `query ($id: ID!) { matchRound(id: $id) { ${ROUND}
  pairs(first: 100) { totalCount nodes { leftId rightId score settled isNew lacks { side rule text } left { name } right { name } suggestion { id status }
    forLeft { score reasons { contribution } } forRight { score } } }
  unmatched(first: 100) { totalCount nodes { reason side quota organisation { id name } best { name } bestWith { name } } } } }`;

/** The round once nobody works on it any more: works it off here, and waits where the server was faster. */
export const solved = (services: Services, staff: TestClient, id: string): Promise<Loose> =>
  once(services, staff, id, ({ status }) => status !== 'QUEUED' && status !== 'RUNNING');

async function once(services: Services, staff: TestClient, id: string, is: (round: Loose) => boolean): Promise<Loose> {
  for (let tries = 0; tries < 200; tries += 1) {
    await services.roundWork.workOff();
    const { matchRound } = await staff.ask(READ_ROUND, { id });
    if (is(matchRound)) return matchRound;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The round is not solved.');
}

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
export const pair = (a: Inhabitant, b: Inhabitant): Record<string, string> => ({ leftId: a.organisationId, rightId: b.organisationId });

/** Three organisations of each side that fit, in countries of their own, so that every test has a call with nobody else in it. */
export interface RoundWorld {
  readonly world: World;
  readonly left: Inhabitant[];
  readonly right: Inhabitant[];
  /** The call of the newest round. */
  call: string;
  /** A call in which only the six are on a side. */
  ownCall(): Promise<string>;
  /** A solved round, in a call of its own if none is named. */
  newRound(input?: Record<string, unknown>, callId?: string): Promise<Loose>;
  /** The round once it is solved again. */
  solvedAgain(id: string): Promise<Loose>;
  /** The round once it says what each weight does. */
  weightsTried(id: string): Promise<Loose>;
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export async function newRoundWorld(): Promise<RoundWorld> {
  const world = await newWorld();
  const { services } = world.server;
  const three = (name: string, direction: string, countries: readonly string[]): Promise<Inhabitant[]> =>
    Promise.all(
      countries.map((country, index) =>
        newInhabitant(world.server, {
          name: unique(`${name} ${index} `),
          country,
          fields: index === 0 ? ['ecology'] : ['youth'],
          issues: [{ issueId: 'volunteer-management', direction }],
        }),
      ),
    );
  const people: RoundWorld = {
    world,
    left: await three('Left', 'NEED', ['IS', 'IS', 'IS']),
    right: await three('Right', 'OFFER', ['NO', 'CH', 'CH']),
    call: '',
    solvedAgain: (id) => solved(services, world.staff, id),
    weightsTried: (id) => once(services, world.staff, id, ({ outcome }) => outcome?.weightsTried === true),
    query: (text, values = []) => services.db.query(text, values),
    ownCall: async () => {
      const id = await newCall(services, unique('Call '));
      await services.db.query(`update call set side_a = '{IS}', side_b = '{NO,CH}' where id = $1`, [id]);
      return id;
    },
    newRound: async (input = {}, callId) => {
      people.call = callId ?? (await people.ownCall());
      const { createMatchRound } = await world.staff.ask(CREATE_ROUND, { callId: people.call, input });
      return solved(services, world.staff, createMatchRound.id);
    },
  };
  return people;
}
