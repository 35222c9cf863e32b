import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audience } from '../support/audience.ts';
import { ACCEPT, becomePartners, DECLINE, refusal, send } from '../support/invitation.ts';
import { mailbox, type MailboxMail } from '../support/mailbox.ts';
import { AGREE, agree, declineIt, REFUSE, suggest, SUGGESTION } from '../support/suggestion.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';
// After the server, which prepares what entities need.
import { SYSTEM } from '@kopru/api/access/actor';
import { profilesOf } from '@kopru/api/counterpart/counterpart.reads';

let world: World;
let audience: Audience;
beforeAll(async () => {
  world = await newWorld();
  audience = new Audience(world.server.services.live);
});
afterAll(() => world?.close());

const turkish = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, input);
const german = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, { country: 'DE', ...input });
const pair = (): Promise<[Inhabitant, Inhabitant]> => Promise.all([turkish(), german()]);
const make = (a: Inhabitant, b: Inhabitant, days?: number): Promise<string> => suggest(world.server.services, world.callId, a, b, days);
const query = <Row>(text: string, values: unknown[] = []): Promise<{ rows: Row[] }> => world.server.services.db.query<Row>(text, values);
const answers = (): World['server']['services']['suggestionAnswer'] => world.server.services.suggestionAnswer;
const lettersTo = async ({ email }: Inhabitant): Promise<MailboxMail[]> => (await mailbox(world.server)).filter(({ to }) => to === email);
const reminders = async (who: Inhabitant): Promise<number> =>
  (await lettersTo(who)).filter(({ subject }) => /^(Please answer soon|Lütfen yakında)/.test(subject)).length;
const diary = async (id: string): Promise<string[]> =>
  (await query<{ kind: string }>('select kind from activity where $1::uuid = any(organisation_ids) order by id', [id])).rows.map(
    ({ kind }) => kind,
  );
const own = (who: Inhabitant, id: string): Record<string, unknown> => ({ id, own: who.organisationId });

it('tells each side what it still lacks for the application, and nobody what the other lacks', async () => {
  const LACKS = `query ($id: ID!) { suggestion(id: $id) { lacks { rule met text } } }`;
  const [tr, de] = await pair();
  const id = await make(tr, de);
  await query('update organisation set verified_at = null where id = $1', [de.organisationId]);
  const lacks = async (client: Inhabitant['client']): Promise<string[]> =>
    (await client.ask(LACKS, { id })).suggestion.lacks.map(({ rule }: { rule: string }) => rule);
  expect(await lacks(tr.client)).not.toContain('verified');
  expect(await lacks(de.client)).toContain('verified');
  expect(await lacks(world.staff)).toEqual([]);
});

describe('two yeses', () => {
  it('make a partnership with its document, in which each is known to the other', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    expect(await agree(tr, id)).toMatchObject({
      status: 'OPEN',
      partnership: null,
      answers: [{ yes: true }],
      viewerCanAccept: false,
      viewerCanDecline: true,
    });
    const agreed = await agree(de, id);
    expect(agreed).toMatchObject({
      status: 'AGREED',
      answers: [{ yes: true }, { yes: true }],
      viewerCanAccept: false,
      viewerCanDecline: false,
    });
    const { id: partnershipId } = agreed['partnership'] as { id: string };
    const { partnership } = await tr.client.ask('query ($id: ID!) { partnership(id: $id) { organisations { id } capacityModel { id } } }', {
      id: partnershipId,
    });
    expect(partnership.organisations.map((side: { id: string }) => side.id)).toEqual([tr.organisationId, de.organisationId]);
    expect(await diary(tr.organisationId)).toEqual([
      'ORGANISATION_CREATED',
      'SUGGESTION_MADE',
      'SUGGESTION_ACCEPTED',
      'SUGGESTION_AGREED',
      'PARTNERSHIP_FORMED',
    ]);
  });

  it('are blind until the second: neither page nor stream tells one side what the other said', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    const watch = de.client.subscribe('subscription ($id: ID!) { suggestionChanged(organisationId: $id) { status answers { yes } } }', {
      id: de.organisationId,
    });
    await audience.of(`suggestion:${de.organisationId}`, 1);
    await agree(tr, id);
    expect((await de.client.ask(SUGGESTION, { id })).suggestion).toMatchObject({ status: 'OPEN', answers: [], viewerCanAccept: true });
    await agree(de, id);
    // The first event that reaches the other side is the agreement; the first yes brought none.
    expect((await watch.next()).suggestionChanged).toMatchObject({ status: 'AGREED', answers: [{ yes: true }, { yes: true }] });
    watch.stop();
    await de.client.close();
  });

  it('at the same moment make exactly one partnership', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    const both = await Promise.all([tr.client.send(AGREE, own(tr, id)), de.client.send(AGREE, own(de, id))]);
    expect(both.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    const { rows } = await query<{ count: number }>('select count(*)::int as count from partnership where suggestion_id = $1', [id]);
    expect(rows[0]?.count).toBe(1);
  });

  it('and an accepted invitation at the same moment: one wins, the other is told', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [[tr, de], rival] = [await pair(), await german()];
      const id = await make(tr, de);
      const invitation = await send(rival, tr);
      await agree(de, id);
      const [yes, accepted] = await Promise.all([tr.client.send(AGREE, own(tr, id)), tr.client.send(ACCEPT, { id: invitation })]);
      const errors = [yes, accepted].flatMap((answer) => answer.errors ?? []);
      expect(errors).toHaveLength(1);
      expect(['RULE_BROKEN', 'CONFLICT']).toContain(errors[0]?.extensions.code);
      const { rows } = await query<{ count: number }>(
        'select count(*)::int as count from partnership_side where organisation_id = $1 and active',
        [tr.organisationId],
      );
      expect(rows[0]?.count).toBe(1);
    }
  });

  it('need the rules to hold at each of them', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    await agree(tr, id);
    await query('update organisation set kind = $2 where id = $1', [tr.organisationId, 'OTHER']);
    expect(await refusal(de, own(de, id), AGREE)).toBe('RULE_BROKEN kind');
    await query('update organisation set kind = $2 where id = $1', [tr.organisationId, 'ASSOCIATION']);
    await query('insert into organisation_block values ($1, $2)', [de.organisationId, tr.organisationId]);
    expect(await refusal(de, own(de, id), AGREE)).toBe('RULE_BROKEN blocked');
  });
});

