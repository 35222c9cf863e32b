import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREATE_ROUND, inDays, newRoundWorld, pair, PUBLISH, READ_ROUND, SETTLE, UPDATE_ROUND, type RoundWorld } from '../support/round.ts';
import type { Loose } from '../support/client.ts';
import { agree } from '../support/suggestion.ts';

let people: RoundWorld;
beforeAll(async () => (people = await newRoundWorld()));
afterAll(() => people?.world.close());

const fieldsOf = async (mutation: string, variables: Record<string, unknown>): Promise<Record<string, string>> =>
  (await people.world.staff.send(mutation, variables)).errors?.[0]?.extensions['fields'] as Record<string, string>;

describe('a pair that may not be settled', () => {
  it('is refused at once, with the field and why, and nothing is stored', async () => {
    const { query, left, right, world } = people;
    const { id, run } = await people.newRound();
    const two = pair(left[0]!, right[0]!);
    const dismissed = 'insert into dismissal (organisation_id, dismissed_organisation_id, reason)';
    for (const [spoil, mend, why] of [
      [`${dismissed} values ($1, $2, 'OTHER')`, 'delete from dismissal where $1::uuid <> $2::uuid', /set the other aside/],
      [`${dismissed} values ($2, $1, 'OTHER')`, 'delete from dismissal where $1::uuid <> $2::uuid', /set the other aside/],
      [
        'update organisation set verified_at = null where id = $1 and $2::uuid is not null',
        'update organisation set verified_at = now() where id = $1 and $2::uuid is not null',
        /not verified/,
      ],
    ] as const) {
      await query(spoil, [two['leftId'], two['rightId']]);
      const wrong = await fieldsOf(SETTLE, { id, pair: two, as: 'MUST' });
      await query(mend, [two['leftId'], two['rightId']]);
      expect(Object.keys(wrong)).toEqual(['must']);
      expect(wrong['must']).toMatch(why);
    }
    expect((await world.staff.ask(READ_ROUND, { id })).matchRound).toMatchObject({ run, status: 'SOLVED' });
  });

  it('is named when a round is narrowed to verified organisations', async () => {
    const { query, left, right } = people;
    const { id } = await people.newRound({ verifiedOnly: false, must: [pair(left[1]!, right[1]!)] });
    await query('update organisation set verified_at = null where id = $1', [left[1]!.organisationId]);
    const wrong = await fieldsOf(UPDATE_ROUND, { id, input: { verifiedOnly: true } });
    await query('update organisation set verified_at = now() where id = $1', [left[1]!.organisationId]);
    expect(wrong['must']).toMatch(/not verified/);
  });
});

describe('input that says nothing', () => {
  it.each([
    ['an unknown weight', { weights: [{ component: 'bogus', weight: 1 }] }, 'weights', /no weight called bogus/],
    [
      'a weight twice',
      {
        weights: [
          { component: 'fields', weight: 1 },
          { component: 'fields', weight: 2 },
        ],
      },
      'weights',
      /fields once/,
    ],
    ['a pair of nobody', { never: [{ leftId: 'x', rightId: 'y' }] }, 'never', /two organisations/],
    ['places below 1', { places: -2 }, 'places', /at least one place/],
  ])('is refused by name: %s', async (_what, input, field, sentence) => {
    const { id, run } = await people.newRound();
    const wrong = await fieldsOf(UPDATE_ROUND, { id, input });
    expect(Object.keys(wrong)).toEqual([field]);
    expect(wrong[field]).toMatch(sentence);
    expect((await people.world.staff.ask(READ_ROUND, { id })).matchRound.run).toBe(run);
  });

  it('is refused also where it keeps apart somebody who does not exist, or two of one side', async () => {
    const { left, right, world } = people;
    const { id } = await people.newRound();
    const nobody = { leftId: left[0]!.organisationId, rightId: '0199a000-0000-7000-8000-000000000000' };
    expect((await fieldsOf(SETTLE, { id, pair: nobody, as: 'NEVER' }))['never']).toMatch(/not there/);
    expect((await fieldsOf(SETTLE, { id, pair: pair(left[0]!, left[1]!), as: 'NEVER' }))['never']).toMatch(/not there/);
    expect((await world.staff.send(SETTLE, { id, pair: pair(left[0]!, right[0]!), as: 'NEVER' })).errors).toBeUndefined();
  });
});

