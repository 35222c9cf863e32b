import type { Services } from '@kopru/api/services';
import type { Loose, TestClient } from './client.ts';

const ROUND = `id status run problems outcome { optimal total bound left right come gone { leftId } changedTotal round { pairs blockingPairs } stable { pairs blockingPairs } }
  settings { places must { leftId rightId } weights { component weight changed } quotas { value matched members } } viewerCanChange viewerCanPublish`;
export const CREATE_ROUND = `mutation ($callId: ID!, $input: MatchRoundInput, $after: ID) { createMatchRound(callId: $callId, input: $input, afterRoundId: $after) { ${ROUND} } }`;
export const UPDATE_ROUND = `mutation ($id: ID!, $input: MatchRoundInput!) { updateMatchRound(id: $id, input: $input) { ${ROUND} } }`;
export const SETTLE = `mutation ($id: ID!, $pair: PairInput!, $as: PairSettlement!) { settleRoundPair(id: $id, pair: $pair, as: $as) { ${ROUND} } }`;
export const SOLVE = `mutation ($id: ID!) { solveMatchRound(id: $id) { ${ROUND} } }`;
export const CANCEL = `mutation ($id: ID!) { cancelMatchRound(id: $id) { ${ROUND} } }`;
export const PUBLISH = `mutation ($id: ID!, $run: Int!, $replyBy: DateTime!) { publishMatchRound(id: $id, run: $run, replyBy: $replyBy) { ${ROUND} } }`;
export const READ_ROUND = `query ($id: ID!) { matchRound(id: $id) { ${ROUND}
  pairs(first: 100) { totalCount nodes { leftId rightId score settled isNew left { name } right { name } suggestion { id status }
    forLeft { score reasons { contribution } } forRight { score } } }
  unmatched(first: 100) { totalCount nodes { reason side quota organisation { id name } best { name } bestWith { name } } } } }`;

/** The round once nobody works on it any more: works it off here, and waits where the server was faster. */
export async function solved(services: Services, staff: TestClient, id: string): Promise<Loose> {
  for (let tries = 0; tries < 200; tries += 1) {
    await services.roundWork.workOff();
    const { matchRound } = await staff.ask(READ_ROUND, { id });
    if (matchRound.status !== 'QUEUED' && matchRound.status !== 'RUNNING') return matchRound;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The round is not solved.');
}
