import { afterAll, beforeAll, expect, it } from 'vitest';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world?.close());

const CREATE = `mutation ($input: CallInput!) { createCall(input: $input) {
  id name opensAt deadline originalDeadline timeZone isOpen sideA sideB kinds workingLanguage
  representativesPerOrganisation maxOpenInvitations places envelopeCents extensions { newDeadline } } }`;
const EXTEND = `mutation ($id: ID!, $deadline: DateTime!, $reason: String) { extendDeadline(callId: $id, deadline: $deadline, reason: $reason) {
  deadline originalDeadline isOpen extensions { oldDeadline newDeadline reason at } } }`;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const draft = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Autumn call',
  opensAt: inDays(100),
  deadline: inDays(130),
  timeZone: 'Europe/Berlin',
  ...input,
});

it('shows the open call to everybody, and keeps it the current one while another is announced', async () => {
  const { createCall } = await world.staff.ask(CREATE, { input: draft() });
  expect(createCall).toMatchObject({
    isOpen: false,
    originalDeadline: createCall.deadline,
    timeZone: 'Europe/Berlin',
    sideA: ['TR'],
    workingLanguage: 'en',
    representativesPerOrganisation: 2,
    maxOpenInvitations: 5,
    places: null,
    envelopeCents: 350_000,
    extensions: [],
  });
  expect(createCall.sideB).toHaveLength(27);
  expect(createCall.kinds).not.toContain('OTHER');
  const { currentCall, calls, call } = await world.visitor.ask(
    `query ($id: ID!) { currentCall { id isOpen } calls { id } call(id: $id) { name } }`,
    {
      id: createCall.id,
    },
  );
  expect(currentCall).toEqual({ id: world.callId, isOpen: true });
  expect(calls).toEqual([{ id: createCall.id }, { id: world.callId }]);
  expect(call).toEqual({ name: 'Autumn call' });
  expect(await world.visitor.ask(`{ call(id: "no-id") { id } }`)).toEqual({ call: null });
});

it('lets only staff announce a call', async () => {
  expect(await world.aylin.client.refused(CREATE, { input: draft() })).toBe('NOT_FOUND');
  expect(await world.visitor.refused(CREATE, { input: draft() })).toBe('UNAUTHENTICATED');
});

it('names every wrong field of a new call at once', async () => {
  const input = draft({
    name: ' ',
    deadline: inDays(90),
    timeZone: '+03:00',
    sideB: ['TR'],
    kinds: [],
    workingLanguage: 'klingon',
    maxOpenInvitations: 0,
    representativesPerOrganisation: 3,
    places: 0,
  });
  const answer = await world.staff.send(CREATE, { input });
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(Object.keys(answer.errors![0]!.extensions['fields'] as object).sort()).toEqual(
    [
      'deadline',
      'kinds',
      'maxOpenInvitations',
      'name',
      'places',
      'representativesPerOrganisation',
      'sideB',
      'timeZone',
      'workingLanguage',
    ].sort(),
  );
  expect(await world.staff.refused(CREATE, { input: draft({ opensAt: inDays(-3), deadline: inDays(-1) }) })).toBe('BAD_USER_INPUT');
});

it('moves a deadline only later, and keeps the old one visible', async () => {
  const { createCall } = await world.staff.ask(CREATE, { input: draft() });
  const first = inDays(140);
  const second = inDays(150);
  await world.staff.ask(EXTEND, { id: createCall.id, deadline: first, reason: 'Many asked for two more weeks.' });
  const { extendDeadline } = await world.staff.ask(EXTEND, { id: createCall.id, deadline: second });
  expect(extendDeadline).toMatchObject({
    deadline: second,
    originalDeadline: createCall.deadline,
    extensions: [
      { oldDeadline: createCall.deadline, newDeadline: first, reason: 'Many asked for two more weeks.' },
      { oldDeadline: first, newDeadline: second, reason: null },
    ],
  });
  expect(await world.staff.refused(EXTEND, { id: createCall.id, deadline: first })).toBe('BAD_USER_INPUT');
  expect(await world.staff.refused(EXTEND, { id: createCall.id, deadline: second })).toBe('BAD_USER_INPUT');
  expect(await world.aylin.client.refused(EXTEND, { id: createCall.id, deadline: inDays(160) })).toBe('NOT_FOUND');
  expect(await world.staff.refused(EXTEND, { id: '019b0000-0000-7000-8000-000000000000', deadline: inDays(160) })).toBe('NOT_FOUND');
  expect(await world.staff.refused(EXTEND, { id: 'no-id', deadline: inDays(160) })).toBe('NOT_FOUND');
  const { call } = await world.visitor.ask(`query ($id: ID!) { call(id: $id) { deadline } }`, { id: createCall.id });
  expect(call.deadline).toBe(second);
});

it('shows an organisation’s people what it still lacks, and nobody else', async () => {
  const query = `query ($id: ID!, $callId: ID) { organisation(id: $id) { eligibility(callId: $callId) { rule met text } } }`;
  const id = world.aylin.organisationId;
  const { organisation } = await world.aylin.client.ask(query, { id });
  expect(organisation.eligibility.map(({ rule, met }: { rule: string; met: boolean }) => [rule, met])).toEqual([
    ['side', true],
    ['kind', true],
    ['non-profit', true],
    ['representatives', false],
    ['working-language', true],
    ['verified', true],
    ['one-partnership', true],
  ]);
  expect((await world.staff.ask(query, { id, callId: world.callId })).organisation.eligibility).toHaveLength(7);
  for (const client of [world.lena.client, world.visitor]) expect((await client.ask(query, { id })).organisation.eligibility).toEqual([]);
});