describe('the places of a call', () => {
  it('are those that no partnership and no open suggestion holds, from the first round to the one for those left', async () => {
    const { query, world } = people;
    const callId = await people.ownCall();
    await query('update call set places = 2 where id = $1', [callId]);
    const first = await people.newRound({}, callId);
    expect(first.settings.places).toBe(2);
    expect((await fieldsOf(UPDATE_ROUND, { id: first.id, input: { places: 3 } }))['places']).toMatch(/at most 2/);
    expect((await people.newRound({ places: null }, callId)).pairs.totalCount).toBe(2);
    const one = await people.newRound({ places: 1 }, callId);
    await world.staff.ask(PUBLISH, { id: one.id, run: one.run, replyBy: inDays(7) });
    expect((await world.staff.send(PUBLISH, { id: first.id, run: first.run, replyBy: inDays(7) })).errors?.[0]?.extensions).toMatchObject({
      code: 'RULE_BROKEN',
      rule: 'no-place',
    });
    // Its one place is held; the call has another.
    const { createMatchRound } = await world.staff.ask(CREATE_ROUND, { callId, after: one.id });
    expect((await world.staff.ask(READ_ROUND, { id: createMatchRound.id })).matchRound.settings.places).toBe(1);
    const { matchRound } = await world.staff.ask(READ_ROUND, { id: one.id });
    const [{ leftId, rightId, suggestion }] = matchRound.pairs.nodes;
    const both = [...people.left, ...people.right].filter(({ organisationId }) => [leftId, rightId].includes(organisationId));
    for (const inhabitant of both) await agree(inhabitant, suggestion.id);
    const LEFT = 'query ($id: ID!) { call(id: $id) { placesLeft } }';
    expect((await world.staff.ask(LEFT, { id: callId })).call.placesLeft).toBe(1);
    expect((await world.visitor.ask(LEFT, { id: callId })).call.placesLeft).toBeNull();
    const last = await people.newRound({}, callId);
    expect(last.settings.places).toBe(1);
    await world.staff.ask(PUBLISH, { id: last.id, run: last.run, replyBy: inDays(7) });
    expect(await world.staff.send(CREATE_ROUND, { callId })).toMatchObject({ errors: [{ extensions: { rule: 'no-place' } }] });
  });

  it('are asked of an open call only', async () => {
    const callId = await people.ownCall();
    await people.query(`update call set deadline = now() - interval '1 hour', opens_at = now() - interval '2 days' where id = $1`, [
      callId,
    ]);
    expect(await people.world.staff.send(CREATE_ROUND, { callId })).toMatchObject({ errors: [{ extensions: { rule: 'call-open' } }] });
  });
});

describe('a quota that lets nobody in', () => {
  it('is named as the reason of whoever it keeps out, on both sides, though no place is missing', async () => {
    const { left, query, right, world } = people;
    const reasons = async (id: string): Promise<Record<string, unknown>> => {
      const { nodes } = (await world.staff.ask(READ_ROUND, { id })).matchRound.unmatched;
      return Object.fromEntries(nodes.map(({ organisation, reason, quota }: Loose) => [organisation.id, [reason, quota]]));
    };
    const quotas = [{ kind: 'COUNTRY', value: 'NO', side: 'B', max: 0 }];
    const held = ['QUOTA', 'Norway (B)'];
    const equal = await reasons((await people.newRound({ quotas })).id);
    expect(Object.values(equal)).toEqual([held, held]);
    expect(equal[right[0]!.organisationId]).toEqual(held);
    const two = [...quotas, { kind: 'FIELD', value: 'ecology', side: 'B', max: 0 }];
    expect((await reasons((await people.newRound({ quotas: two })).id))[right[0]!.organisationId]).toEqual([
      'QUOTA',
      'Norway (B) and Ecology (B)',
    ]);
    await query('update organisation set verified_at = null where id = $1', [left[1]!.organisationId]);
    const { id, pairs } = await people.newRound({ verifiedOnly: true });
    expect(pairs.nodes.map(({ rightId }: Loose) => rightId)).toContain(right[0]!.organisationId);
    await world.staff.ask(UPDATE_ROUND, { id, input: { quotas } });
    await people.solvedAgain(id);
    await query('update organisation set verified_at = now() where id = $1', [left[1]!.organisationId]);
    expect(await reasons(id)).toEqual({ [right[0]!.organisationId]: held });
  });
});

