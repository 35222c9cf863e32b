import Fastify from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { notFound, ruleBroken } from '../access/errors.ts';
import { sendRefusal } from './rest-refusal.ts';

const app = Fastify();
afterAll(() => app.close());

it('tells refusals with the codes of the API, and of a fault nothing but its reference', async () => {
  const logged: string[] = [];
  const errors: Record<string, unknown> = {
    missing: notFound('This file'),
    rule: ruleBroken('side', 'No.'),
    fault: new Error('secret inside'),
  };
  app.get<{ Params: { name: string } }>('/:name', (request, reply) =>
    sendRefusal(reply, errors[request.params.name], (reference) => logged.push(reference)),
  );
  const ask = async (name: string): Promise<[number, Record<string, unknown>]> => {
    const { statusCode, body } = await app.inject(`/${name}`);
    return [statusCode, JSON.parse(body) as Record<string, unknown>];
  };
  expect(await ask('missing')).toEqual([404, { code: 'NOT_FOUND', message: expect.stringContaining('This file') }]);
  expect(await ask('rule')).toEqual([409, { code: 'RULE_BROKEN', rule: 'side', message: 'No.' }]);
  const [status, fault] = await ask('fault');
  expect([status, fault['code']]).toEqual([500, 'INTERNAL']);
  expect(logged).toEqual([fault['reference']]);
  expect(JSON.stringify(fault)).not.toContain('secret');
});
