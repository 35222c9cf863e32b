import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCall, newInhabitant, newWorld, unique, type World } from '../support/world.ts';

const ACTIVITIES = `query ($callId: ID, $first: Int, $after: String) { activities(callId: $callId, first: $first, after: $after) {
  nodes { id kind at text turkish: text(language: "tr") organisations { id name } } pageInfo { endCursor hasNextPage } } }`;
const WATCH = `subscription ($callId: ID) { programmeActivity(callId: $callId) { id kind at text organisations { id name } } }`;
const RENAME = `mutation ($id: ID!, $name: String!) { updateOrganisation(id: $id, input: { name: $name }) { id } }`;

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

interface ActivityNode {
  id: string;
  kind: string;
  at: string;
  text: string;
  turkish: string;
  organisations: { id: string; name: string }[];
}

interface Page {
  nodes: ActivityNode[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

const activities = async (variables: Record<string, unknown> = {}): Promise<ActivityNode[]> =>
  (await world.staff.ask(ACTIVITIES, variables)).activities.nodes;
const somebodyJoins = (): Promise<unknown> => newInhabitant(world.server);

/** An event of a call, recorded as a room records its own. */
const happens = (template: string, callId: string | null): Promise<void> =>
  world.server.services.db.transaction((tx) => tx.emit({ kind: 'SOMETHING_HAPPENED', template, organisationIds: [], callId }));

describe('the diary', () => {
  it('says what happened, newest first, with the names of now in both languages', async () => {
    const { client, organisationId } = await newInhabitant(world.server, { name: 'Eski Ad' });
    await client.ask(RENAME, { id: organisationId, name: 'Yeni Ad {0}' });
    const [renamed, created] = await activities({ first: 2 });
    expect(renamed).toMatchObject({
      kind: 'ORGANISATION_UPDATED',
      text: 'Yeni Ad {0} updated its profile.',
      turkish: 'Yeni Ad {0} profilini güncelledi.',
    });
    expect(created).toMatchObject({
      kind: 'ORGANISATION_CREATED',
      text: 'Yeni Ad {0} joined.',
      organisations: [{ id: organisationId, name: 'Yeni Ad {0}' }],
    });
  });

  it('tells staff the names of masked and hidden organisations', async () => {
    const { organisationId } = await newInhabitant(world.server, { name: 'Görünmez Dernek', visibility: 'HIDDEN' });
    expect((await activities({ first: 1 }))[0]).toMatchObject({
      text: 'Görünmez Dernek joined.',
      organisations: [{ id: organisationId, name: 'Görünmez Dernek' }],
    });
  });

  it('follows an invitation through its states', async () => {
    const [here, there] = [
      await newInhabitant(world.server, { name: 'Kuzey Rüzgârı' }),
      await newInhabitant(world.server, { name: 'Südwind', country: 'AT' }),
    ];
    const { sendInvitation } = await here.client.ask(
      `mutation ($from: ID!, $to: ID!) { sendInvitation(input: { fromOrganisationId: $from, toOrganisationId: $to, message: "Shall we?" }) { id } }`,
      { from: here.organisationId, to: there.organisationId },
    );
    await there.client.ask('mutation ($id: ID!) { acceptInvitation(id: $id) { id } }', { id: sendInvitation.id });
    const told = (await activities({ first: 3, callId: world.callId })).map(({ kind, text }) => `${kind}: ${text}`);
    expect(told).toContain('INVITATION_SENT: Kuzey Rüzgârı invited Südwind.');
    expect(told).toContain('INVITATION_ACCEPTED: Südwind accepted the invitation of Kuzey Rüzgârı.');
    expect(told.some((line) => line.startsWith('PARTNERSHIP_FORMED: '))).toBe(true);
    expect(told.join()).not.toContain('Shall we?');
  });

  it('has pages that meet without gap or overlap, with and without a call', async () => {
    for (let number = 0; number < 5; number++) await happens(`Event ${number}.`, number % 2 ? world.callId : null);
    for (const callId of [null, world.callId]) {
      const whole = await activities({ callId, first: 100 });
      const paged: ActivityNode[] = [];
      for (let after: string | null = null; ;) {
        const { activities: page }: { activities: Page } = await world.staff.ask(ACTIVITIES, { callId, first: 3, after });
        paged.push(...page.nodes);
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
      expect(whole.map(({ id }) => id)).toEqual(
        whole
          .map(({ id }) => id)
          .toSorted()
          .toReversed(),
      );
    }
  });

  it('leaves out the events of other calls when a call is given', async () => {
    const other = await newCall(world.server.services, 'Another call');
    await happens('Of the other call.', other);
    await happens('Of this call.', world.callId);
    await happens('Of no call.', null);
    const told = (await activities({ callId: world.callId, first: 3 })).map(({ text }) => text);
    expect(told).toEqual(expect.arrayContaining(['Of no call.', 'Of this call.']));
    expect(told).not.toContain('Of the other call.');
    expect((await activities({ first: 3 })).map(({ text }) => text)).toContain('Of the other call.');
  });

  it('refuses cursors of other lists', async () => {
    const { activities: page } = await world.staff.ask(ACTIVITIES, { first: 1 });
    expect(await world.staff.refused(ACTIVITIES, { after: page.pageInfo.endCursor, callId: world.callId })).toBe('BAD_USER_INPUT');
    const forged = Buffer.from(JSON.stringify(['activities ', 'no id'])).toString('base64url');
    expect(await world.staff.refused(ACTIVITIES, { after: forged })).toBe('BAD_USER_INPUT');
    expect(await world.staff.refused(ACTIVITIES, { first: 1000 })).toBe('BAD_USER_INPUT');
  });

  it('has one line for a whole register', async () => {
    const lines = Array.from({ length: 40 }, (_, number) => `${unique('Register ')} ${number},TR`);
    const before = (await activities({ first: 1 }))[0]!.id;
    await world.staff.ask('mutation ($csv: String!) { importOrganisations(csv: $csv) { created } }', {
      csv: `name,country\n${lines.join('\n')}`,
    });
    const now = await activities({ first: 2 });
    expect(now[1]!.id).toBe(before);
    expect(now[0]).toMatchObject({
      text: 'A register was imported: 40 new organisations, 0 changed.',
      turkish: 'Bir liste içe aktarıldı: 40 yeni kuruluş, 0 değişiklik.',
    });
  });
});

describe('the diary, live', () => {
  it('tells of an organisation as it is created, once', async () => {
    const stream = world.staff.subscribe(WATCH);
    await stream.begun(somebodyJoins);
    const { organisationId } = await newInhabitant(world.server, { name: 'Yeni Katılan' });
    await happens('And then.', null);
    const seen: ActivityNode[] = [];
    do seen.push((await stream.next()).programmeActivity);
    while (seen.at(-1)!.text !== 'And then.');
    const joined = seen.filter(({ organisations }) => organisations.some(({ id }) => id === organisationId));
    expect(joined).toHaveLength(1);
    expect(joined[0]).toMatchObject({
      kind: 'ORGANISATION_CREATED',
      text: 'Yeni Katılan joined.',
      organisations: [{ id: organisationId, name: 'Yeni Katılan' }],
    });
    expect((await activities({ first: 5 })).map(({ id }) => id)).toContain(joined[0]!.id);
    stream.stop();
  });

  it('tells names as they are when it tells them, not as they were when the stream began', async () => {
    const { client, organisationId } = await newInhabitant(world.server, { name: 'Vorher' });
    const stream = world.staff.subscribe(WATCH);
    let last = await stream.begun(() => client.ask(RENAME, { id: organisationId, name: unique('Dazwischen ') }));
    await client.ask(RENAME, { id: organisationId, name: 'Nachher' });
    await happens('And then.', null);
    for (let next = last; next.programmeActivity.text !== 'And then.'; next = await stream.next()) last = next;
    expect(last.programmeActivity).toMatchObject({ text: 'Nachher updated its profile.', organisations: [{ name: 'Nachher' }] });
    stream.stop();
  });

  it('keeps silent about what was rolled back', async () => {
    const stream = world.staff.subscribe(WATCH);
    await stream.begun(somebodyJoins);
    await world.server.services.db
      .transaction(async (tx) => {
        await tx.emit({ kind: 'SOMETHING_HAPPENED', template: 'Never happened.', organisationIds: [] });
        throw new Error('No.');
      })
      .catch(() => undefined);
    await happens('Did happen.', null);
    const told: string[] = [];
    do told.push((await stream.next()).programmeActivity.text);
    while (told.at(-1) !== 'Did happen.');
    expect(told).not.toContain('Never happened.');
    stream.stop();
  });

  it('tells a watcher of one call nothing of another', async () => {
    const other = await newCall(world.server.services, 'Another call');
    const stream = world.staff.subscribe(WATCH, { callId: world.callId });
    await stream.begun(somebodyJoins);
    for (const [template, callId] of [
      ['Of the other call.', other],
      ['Of no call.', null],
      ['Of this call.', world.callId],
    ] as const)
      await happens(template, callId);
    const told: string[] = [];
    do told.push((await stream.next()).programmeActivity.text);
    while (told.at(-1) !== 'Of this call.');
    expect(told).toContain('Of no call.');
    expect(told).not.toContain('Of the other call.');
    stream.stop();
  });

  it('tells of a thousand events of one commit, all of them, in their order', async () => {
    const stream = world.staff.subscribe(`subscription { programmeActivity { text } }`);
    await stream.begun(somebodyJoins);
    await world.server.services.db.transaction(async (tx) => {
      for (let number = 0; number < 1500; number++)
        await tx.emit({ kind: 'SOMETHING_HAPPENED', template: `Number ${number}.`, organisationIds: [] });
    });
    const told: string[] = [];
    while (told.at(-1) !== 'Number 1499.') told.push((await stream.next()).programmeActivity.text);
    expect(told.filter((text) => text.startsWith('Number '))).toEqual(Array.from({ length: 1500 }, (_, number) => `Number ${number}.`));
    stream.stop();
  });

  it.each([
    ['a representative', () => world.aylin.client, 'NOT_FOUND'],
    ['a stranger', () => world.stranger.client, 'NOT_FOUND'],
    ['a visitor', () => world.visitor, 'UNAUTHENTICATED'],
  ])('is refused to %s', async (_who, client, code) => {
    const stream = client().subscribe(WATCH);
    expect(await stream.end).toMatchObject([{ extensions: { code } }]);
    await expect(stream.next(0)).rejects.toThrow('No event');
  });

  it('is refused for a call that does not exist', async () => {
    const stream = world.staff.subscribe(WATCH, { callId: 'no-id' });
    expect(await stream.end).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('ends when the watcher is no longer staff, and tells nothing after', async () => {
    const { client, email } = await newInhabitant(world.server);
    await world.server.services.db.query('insert into staff_member (person_id) select id from auth."user" where email = $1', [email]);
    const stream = client.subscribe(WATCH);
    await stream.begun(somebodyJoins);
    await world.server.services.db.query('delete from staff_member where person_id = (select id from auth."user" where email = $1)', [
      email,
    ]);
    await happens('A secret.', null);
    expect(await stream.end).toBeUndefined();
    await expect(stream.next(0)).rejects.toThrow('No event');
    await client.close();
  });
});
