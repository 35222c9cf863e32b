import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { join } from 'node:path';
import { checkDatabase, checkPort } from './start-problems.ts';
import { startServer, type RunningServer } from './server/server.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemo } from './seed/demo.ts';

const WEB_BUILD = fileURLToPath(new URL('../../web/build', import.meta.url));

/** Starts what the configuration asks for, tells where it is, and stops everything on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const stopping: (() => Promise<void>)[] = [];
  const stop = once(async (code: number) => {
    for (const end of stopping.reverse()) await end().catch((error: unknown) => console.error(error));
    process.exit(code);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  // npm start holds a channel to us; it closes when npm start is killed and cannot pass a signal on.
  process.once('disconnect', () => void stop(0));
  try {
    await checkPort(config);
    if (config.databaseUrl) await checkDatabase(config.databaseUrl);
    const databaseUrl = config.databaseUrl ?? (await embedded(config, stopping, () => void stop(1)));
    const server = await startServer(config, {
      databaseUrl,
      ...(existsSync(WEB_BUILD) && { webBuild: WEB_BUILD }),
      ...(config.demo && { prepare: seedDemo, demo: { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS } }),
    });
    stopping.push(() => server.close());
    announce(config, server);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

async function embedded(config: Config, stopping: (() => Promise<void>)[], lost: () => void): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  stopping.push(() => postgres.stop());
  void postgres.died.then((log) => {
    console.error(`The database ended by itself.\n${log}`);
    lost();
  });
  return postgres.url;
}

function announce(config: Config, server: RunningServer): void {
  const address = config.publicUrlIsDefault ? server.url.replace('127.0.0.1', 'localhost') : config.publicUrl;
  console.log(`\n  Köprü is ready: ${address}\n`);
  if (!config.demo) return;
  console.log(`  Demo accounts, password ${DEMO_PASSWORD}:`);
  for (const { email, text } of DEMO_ACCOUNTS) console.log(`    ${email.padEnd(20)} ${text.en}`);
  if (server.services.mail.goesToMailbox) console.log(`\n  Mail is not sent; read it at ${address}/dev/mail`);
  console.log('\n  Ctrl-C stops everything.\n');
}

function once<Argument>(work: (argument: Argument) => Promise<void>): (argument: Argument) => Promise<void> {
  let running: Promise<void> | undefined;
  return (argument) => (running ??= work(argument));
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
