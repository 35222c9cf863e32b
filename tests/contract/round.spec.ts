import { claimRound, loseRounds } from '@kopru/api/round/round-queue.reads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Loose } from '../support/client.ts';
import {
  CANCEL,
  CREATE_ROUND,
  inDays,
  newRoundWorld,
  pair,
  PUBLISH,
  READ_ROUND,
  SETTLE,
  solved,
  SOLVE,
  UPDATE_ROUND,
  type RoundWorld,
} from '../support/round.ts';
import { agree, declineIt } from '../support/suggestion.ts';
import type { Inhabitant, World } from '../support/world.ts';

let people: RoundWorld;
let world: World;
let left: Inhabitant[];
let right: Inhabitant[];
beforeAll(async () => {
  people = await newRoundWorld();
  ({ world, left, right } = people);
});
afterAll(() => world?.close());

const query: RoundWorld['query'] = (text, values) => people.query(text, values);
const newRound: RoundWorld['newRound'] = (input, callId) => people.newRound(input, callId);
const again = (id: string): Promise<Loose> => solved(world.server.services, world.staff, id);
const kinds = async (): Promise<string[]> =>
  (await query<{ kind: string }>('select kind from activity where call_id = $1 order by id', [people.call])).rows.map(({ kind }) => kind);
const fieldsOf = async (mutation: string, variables: Record<string, unknown>): Promise<Record<string, string>> =>
  (await world.staff.send(mutation, variables)).errors?.[0]?.extensions['fields'] as Record<string, string>;

