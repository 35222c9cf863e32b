import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { loadConfig } from './config.ts';
import { checkDatabase, checkPort } from './start-problems.ts';

/** A port that somebody listens on until `free` is called. */
async function taken(): Promise<{ port: number; free: () => Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, free: () => new Promise((resolve) => server.close(resolve)) };
}

it('names the port that is taken, and only then', async () => {
  const { port, free } = await taken();
  await expect(checkPort({ port, host: '127.0.0.1' })).rejects.toThrow(`PORT ${port} is taken`);
  await free();
  await checkPort({ port, host: '127.0.0.1' });
  await expect(checkPort({ port: 0, host: '192.0.2.1' })).rejects.toThrow('HOST 192.0.2.1 is no address of this machine');
});

it('names the database that cannot be reached, without its password', async () => {
  const { port, free } = await taken();
  await free();
  const problem = await checkDatabase(`postgres://kopru:secret-word@127.0.0.1:${port}/kopru`).catch((error: Error) => error.message);
  expect(problem).toBe(
    `DATABASE_URL: the database at 127.0.0.1:${port}/kopru cannot be reached (ECONNREFUSED). Start it, or correct DATABASE_URL.`,
  );
});

it('names a folder in which nothing can be made, instead of trying for ever', () => {
  expect(() => loadConfig({ DATA_DIR: '/proc/kopru/data' })).toThrow(/DATA_DIR cannot be used: \/proc\/kopru\/data \(ENOENT\)/);
  expect(() => loadConfig({ DATA_DIR: '/dev/null' })).toThrow(/DATA_DIR cannot be used: \/dev\/null \(ENOTDIR\)/);
});