describe('a no', () => {
  it('ends it, tells the other side without a reason, and only staff read the reason', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    await agree(tr, id);
    expect(await declineIt(de, id, 'We have no people for it this year.')).toMatchObject({
      status: 'DECLINED',
      answers: [{ yes: false, reason: null }],
    });
    expect((await tr.client.ask(SUGGESTION, { id })).suggestion).toMatchObject({
      status: 'DECLINED',
      answers: [{ yes: true, reason: null }],
    });
    expect((await world.staff.ask(SUGGESTION, { id })).suggestion.answers).toMatchObject([
      { yes: true },
      { yes: false, reason: 'We have no people for it this year.' },
    ]);
    const [letter] = await lettersTo(tr);
    expect(letter?.text).not.toContain('no people');
    expect(await refusal(tr, own(tr, id), AGREE)).toBe('CONFLICT');
  });

  it('may follow one’s own yes, never the reverse', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    await agree(tr, id);
    expect(await refusal(tr, own(tr, id), AGREE)).toBe('CONFLICT');
    expect(await declineIt(tr, id)).toMatchObject({ status: 'DECLINED' });
    expect(await refusal(tr, own(tr, id), AGREE)).toBe('CONFLICT');
    expect(await refusal(de, own(de, id), REFUSE)).toBe('CONFLICT');
  });

  it('keeps the pair apart: it cannot be suggested again in this call', async () => {
    const [tr, de] = await pair();
    await declineIt(tr, await make(tr, de));
    await expect(make(tr, de)).rejects.toMatchObject({ code: 'RULE_BROKEN', details: { rule: 'declined' } });
  });

  it('has a reason of at most 1,000 characters', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    expect(await refusal(tr, { ...own(tr, id), reason: 'x'.repeat(1001) }, REFUSE)).toBe('BAD_USER_INPUT');
    expect((await tr.client.ask(SUGGESTION, { id })).suggestion.status).toBe('OPEN');
  });
});