describe('a round', () => {
  it('finds the pairs that are worth most, proves it, explains each, and stands beside the stable matching', async () => {
    const round = await newRound({ places: 2 });
    expect(round).toMatchObject({
      status: 'SOLVED',
      problems: [],
      viewerCanPublish: true,
      outcome: { optimal: true, left: 3, right: 3, round: { pairs: 2 }, stable: { pairs: 2, blockingPairs: 0 } },
    });
    expect(round.outcome.total).toBe(round.outcome.bound);
    expect(round.pairs.totalCount).toBe(2);
    for (const { score, forLeft, forRight } of round.pairs.nodes) {
      expect(score).toBeCloseTo((forLeft.score + forRight.score) / 2, 0);
      expect(forLeft.reasons.reduce((sum: number, reason: Loose) => sum + reason.contribution, 0)).toBeCloseTo(forLeft.score, 5);
    }
    expect(round.unmatched.nodes).toHaveLength(2);
    expect(round.unmatched.nodes.map(({ reason }: Loose) => reason)).toEqual(['NO_PLACES', 'NO_PLACES']);
    const tried = await people.weightsTried(round.id);
    expect(tried.settings.weights.find(({ component }: Loose) => component === 'fields').changed).toBeTypeOf('number');
    expect(await kinds()).toEqual(['MATCH_ROUND_MADE', 'MATCH_ROUND_SOLVED']);
  });

  it('says of each pair what is still missing for the application, in both languages, and lists those pairs alone', async () => {
    const LACKS = `query ($id: ID!, $lacking: Boolean) { matchRound(id: $id) { lackingPairCount pairs(first: 100, lacking: $lacking) { totalCount nodes {
      leftId rightId lacks { side rule en: text tr: text(language: "tr") } } } } }`;
    const { id } = await newRound();
    await query('update call set representatives_per_organisation = 1, working_language = $2 where id = $1', [people.call, 'en']);
    const all = [...left, ...right].map(({ organisationId }) => organisationId);
    await query(`update organisation set languages = '{en}', verified_at = now() where id = any($1::uuid[])`, [all]);
    const asked = async (lacking: boolean): Promise<Loose> => (await world.staff.ask(LACKS, { id, lacking })).matchRound;
    expect(await asked(true)).toEqual({ lackingPairCount: 0, pairs: { totalCount: 0, nodes: [] } });
    const [first] = (await asked(false)).pairs.nodes;
    const { rows: names } = await query<{ name: string }>('select name from organisation where id = $1', [first.leftId]);
    await query(`update organisation set languages = '{is}' where id = $1`, [first.leftId]);
    await query(`update organisation set verified_at = null where id = $1`, [first.rightId]);
    expect(await asked(true)).toMatchObject({
      lackingPairCount: 1,
      pairs: {
        totalCount: 1,
        nodes: [
          {
            leftId: first.leftId,
            lacks: [
              {
                ...{ side: 'A', rule: 'working-language', en: `${names[0]!.name} does not name English among its languages.` },
                tr: `${names[0]!.name}: dilleri arasında çağrının çalışma dili (İngilizce) yok.`,
              },
              { side: 'B', rule: 'verified' },
            ],
          },
        ],
      },
    });
    await query('update call set representatives_per_organisation = 2 where id = $1', [people.call]);
    const { lackingPairCount, pairs } = await asked(false);
    expect(lackingPairCount).toBe(pairs.totalCount);
    expect(pairs.nodes[0].lacks[0].en).toMatch(/ has no second representative\.$/);
    expect(await people.world.visitor.refused(LACKS, { id })).toBe('UNAUTHENTICATED');
    await query(`update organisation set verified_at = now() where id = any($1::uuid[])`, [all]);
  });

  it('is solved again when a pair is settled or kept apart, and says what changed', async () => {
    const { id } = await newRound();
    await world.staff.ask(SETTLE, { id, pair: pair(left[0]!, right[1]!), as: 'MUST' });
    const locked = await again(id);
    expect(locked.pairs.nodes.find(({ leftId }: Loose) => leftId === left[0]!.organisationId)).toMatchObject({
      rightId: right[1]!.organisationId,
      settled: true,
      isNew: true,
    });
    expect(locked.outcome.changedTotal).toBeLessThan(0);
    expect(locked.outcome.come).toBeGreaterThan(0);
    await world.staff.ask(SETTLE, { id, pair: pair(left[0]!, right[1]!), as: 'NEVER' });
    const apart = await again(id);
    expect(
      apart.pairs.nodes.some(({ leftId, rightId }: Loose) => leftId === left[0]!.organisationId && rightId === right[1]!.organisationId),
    ).toBe(false);
    await world.staff.ask(SETTLE, { id, pair: pair(left[0]!, right[1]!), as: 'FREE' });
    expect((await again(id)).settings.must).toEqual([]);
    expect((await kinds()).filter((kind) => kind.startsWith('MATCH_ROUND_PAIR'))).toEqual([
      'MATCH_ROUND_PAIR_LOCKED',
      'MATCH_ROUND_PAIR_FORBIDDEN',
      'MATCH_ROUND_PAIR_FREED',
    ]);
  }, 180_000);

  it('compares no totals of two measures: other weights, or points for waiting', async () => {
    const round = await newRound();
    expect(round.outcome).toMatchObject({ changedTotal: null, measuredAnew: false });
    const change = async (input: Record<string, unknown>): Promise<Loose> => {
      await world.staff.ask(UPDATE_ROUND, { id: round.id, input });
      return (await again(round.id)).outcome;
    };
    const heavier = round.settings.weights.map(({ component, weight }: Loose) => ({ component, weight: 2 * weight }));
    expect(await change({ places: 2 })).toMatchObject({ changedTotal: expect.any(Number), measuredAnew: false });
    expect(await change({ weights: [{ component: 'fields', weight: 40 }] })).toMatchObject({ changedTotal: null, measuredAnew: true });
    expect(await change({ weights: heavier })).toMatchObject({ changedTotal: null, measuredAnew: true });
    // Twice as much of everything is the same measure.
    expect(await change({ weights: round.settings.weights.map(({ component, weight }: Loose) => ({ component, weight })) })).toMatchObject({
      changedTotal: 0,
      measuredAnew: false,
    });
    expect(await change({ waitingPoints: 10 })).toMatchObject({ changedTotal: null, measuredAnew: true });
  }, 180_000);

  it('never puts together two of whom one has set the other aside, in whichever direction', async () => {
    const [one, other] = [left[0]!.organisationId, right[0]!.organisationId];
    const together = ({ pairs }: Loose): boolean => pairs.nodes.some(({ leftId, rightId }: Loose) => leftId === one && rightId === other);
    expect(together(await newRound())).toBe(true);
    for (const [who, whom] of [
      [one, other],
      [other, one],
    ]) {
      await query(`insert into dismissal (organisation_id, dismissed_organisation_id, reason) values ($1, $2, 'OTHER')`, [who, whom]);
      expect(together(await newRound())).toBe(false);
      await query('delete from dismissal where organisation_id = $1', [who]);
    }
  });

  it('with nothing changed writes no line and solves nothing', async () => {
    const { id, run } = await newRound({ places: 2 });
    const before = await kinds();
    expect((await world.staff.ask(UPDATE_ROUND, { id, input: { places: 2, must: [] } })).updateMatchRound).toMatchObject({
      run,
      status: 'SOLVED',
    });
    expect(await kinds()).toEqual(before);
    expect((await world.staff.ask(UPDATE_ROUND, { id, input: { places: null } })).updateMatchRound.run).toBe(run + 1);
    expect((await again(id)).pairs.totalCount).toBe(3);
  });

  it('refuses weights, quotas, settled pairs and calls that cannot be, naming the field and storing nothing', async () => {
    const { id, run } = await newRound();
    const input = (change: Record<string, unknown>): Record<string, unknown> => ({ id, input: change });
    expect(Object.keys(await fieldsOf(UPDATE_ROUND, input({ weights: [{ component: 'fields', weight: -1 }] })))).toEqual(['weights']);
    const zero = ['needs-met', 'offers-used', 'shared-needs', 'fields', 'languages', 'kind-and-size', 'texts', 'freshness', 'replies'].map(
      (component) => ({ component, weight: 0 }),
    );
    expect(Object.keys(await fieldsOf(UPDATE_ROUND, input({ weights: zero })))).toEqual(['weights']);
    expect((await fieldsOf(UPDATE_ROUND, input({ quotas: [{ kind: 'COUNTRY', value: 'DE', side: 'B', min: 1 }] })))['quotas']).toMatch(
      /Germany/,
    );
    const stop = await fieldsOf(UPDATE_ROUND, input({ must: [{ leftId: left[0]!.organisationId, rightId: world.lena.organisationId }] }));
    expect(stop['must']).toMatch(/Flussland/);
    expect((await fieldsOf(SETTLE, { id, pair: { leftId: 'x', rightId: 'y' }, as: 'MUST' }))['must']).toBeTruthy();
    expect((await world.staff.ask(READ_ROUND, { id })).matchRound).toMatchObject({ run, status: 'SOLVED' });
    expect(await world.staff.refused(CREATE_ROUND, { callId: 'none' })).toBe('NOT_FOUND');
  });

  it('says in both languages why a settled pair holds no more, and why it cannot be settled', async () => {
    const round = await newRound({ places: 2 });
    const variables = { id: round.id, pair: pair(left[0]!, right[0]!), as: 'MUST' };
    await world.staff.ask(SETTLE, variables);
    await again(round.id);
    const names = (
      await query<{ name: string }>('select name from organisation where id = any($1) order by name', [
        [left[0]!.organisationId, right[0]!.organisationId],
      ])
    ).rows.map(({ name }) => name);
    await query(`update organisation set visibility = 'HIDDEN' where id = $1`, [right[0]!.organisationId]);
    await world.staff.ask(SOLVE, { id: round.id });
    const { problems } = await again(round.id);
    const { matchRound } = await world.staff.ask('query ($id: ID!) { matchRound(id: $id) { problems(language: "tr") } }', { id: round.id });
    await world.staff.ask(SETTLE, { ...variables, as: 'FREE' });
    const refused = (await world.staff.send(SETTLE, variables)).errors?.[0]?.extensions;
    await query(`update organisation set visibility = 'PUBLIC' where id = $1`, [right[0]!.organisationId]);
    const [english, turkish] = [
      `One of ${names.join(' and ')} has been hidden and cannot be suggested.`,
      `${names.join(' ve ')} kuruluşlarından biri gizlenmiş; önerilemez.`,
    ];
    expect(problems).toEqual([`A settled pair no longer holds. ${english}`]);
    expect(matchRound.problems).toEqual([`Sabitlenmiş bir çift artık geçerli değil. ${turkish}`]);
    expect(refused).toMatchObject({
      fields: { must: `This pair cannot be settled. ${english}` },
      turkish: { fields: { must: `Bu çift sabitlenemez. ${turkish}` } },
    });
  });

  it('states every limit that cannot be met with others, in both languages, and an empty side', async () => {
    const round = await newRound({
      places: 2,
      quotas: [
        { kind: 'COUNTRY', value: 'NO', side: 'B', min: 2 },
        { kind: 'COUNTRY', value: 'CH', side: 'B', max: 2 },
        { kind: 'FIELD', value: 'youth', side: 'A', min: 2, max: 3 },
        { kind: 'FIELD', value: 'ecology', side: 'A', min: 1 },
      ],
    });
    expect(round).toMatchObject({
      status: 'FAILED',
      problems: [
        'At least 2 from Norway (B) cannot be met: one organisation is missing, for the round has only 1 of them.',
        'At least 2 with the field Youth (A), at least 1 with the field Ecology (A) and 2 places in all cannot all be met: one organisation is missing.',
      ],
    });
    const { matchRound } = await world.staff.ask('query ($id: ID!) { matchRound(id: $id) { problems(language: "tr") } }', { id: round.id });
    expect(matchRound.problems[1]).toBe(
      'Gençlik (A) için en az 2, Ekoloji (A) için en az 1 ve toplam 2 yer birlikte sağlanamıyor: 1 kuruluş eksik kalıyor.',
    );
    await world.staff.ask(UPDATE_ROUND, { id: round.id, input: { places: 3, quotas: [] } });
    expect((await again(round.id)).status).toBe('SOLVED');
    const empty = await people.ownCall();
    await query(`update call set side_b = '{LI}' where id = $1`, [empty]);
    expect((await newRound({}, empty)).problems).toEqual(['On side B (right) nobody is free, so there is nothing to match.']);
  });

  it('is for staff alone', async () => {
    const { id, run } = await newRound();
    const cases: [string, Record<string, unknown>][] = [
      [CREATE_ROUND, { callId: people.call }],
      [UPDATE_ROUND, { id, input: { places: 1 } }],
      [SETTLE, { id, pair: pair(left[0]!, right[0]!), as: 'MUST' }],
      [SOLVE, { id }],
      [CANCEL, { id }],
      [PUBLISH, { id, run, replyBy: inDays(5) }],
      ['mutation ($id: ID!) { adoptRoundWeights(id: $id) { id } }', { id }],
      ['query ($id: ID!) { matchRound(id: $id) { id } }', { id }],
      ['{ matchRounds { totalCount } }', {}],
    ];
    for (const [operation, variables] of cases) {
      expect(await left[0]!.client.refused(operation, variables), operation).toBe('NOT_FOUND');
      expect(await world.visitor.refused(operation, variables), operation).toBe('UNAUTHENTICATED');
    }
    const watch = 'subscription ($id: ID!) { matchRoundChanged(id: $id) { status } }';
    expect(await left[0]!.client.subscribe(watch, { id }).end).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const events = world.staff.subscribe(watch, { id });
    expect((await events.begun(() => world.staff.send(SOLVE, { id }))).matchRoundChanged.status).toMatch(/QUEUED|RUNNING|SOLVED/);
    events.stop();
    await left[0]!.client.close();
    await again(id);
  });
});

