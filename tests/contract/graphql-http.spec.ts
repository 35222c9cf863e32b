import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const UNMET: string[] = [];

it('speaks GraphQL over HTTP as the specification says, but for what is listed', async () => {
  const results = await auditServer({ url: `${server.url}/graphql` });
  const unmet = results.flatMap((result) => (result.status === 'ok' ? [] : [`${result.status} ${result.id} ${result.name}`]));
  expect(results.length).toBe(61);
  expect(unmet).toEqual(UNMET);
});
