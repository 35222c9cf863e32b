import type { SqlClient } from '../database/database.ts';
import type { RoundPhase, StoredProblem } from './round.outcome.ts';
import type { RoundSettings } from './round.settings.ts';

/** A round that one process works on. `run` and `attempt` say whose it is: who finds others there has lost it. */
export interface Claim {
  readonly id: string;
  readonly callId: string;
  readonly settings: RoundSettings;
  readonly run: number;
  readonly attempt: number;
  /** What the pairs before the last change were worth, in tenths; null when there were none. */
  readonly totalBefore: number | null;
  /** What points meant then (`measureOf`); null when there were none, or when it was not kept. */
  readonly measureBefore: string | null;
}

const LEASE = `now() + interval '90 seconds'`;
const OURS = `id = $1 and run = $2 and attempts = $3 and status = 'RUNNING'`;
const claimValues = ({ id, run, attempt }: Claim): [string, number, number] => [id, run, attempt];

const CLAIM = `update match_round r set status = 'RUNNING', attempts = r.attempts + 1, lease_until = ${LEASE}, progress = null
  from (select id from match_round where (status = 'QUEUED' or (status = 'RUNNING' and lease_until < now())) and attempts < 3
    order by queued_at limit 1 for update skip locked) next
  where r.id = next.id
  returning r.id, r.call_id as "callId", r.settings, r.run, r.attempts as attempt, (r.outcome->>'total')::int as "totalBefore", r.outcome->>'measure' as "measureBefore"`;

/** Takes the round that has waited longest, at most three times each; null when none waits. */
export async function claimRound(db: SqlClient): Promise<Claim | null> {
  return (await db.query<Claim>(CLAIM)).rows[0] ?? null;
}

/** Renews a claim and says how far the work is. False when it was cancelled, changed or taken over. */
export async function keepRound(db: SqlClient, claim: Claim, phase: RoundPhase): Promise<boolean> {
  const { rows } = await db.query(`update match_round set lease_until = ${LEASE}, progress = $4 where ${OURS} returning id`, [
    ...claimValues(claim),
    JSON.stringify(phase),
  ]);
  return rows.length > 0;
}

/** Lets somebody else go on. A fault has used up an attempt, and waits a little; going down has not. */
export async function giveBack(db: SqlClient, claim: Claim, fault = false): Promise<void> {
  await db.query(
    `update match_round set status = 'QUEUED', lease_until = null, attempts = attempts - case when $4::boolean then 0 else 1 end where ${OURS}`,
    [...claimValues(claim), fault],
  );
}

/** Says why it cannot be solved. False when the claim was lost meanwhile. */
export async function failRound(tx: SqlClient, claim: Claim, problems: readonly StoredProblem[]): Promise<boolean> {
  const { rows } = await tx.query(
    `update match_round set status = 'FAILED', problems = $4, lease_until = null, progress = null where ${OURS} returning id`,
    [...claimValues(claim), JSON.stringify(problems)],
  );
  return rows.length > 0;
}

/** Gives up rounds that broke three times. */
export async function loseRounds(db: SqlClient): Promise<{ id: string }[]> {
  const { rows } = await db.query<{ id: string }>(
    `update match_round set status = 'FAILED', problems = $1, lease_until = null, progress = null
     where attempts >= 3 and (status = 'QUEUED' or (status = 'RUNNING' and lease_until < now())) returning id`,
    [JSON.stringify([{ kind: 'BROKEN_OFF' }])],
  );
  return rows;
}

/** Marks a round solved. False when the claim was lost meanwhile: then nothing may be stored. */
export async function markSolved(tx: SqlClient, claim: Claim, outcome: unknown): Promise<boolean> {
  const { rows } = await tx.query(
    `update match_round set status = 'SOLVED', outcome = $4, problems = null, solved_at = now(), lease_until = null, progress = null where ${OURS} returning id`,
    [...claimValues(claim), JSON.stringify(outcome)],
  );
  return rows.length > 0;
}

/** Adds what each weight does to a round that is still as it was solved. */
export async function addEffects(db: SqlClient, { id, run }: Claim, effects: unknown): Promise<void> {
  await db.query(
    `update match_round set outcome = jsonb_set(outcome, '{effects}', $3) where id = $1 and run = $2 and status in ('SOLVED', 'PUBLISHED')`,
    [id, run, JSON.stringify(effects)],
  );
}

/** Whether no round waits for anybody. */
export async function isQuiet(db: SqlClient): Promise<boolean> {
  return (await db.query(`select from match_round where status = 'QUEUED' limit 1`)).rows.length === 0;
}