describe('the work on a round', () => {
  it('is claimed at most three times, each for at least a minute, and then given up with a sentence', async () => {
    people.call = await people.ownCall();
    const { rows } = await query<{ id: string }>(
      `insert into match_round (call_id, settings, status, attempts) values ($1, '{}', 'RUNNING', 2) returning id`,
      [people.call],
    );
    const id = rows[0]!.id;
    await query(`update match_round set lease_until = now() - interval '1 second', queued_at = 'epoch' where id = $1`, [id]);
    expect(await claimRound(world.server.services.db)).toMatchObject({ id, attempt: 3 });
    const lease = await query<{ long: boolean }>(
      `select lease_until >= now() + interval '60 seconds' as long from match_round where id = $1`,
      [id],
    );
    expect(lease.rows[0]?.long).toBe(true);
    await query(`update match_round set lease_until = now() - interval '1 second' where id = $1`, [id]);
    expect((await claimRound(world.server.services.db))?.id).not.toBe(id);
    await loseRounds(world.server.services.db);
    const lost = await query<{ status: string; problems: Loose }>('select status, problems from match_round where id = $1', [id]);
    expect(lost.rows[0]).toMatchObject({ status: 'FAILED', problems: [{ kind: 'BROKEN_OFF' }] });
  });

  it('stops when staff say so, and stores nothing afterwards', async () => {
    const { id } = await newRound();
    await query(`update match_round set status = 'RUNNING', lease_until = now() + interval '90 seconds' where id = $1`, [id]);
    expect((await world.staff.ask(CANCEL, { id })).cancelMatchRound.status).toBe('CANCELLED');
    expect(await world.staff.refused(CANCEL, { id })).toBe('CONFLICT');
    expect((await world.staff.ask(READ_ROUND, { id })).matchRound.viewerCanPublish).toBe(false);
    await world.staff.ask(SOLVE, { id });
    expect((await again(id)).status).toBe('SOLVED');
  });
});

