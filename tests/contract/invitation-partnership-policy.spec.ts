// The server comes first: it brings what the decorators of the policies' enums need.
import { newInhabitant, newWorld, type World } from '../support/world.ts';
import { ANONYMOUS, SYSTEM, type Actor } from '@kopru/api/access/actor';
import * as call from '@kopru/api/call/call.policy';
import * as invitation from '@kopru/api/invitation/invitation.policy';
import { PartnershipStatus } from '@kopru/api/partnership/partnership.enums';
import * as partnership from '@kopru/api/partnership/partnership.policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomePartners, DECLINE, send } from '../support/invitation.ts';

let world: World;
let actors: [string, Actor][];

beforeAll(async () => {
  world = await newWorld();
  const [tr, de, free] = await Promise.all([
    newInhabitant(world.server),
    newInhabitant(world.server, { country: 'DE' }),
    newInhabitant(world.server, { country: 'FR', visibility: 'HIDDEN' }, false),
  ]);
  await send(free, tr);
  await send(world.masked, world.aylin);
  await world.aylin.client.ask(DECLINE, { id: await send(world.lena, world.aylin) });
  const left = await becomePartners(tr, de);
  await tr.client.ask(`mutation ($id: ID!) { dropOutOfPartnership(id: $id, reason: "Too far.") { id } }`, { id: left });
  await becomePartners(world.aylin, de);
  const of = (change: Partial<Actor>): Actor => ({
    ...ANONYMOUS,
    personId: '019b0000-0000-7000-8000-00000000000a',
    emailVerified: true,
    ...change,
  });
  actors = [
    ['a visitor', ANONYMOUS],
    ['somebody without an organisation', of({})],
    ['staff', of({ isStaff: true })],
    ['staff who also represent an organisation', of({ isStaff: true, organisationIds: [tr.organisationId] })],
    ['the programme itself', SYSTEM],
    ['a representative of one side', of({ organisationIds: [tr.organisationId] })],
    ['a representative of the other side', of({ organisationIds: [de.organisationId], verifiedOrganisationIds: [de.organisationId] })],
    ['a representative of a hidden organisation', of({ organisationIds: [free.organisationId] })],
    ['a representative of a pseudonymous organisation', of({ organisationIds: [world.masked.organisationId] })],
    ['a representative of two organisations', of({ organisationIds: [world.aylin.organisationId, de.organisationId] })],
    ['a former partner who represents nobody now', of({ partnerOrganisationIds: [tr.organisationId] })],
    ['a stranger', of({ organisationIds: [world.stranger.organisationId] })],
  ];
});
afterAll(() => world?.close());

const query = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await world.server.services.db.query<Row>(text, values)).rows;
interface Seen {
  id: string;
}

/** For each kind of actor, ids by the yes/no rule and by the statement. */
async function compare<Row extends Seen>(
  rows: Row[],
  can: (actor: Actor, row: Row) => boolean,
  seen: (actor: Actor) => Promise<Seen[]>,
): Promise<number[]> {
  const counts: number[] = [];
  for (const [name, actor] of actors) {
    const byRule = rows.filter((row) => can(actor, row)).map(({ id }) => id);
    expect((await seen(actor)).map(({ id }) => id).sort(), name).toEqual(byRule.sort());
    counts.push(byRule.length);
  }
  return counts;
}

describe('the yes/no rule and the statement agree for every kind of actor', () => {
  it('on invitations', async () => {
    const rows = await query<Seen & invitation.InvitationSubject>(
      'select id, from_organisation_id as "fromId", to_organisation_id as "toId" from invitation',
    );
    const counts = await compare(
      rows,
      (actor, row) => invitation.can(actor, 'view', row),
      (actor) => query(`select i.id from invitation i where ${invitation.VISIBLE_SQL}`, invitation.visibilityValues(actor)),
    );
    expect(counts).toEqual([0, 0, 5, 5, 5, 2, 2, 1, 1, 4, 0, 0]);
  });

  it('on partnerships', async () => {
    const rows = await query<Seen & partnership.PartnershipSubject>(
      `select id, status, array(select organisation_id from partnership_side s where s.partnership_id = p.id) as "organisationIds" from partnership p`,
    );
    const counts = await compare(
      rows,
      (actor, row) => partnership.can(actor, 'view', row),
      (actor) => query(`select p.id from partnership p where ${partnership.VISIBLE_SQL}`, partnership.visibilityValues(actor)),
    );
    expect(counts).toEqual([0, 0, 2, 2, 2, 1, 2, 0, 0, 2, 0, 0]);
  });

  it('on calls', async () => {
    const rows = await query<Seen>('select id from call');
    const counts = await compare(
      rows,
      (actor, row) => call.can(actor, 'view', row),
      () => query(`select c.id from call c where ${call.visibleTo()}`),
    );
    expect(counts).toEqual(actors.map(() => 1));
  });
});

describe('who may do what', () => {
  it('with an invitation', async () => {
    const may = (action: 'accept' | 'decline' | 'withdraw'): string[] =>
      actors
        .filter(([, actor]) => invitation.can(actor, action, { fromId: world.masked.organisationId, toId: world.aylin.organisationId }))
        .map(([name]) => name);
    expect(may('accept')).toEqual(['a representative of two organisations']);
    expect(may('decline')).toEqual(may('accept'));
    expect(may('withdraw')).toEqual(['a representative of a pseudonymous organisation']);
  });

  it('with a partnership: its two sides, while it lasts', () => {
    const may = (action: 'write' | 'dropOut', status: PartnershipStatus): string[] =>
      actors
        .filter(([, actor]) =>
          partnership.can(actor, action, { organisationIds: [world.aylin.organisationId, world.masked.organisationId], status }),
        )
        .map(([name]) => name);
    const sides = ['a representative of a pseudonymous organisation', 'a representative of two organisations'];
    expect(may('write', PartnershipStatus.FORMED)).toEqual(sides);
    expect(may('write', PartnershipStatus.COMPLETED)).toEqual(sides);
    expect(may('write', PartnershipStatus.DROPPED_OUT)).toEqual([]);
    expect(may('dropOut', PartnershipStatus.IMPLEMENTING)).toEqual(sides);
    for (const status of [PartnershipStatus.COMPLETED, PartnershipStatus.DROPPED_OUT, PartnershipStatus.NOT_SELECTED]) {
      expect(may('dropOut', status)).toEqual([]);
    }
  });

  it('with calls: staff', () => {
    const staff = ['staff', 'staff who also represent an organisation', 'the programme itself'];
    for (const action of ['create', 'extendDeadline'] as const) {
      expect(actors.filter(([, actor]) => call.can(actor, action, {})).map(([name]) => name)).toEqual(staff);
    }
    expect(actors.filter(([, actor]) => partnership.canList(actor, 'list', {})).map(([name]) => name)).toEqual(staff);
  });
});
