import { ANONYMOUS, type Actor } from '../access/actor.ts';
import type { Asker } from '../access/asker.ts';
import type { SqlClient } from '../database/database.ts';
import { ASKER } from '../person/actor.reads.ts';
import { visibilityValues } from './organisation.policy.ts';

/** What the policy's fragments bind (`visibilityValues`), and the same of the row `asker`. */
const OF_ASKER: readonly (readonly [given: string, looked: string])[] = [
  ['$1::boolean', 'asker.staff'],
  ['$2::uuid[]', 'asker.known'],
  ['$3::boolean', 'asker.member'],
];

const made = new Map<string, string>();

/**
 * A statement of one JSON value under the policy, made into one that looks up itself whose rights these are: the session stands at `$1`,
 * and what was at `$4` at `$2`.
 */
function lookingUp(text: string): string {
  const known = made.get(text);
  if (known) return known;
  const looked = OF_ASKER.reduce((rest, [given, own]) => rest.replaceAll(given, own), text);
  if (/\$[123]\b/.test(looked)) throw new Error(`A statement binds who asks in a way of its own: ${text}`);
  const body = looked.replace(/\$(\d+)/g, (_all, place: string) => `$${Number(place) - 2}`);
  const statement = `with ${ASKER} select actor, (${body}) as answer from asker`;
  // No more than are prepared: filters are put together into ever new texts.
  if (made.size < 500) made.set(text, statement);
  return statement;
}

type Query = SqlClient['query'];

/**
 * One JSON value as whoever asks may see it, with who that is. `text` selects it as `answer`, binds who asks as the policy does, and `values`
 * from `$4` on. Somebody who is not known yet is looked up by the same statement: one trip instead of two, and both of one moment.
 */
export async function readAs<Answer>(
  query: Query,
  asker: Asker,
  text: string,
  values: readonly unknown[],
): Promise<{ actor: Actor; answer: Answer | null }> {
  const session = asker.unknownSession;
  if (session === null) {
    const { rows } = await query<{ answer: Answer }>(text, [...visibilityValues(asker.actor), ...values]);
    return { actor: asker.actor, answer: rows[0]?.answer ?? null };
  }
  const { rows } = await query<{ actor: Actor; answer: Answer | null }>(lookingUp(text), [session, ...values]);
  if (rows[0]) return { actor: asker.learn(rows[0].actor), answer: rows[0].answer };
  asker.learn(ANONYMOUS);
  return readAs(query, asker, text, values);
}