describe('who may', () => {
  it('answer: the two alone; staff and strangers are refused', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    for (const [client, side] of [
      [world.staff, tr],
      [world.stranger.client, tr],
      [de.client, tr],
    ] as const) {
      expect(await client.refused(AGREE, own(side, id))).toBe('NOT_FOUND');
      expect(await client.refused(REFUSE, own(side, id))).toBe('NOT_FOUND');
    }
    expect(await world.visitor.refused(AGREE, own(tr, id))).toBe('UNAUTHENTICATED');
    expect(await tr.client.refused(AGREE, { id, own: 'nobody' })).toBe('NOT_FOUND');
  });

  it('read and watch: the two and staff', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    const list = 'query ($id: ID!) { suggestions(organisationId: $id) { totalCount nodes { id } } }';
    for (const client of [tr.client, world.staff]) {
      expect((await client.ask(SUGGESTION, { id })).suggestion.id).toBe(id);
      expect((await client.ask(list, { id: tr.organisationId })).suggestions).toEqual({ totalCount: 1, nodes: [{ id }] });
    }
    expect((await world.stranger.client.ask(SUGGESTION, { id })).suggestion).toBeNull();
    expect(await world.stranger.client.refused(list, { id: tr.organisationId })).toBe('NOT_FOUND');
    const watch = world.stranger.client.subscribe('subscription ($id: ID!) { suggestionChanged(organisationId: $id) { id } }', {
      id: tr.organisationId,
    });
    expect(await watch.end).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await tr.client.ask('query ($id: ID!) { suggestion(id: $id) { id } }', { id: 'no id' })).suggestion).toBeNull();
  });

  it('see a pseudonymous side only by its alias, in page, reasons and letters, until both agree', async () => {
    const tr = await turkish({ name: 'Açık Kapı Derneği' });
    const masked = await newInhabitant(world.server, {
      name: 'Cicha Woda',
      country: 'PL',
      visibility: 'PSEUDONYMOUS',
      about: 'Rzeka i las',
      languages: ['pl'],
      fields: ['ecology'],
    });
    const id = await make(tr, masked);
    const ask = `query ($id: ID!, $own: ID!) { suggestion(id: $id) { organisations { name about pseudonymous }
      counterpart(organisationId: $own) { score reasons { component text } organisation { name } missing } } }`;
    const before = await tr.client.ask(ask, own(tr, id));
    expect(JSON.stringify(before)).not.toMatch(/Cicha|Rzeka/);
    expect(before.suggestion.organisations[1]).toMatchObject({ pseudonymous: true, about: null });
    expect(before.suggestion.counterpart.reasons.find((reason: { component: string }) => reason.component === 'languages').text).toMatch(
      /Not shown/,
    );
    expect(JSON.stringify(await lettersTo(tr))).not.toContain('Cicha');
    // What the masked side sees of itself is no business of the other.
    expect((await tr.client.ask(ask, own(masked, id))).suggestion.counterpart).toBeNull();
    await agree(masked, id);
    expect(JSON.stringify(await tr.client.ask(ask, own(tr, id)))).not.toContain('Cicha');
    await agree(tr, id);
    expect((await tr.client.ask(ask, own(tr, id))).suggestion.organisations[1]).toMatchObject({ name: 'Cicha Woda', pseudonymous: false });
    expect((await lettersTo(tr))[0]?.subject).toContain('Cicha Woda');
  });

  it('see a side that was hidden meanwhile as in a pseudonymous profile', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    await query(`update organisation set visibility = 'HIDDEN' where id = $1`, [de.organisationId]);
    const ask =
      'query ($id: ID!, $own: ID!) { suggestion(id: $id) { organisations { pseudonymous } counterpart(organisationId: $own) { organisation { pseudonymous } } } }';
    expect((await tr.client.ask(ask, own(tr, id))).suggestion).toEqual({
      organisations: [{ pseudonymous: false }, { pseudonymous: true }],
      counterpart: { organisation: { pseudonymous: true } },
    });
  });
});

describe('letters', () => {
  it('speak the language of the receiver’s country and lead to the suggestion', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    const [toTr] = await lettersTo(tr);
    const [toDe] = await lettersTo(de);
    expect(toTr?.text).toMatch(/^Merhaba,/);
    expect(toTr?.text).toMatch(/\d+ \p{L}+ 20\d\d \p{L}+, \d\d:\d\d \(Europe\/Istanbul\)/u);
    expect(toDe?.text).toMatch(/^Hello,/);
    for (const letter of [toTr, toDe]) expect(letter?.text).toContain(`/suggestions/${id}`);
  });
});

