import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inDays, newRoundWorld, PUBLISH, READ_ROUND, type RoundWorld } from '../support/round.ts';

let people: RoundWorld;
beforeAll(async () => (people = await newRoundWorld()));
afterAll(() => people?.world.close());

const set = (change: string): string => `update organisation set ${change} where id = $1`;
const SET_ASIDE = 'insert into dismissal (organisation_id, dismissed_organisation_id, reason)';
const INVITED = 'insert into invitation (call_id, from_organisation_id, to_organisation_id, status, reply_by, message)';
const SUGGESTED = 'insert into suggestion (call_id, left_organisation_id, right_organisation_id, status, reply_by)';
const PARTNERED = `with p as (insert into partnership (call_id) values ($2) returning id)
  insert into partnership_side (partnership_id, organisation_id, call_id, side) select id, $1, $2, 'A' from p`;
const SOON = `now() + interval '2 days'`;

/** What could happen to a pair between solving and publishing, left as $1, right as $2, the call as $3; how it is mended; and what must be said. */
const CASES: readonly (readonly [rule: string, spoil: string, mend: string, sentence: RegExp])[] = [
  ['side', set(`country = 'DK'`), set(`country = 'IS'`), /not on the two sides/],
  ['hidden', set(`visibility = 'HIDDEN'`), set(`visibility = 'PUBLIC'`), /hidden/],
  [
    'members',
    `with own as (${set(`visibility = 'MEMBERS'`)}) update organisation set verified_at = null where id = $2`,
    `with own as (${set(`visibility = 'PUBLIC'`)}) update organisation set verified_at = now() where id = $2`,
    /verified organisations only/,
  ],
  ['blocked', 'insert into organisation_block values ($1, $2)', 'delete from organisation_block where organisation_id = $1', /blocked/],
  [
    'blocked',
    'insert into organisation_block values ($2, $1)',
    'delete from organisation_block where blocked_organisation_id = $1',
    /blocked/,
  ],
  ['set-aside', `${SET_ASIDE} values ($1, $2, 'OTHER')`, 'delete from dismissal where organisation_id = $1', /set the other aside/],
  [
    'set-aside',
    `${SET_ASIDE} values ($2, $1, 'OTHER')`,
    'delete from dismissal where dismissed_organisation_id = $1',
    /set the other aside/,
  ],
  ['verified', set('verified_at = null'), set('verified_at = now()'), /not verified/],
  ['kind', set(`kind = 'OTHER'`), set(`kind = 'ASSOCIATION'`), /condition of the call/],
  [
    'nobody',
    'with gone as (delete from representative where organisation_id = $1 returning *) insert into kept_representative select * from gone',
    'with back as (delete from kept_representative where organisation_id = $1 returning *) insert into representative select * from back',
    /Nobody represents/,
  ],
  [
    'already-invited',
    `${INVITED} values ($3, $1, $2, 'PENDING', ${SOON}, '')`,
    'delete from invitation where from_organisation_id = $1',
    /invitation/,
  ],
  [
    'already-invited',
    `${INVITED} values ($3, $2, $1, 'DECLINED', ${SOON}, '')`,
    'delete from invitation where to_organisation_id = $1',
    /invitation/,
  ],
  [
    'declined',
    `${SUGGESTED} values ($3, $1, $2, 'DECLINED', ${SOON})`,
    'delete from suggestion where left_organisation_id = $1',
    /said no/,
  ],
  [
    'already-suggested',
    `${SUGGESTED} values ($3, $1, $2, 'OPEN', ${SOON})`,
    'delete from suggestion where left_organisation_id = $1',
    /open suggestion/,
  ],
  ['one-partnership', PARTNERED.replaceAll('$2', '$3'), 'delete from partnership_side where organisation_id = $1', /already has a partner/],
];

describe('publishing', () => {
  it.each(CASES)('checks %s again, names the pair and publishes nothing of the round (%s)', async (rule, spoil, mend, sentence) => {
    const { query, world } = people;
    await query('create table if not exists kept_representative (like representative)');
    const round = await people.newRound();
    const { leftId, rightId, left, right } = round.pairs.nodes[2];
    /** Only those that the statement asks for: PostgreSQL wants to know the type of each. */
    const run = (text: string): Promise<unknown> => {
      const wanted = [leftId, rightId, people.call].filter((_, at) => text.includes(`$${at + 1}`));
      let numbered = text;
      ['$1', '$2', '$3'].filter((name) => text.includes(name)).forEach((name, at) => (numbered = numbered.replaceAll(name, `$${at + 1}`)));
      return query(numbered, wanted);
    };
    const standing = async (): Promise<number> => (await query('select from suggestion where call_id = $1', [people.call])).rows.length;
    await run(spoil);
    const before = await standing();
    const { errors } = await world.staff.send(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(7) });
    const after = await standing();
    await run(mend);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'RULE_BROKEN', rule });
    expect(errors?.[0]?.message).toMatch(sentence);
    const turkish = (errors?.[0]?.extensions?.['turkish'] as { message: string } | undefined)?.message;
    for (const said of [errors?.[0]?.message, turkish]) expect([left.name, right.name].some((name) => said?.includes(name))).toBe(true);
    expect(turkish).not.toMatch(/\b(of|the|is|has|and)\b/i);
    expect(after).toBe(before);
    expect((await world.staff.ask(READ_ROUND, { id: round.id })).matchRound.status).toBe('SOLVED');
  });

  it('takes an unverified organisation where the round does', async () => {
    const { query, world } = people;
    const round = await people.newRound({ verifiedOnly: false });
    await query(set('verified_at = null'), [round.pairs.nodes[0].leftId]);
    const answer = await world.staff.send(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(7) });
    await query(set('verified_at = now()'), [round.pairs.nodes[0].leftId]);
    expect(answer.errors).toBeUndefined();
  });
});