describe('whoever has no candidate', () => {
  const NEAREST = `query ($id: ID!) { matchRound(id: $id) { pairs { totalCount } unmatched { nodes { side reason bestScore organisation { id } candidates { score organisation { id } matchedWith { id } } } } } }`;

  it.each([
    ['without quotas', []],
    ['with a quota', [{ kind: 'COUNTRY', value: 'CH', side: 'B', max: 1 }]],
  ])('is told who is nearest below the lowest score, %s, and nobody who is kept apart', async (_what, quotas) => {
    const { left, right, world } = people;
    const { id } = await people.newRound({ lowestScore: 100, quotas, never: [pair(left[0]!, right[0]!)] });
    const { pairs, unmatched } = (await world.staff.ask(NEAREST, { id })).matchRound;
    expect([pairs.totalCount, unmatched.nodes.length]).toEqual([0, 6]);
    for (const { reason, bestScore, organisation, candidates } of unmatched.nodes) {
      const isKeptApart = [left[0], right[0]].some((one) => one?.organisationId === organisation.id);
      expect([reason, candidates.length]).toEqual(['NO_CANDIDATE', isKeptApart ? 2 : 3]);
      expect(candidates[0]).toMatchObject({ score: bestScore, matchedWith: null });
      expect(bestScore).toBeLessThan(100);
      expect(candidates[0].score).toBeGreaterThanOrEqual(candidates[1].score);
      if (isKeptApart)
        expect(candidates.map((one: Loose) => one.organisation.id)).not.toContain(
          (left[0]!.organisationId === organisation.id ? right : left)[0]!.organisationId,
        );
    }
  });

  it('is told nobody where all others are kept apart from it', async () => {
    const { left, right, world } = people;
    const { id } = await people.newRound({ lowestScore: 100, never: right.map((one) => pair(left[0]!, one)) });
    const { unmatched } = (await world.staff.ask(NEAREST, { id })).matchRound;
    const one = unmatched.nodes.find(({ organisation }: Loose) => organisation.id === left[0]!.organisationId);
    expect(one).toMatchObject({ reason: 'NO_CANDIDATE', bestScore: null, candidates: [] });
  });
});

describe('a quota that the lowest score leaves too few for', () => {
  it('says so', async () => {
    const quotas = [{ kind: 'COUNTRY', value: 'CH', side: 'B', min: 2 }];
    expect((await people.newRound({ quotas, lowestScore: 100 })).problems).toEqual([
      'At least 2 from Switzerland (B) cannot be met: 2 organisations are missing. The round has 2 of them, but too few can be matched with anybody above the lowest score (100).',
    ]);
  });
});

describe('a pair that the round did not find', () => {
  const FOUND = `query ($id: ID!, $side: CallSide!, $search: String!) { matchRound(id: $id) { organisations(side: $side, search: $search) { id } } }`;
  const found = async (id: string, side: string, search: string): Promise<string[]> =>
    (await people.world.staff.ask(FOUND, { id, side, search })).matchRound.organisations.map((one: Loose) => one.id);

  it('is found by what is typed of both names, in whatever letters, on its own side alone', async () => {
    const { left, right, query } = people;
    const { id } = await people.newRound();
    await query(`update organisation set name = 'Çınar Işığı Derneği', acronym = 'ÇID' where id = $1`, [left[1]!.organisationId]);
    for (const typed of ['cinar', 'ISIGI', 'çid']) expect(await found(id, 'A', typed), typed).toEqual([left[1]!.organisationId]);
    expect(await found(id, 'B', 'cinar')).toEqual([]);
    expect(await found(id, 'B', ' ')).toEqual([]);
    expect((await found(id, 'B', 'right')).toSorted()).toEqual(right.map(({ organisationId }) => organisationId).toSorted());
  });

  it('stands among the best candidates of whoever got no partner, and what settling it changes is said and kept', async () => {
    const { world } = people;
    const { id } = await people.newRound({ places: 1 });
    const LEFTOVER = `query ($id: ID!) { matchRound(id: $id) { history { run who changes(language: "en") } pairs { nodes { leftId rightId } }
      unmatched { nodes { side organisation { id } candidates { score organisation { id name } matchedWith { id } } } } } }`;
    const before = (await world.staff.ask(LEFTOVER, { id })).matchRound;
    const one = before.unmatched.nodes.find(({ side }: Loose) => side === 'A');
    expect(one.candidates).toHaveLength(3);
    expect(one.candidates[0].score).toBeGreaterThanOrEqual(one.candidates[2].score);
    const free = one.candidates.find(({ matchedWith }: Loose) => matchedWith === null);
    await world.staff.ask(SETTLE, { id, pair: { leftId: one.organisation.id, rightId: free.organisation.id }, as: 'MUST' });
    const after = await people.solvedAgain(id);
    expect(after.outcome).toMatchObject({ come: 1, gone: [before.pairs.nodes[0]].map(({ leftId }: Loose) => ({ leftId })) });
    await world.staff.ask(UPDATE_ROUND, { id, input: { places: 2, weights: [{ component: 'fields', weight: 40 }] } });
    const { history } = (await world.staff.ask(LEFTOVER, { id })).matchRound;
    expect(history.map(({ run }: Loose) => run)).toEqual([3, 2]);
    expect(history[0]).toMatchObject({ who: 'Staff', changes: ['Places: 1 → 2', 'Weight “Shared fields”: 17 → 40'] });
    expect(history[1].changes).toEqual([expect.stringMatching(/^Settled: .* and Right/)]);
    await people.solvedAgain(id);
  });
});