describe('time', () => {
  it('ends what nobody agreed to, tells both, and accepts no late yes', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    await agree(tr, id);
    await query('update suggestion set reply_by = now() where id = $1', [id]);
    expect(await refusal(de, own(de, id), AGREE)).toBe('CONFLICT');
    expect(await answers().expire()).toBeGreaterThan(0);
    expect(await answers().expire()).toBe(0);
    expect((await tr.client.ask(SUGGESTION, { id })).suggestion).toMatchObject({ status: 'EXPIRED', viewerCanDecline: false });
    expect((await lettersTo(de))[0]?.subject).toMatch(/run out/);
    expect(await diary(de.organisationId)).toContain('SUGGESTION_EXPIRED');
  });

  it('counts against whoever was silent, and tells nobody of a yes that was not shared', async () => {
    const record = async (...people: Inhabitant[]): Promise<number[][]> => {
      const ids = people.map(({ organisationId }) => organisationId);
      const profiles = await profilesOf(world.server.services.db, SYSTEM, ids);
      return ids.map((id) => profiles.find((profile) => profile.id === id)!).map(({ answered, unanswered }) => [answered, unanswered]);
    };
    const [[tr, de], [hasty, refusing], [one, other]] = await Promise.all([pair(), pair(), pair()]);
    await agree(tr, await make(tr, de));
    expect(await record(tr, de)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    await query('update suggestion set reply_by = now() where left_organisation_id = $1', [tr.organisationId]);
    await answers().expire();
    expect(await record(tr, de)).toEqual([
      [0, 0],
      [0, 1],
    ]);
    const refused = await make(hasty, refusing);
    await agree(hasty, refused);
    await declineIt(refusing, refused);
    expect(await record(hasty, refusing)).toEqual([
      [0, 0],
      [1, 0],
    ]);
    const shared = await make(one, other);
    await agree(one, shared);
    await agree(other, shared);
    expect(await record(one, other)).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('reminds the silent side once, when the date is near', async () => {
    const [tr, de] = await pair();
    const id = await make(tr, de);
    await answers().remind();
    expect(await reminders(de)).toBe(0);
    await agree(tr, id);
    await query(`update suggestion set suggested_at = now() - interval '8 days', reply_by = now() + interval '2 days' where id = $1`, [id]);
    await Promise.all([answers().remind(), answers().remind()]);
    await answers().remind();
    expect(await reminders(de)).toBe(1);
    expect(await reminders(tr)).toBe(0);
    expect(await diary(de.organisationId)).toContain('SUGGESTION_REMINDED');
  });

  it('is overtaken by a partnership with somebody else, and the one left behind is told', async () => {
    const [[tr, de], faster] = [await pair(), await german()];
    const id = await make(tr, de);
    await becomePartners(faster, tr);
    expect((await de.client.ask(SUGGESTION, { id })).suggestion).toMatchObject({ status: 'OVERTAKEN', viewerCanAccept: false });
    expect((await lettersTo(de))[0]?.subject).toMatch(/no longer free/);
    expect(await diary(de.organisationId)).toContain('SUGGESTION_OVERTAKEN');
    expect(await refusal(de, own(de, id), AGREE)).toBe('CONFLICT');
  });
});

describe('a pair is not suggested', () => {
  const cases: [string, (tr: Inhabitant, de: Inhabitant) => Promise<unknown>, string][] = [
    [
      'when one is hidden',
      (_tr, de) => query(`update organisation set visibility = 'HIDDEN' where id = $1`, [de.organisationId]),
      'hidden',
    ],
    [
      'when one shows itself to members and the other is none',
      (tr, de) =>
        query(
          `update organisation set visibility = case when id = $1 then 'MEMBERS' else visibility end, verified_at = case when id = $2 then null else verified_at end where id in ($1, $2)`,
          [tr.organisationId, de.organisationId],
        ),
      'members',
    ],
    [
      'when one blocked the other',
      (tr, de) => query('insert into organisation_block values ($1, $2)', [de.organisationId, tr.organisationId]),
      'blocked',
    ],
    ['when one has a partner', async (tr) => becomePartners(await german(), tr), 'one-partnership'],
    [
      'when nobody represents one',
      (_tr, de) => query('delete from representative where organisation_id = $1', [de.organisationId]),
      'nobody',
    ],
    ['when an invitation between them waits', (tr, de) => send(de, tr), 'already-invited'],
    [
      'when an invitation between them was declined',
      async (tr, de) => tr.client.ask(DECLINE, { id: await send(de, tr) }),
      'already-invited',
    ],
    ['when one has an open suggestion', async (tr) => make(tr, await german()), 'already-suggested'],
    ['when both are on one side', (_tr, de) => query(`update organisation set country = 'TR' where id = $1`, [de.organisationId]), 'side'],
  ];
  it.each(cases)('%s', async (_when, arrange, rule) => {
    const [tr, de] = await pair();
    await arrange(tr, de);
    await expect(make(tr, de)).rejects.toMatchObject({ code: 'RULE_BROKEN', details: { rule } });
    const { rows } = await query('select from suggestion where left_organisation_id = $1 and right_organisation_id = $2', [
      tr.organisationId,
      de.organisationId,
    ]);
    expect(rows).toHaveLength(0);
  });
});
