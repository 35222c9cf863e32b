import { createServer, type AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { startTestServer } from '../support/server.ts';

it('starts without Redis, says so once and in /readyz, and works on', async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const warn = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const said = (): string[] => warn.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('REDIS_URL'));
  const server = await startTestServer({ REDIS_URL: `redis://:secret-word@127.0.0.1:${port}` });
  try {
    await vi.waitFor(() => expect(said()).toHaveLength(1), { timeout: 10_000 });
    const response = await fetch(`${server.url}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', redis: 'degraded' });
  } finally {
    await server.close();
  }
  const lines = said();
  expect(lines).toEqual([expect.stringContaining(`Redis at 127.0.0.1:${port} does not answer`)]);
  expect(lines.join()).not.toContain('secret-word');
  warn.mockRestore();
  const alone = await startTestServer();
  expect(await (await fetch(`${alone.url}/readyz`)).json()).not.toHaveProperty('redis');
  await alone.close();
});