describe('publishing', () => {
  it('makes a suggestion of every pair; two yeses make a partnership; those left get a round of their own', async () => {
    const callId = await people.ownCall();
    const round = await newRound({ places: 2 }, callId);
    const { publishMatchRound } = await world.staff.ask(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(7) });
    expect(publishMatchRound).toMatchObject({ status: 'PUBLISHED', viewerCanChange: false });
    const { matchRound } = await world.staff.ask(READ_ROUND, { id: round.id });
    expect(matchRound.pairs.nodes.map(({ suggestion }: Loose) => suggestion.status)).toEqual(['OPEN', 'OPEN']);
    expect(await kinds()).toEqual([
      'MATCH_ROUND_MADE',
      'MATCH_ROUND_SOLVED',
      'SUGGESTION_MADE',
      'SUGGESTION_MADE',
      'MATCH_ROUND_PUBLISHED',
    ]);
    expect(await world.staff.refused(UPDATE_ROUND, { id: round.id, input: { places: 1 } })).toBe('CONFLICT');
    expect(await world.staff.refused(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(7) })).toBe('CONFLICT');

    const who = (id: string): Inhabitant => [...left, ...right].find(({ organisationId }) => organisationId === id)!;
    const [first, second] = matchRound.pairs.nodes;
    await agree(who(first.leftId), first.suggestion.id);
    expect(await agree(who(first.rightId), first.suggestion.id)).toMatchObject({ status: 'AGREED' });
    await declineIt(who(second.leftId), second.suggestion.id);
    const { createMatchRound } = await world.staff.ask(CREATE_ROUND, { callId, after: round.id });
    const next = await again(createMatchRound.id);
    expect(next.settings.places).toBe(1);
    expect(next.outcome).toMatchObject({ left: 2, right: 2 });
    expect(next.pairs.nodes.some(({ leftId, rightId }: Loose) => leftId === second.leftId && rightId === second.rightId)).toBe(false);
  });

  it('refuses a round that changed meanwhile, a partnership formed meanwhile, and a date that is less than a day away or too late', async () => {
    const round = await newRound();
    expect(await world.staff.refused(PUBLISH, { id: round.id, run: round.run - 1, replyBy: inDays(7) })).toBe('CONFLICT');
    for (const days of [-1, 0.99])
      expect(await fieldsOf(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(days) })).toEqual({
        replyBy: 'Give both sides at least 24 hours to answer, counted from now.',
      });
    expect((await world.staff.ask(READ_ROUND, { id: round.id })).matchRound.status).toBe('SOLVED');
    expect(await world.staff.refused(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(60) })).toBe('BAD_USER_INPUT');
    await query(`update call set opens_at = now() - interval '2 days', deadline = now() + interval '20 days' where id = $1`, [people.call]);
    await query(
      `with p as (insert into partnership (call_id) values ($1) returning id) insert into partnership_side (partnership_id, organisation_id, call_id, side) select id, $2, $1, 'A' from p`,
      [people.call, left[0]!.organisationId],
    );
    const answer = await world.staff.send(PUBLISH, { id: round.id, run: round.run, replyBy: inDays(7) });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'RULE_BROKEN', rule: 'one-partnership' });
    expect((await query('select from suggestion where call_id = $1', [people.call])).rows).toHaveLength(0);
  });

  it('lets the call take over the weights, once', async () => {
    const { id } = await newRound({ weights: [{ component: 'fields', weight: 40 }] });
    const adopt = 'mutation ($id: ID!) { adoptRoundWeights(id: $id) { id } }';
    await world.staff.ask(adopt, { id });
    await world.staff.ask(adopt, { id });
    expect((await query<{ weights: Loose }>('select weights from call where id = $1', [people.call])).rows[0]?.weights.fields).toBe(40);
    expect((await kinds()).filter((kind) => kind === 'MATCH_ROUND_WEIGHTS_ADOPTED')).toHaveLength(1);
  });
});
