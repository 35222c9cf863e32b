import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type pg from 'pg';
import type * as Yjs from 'yjs';
import { clockOf, said, type Contender, type Session } from './writer.ts';

const PEERS = new URL('../peers/', import.meta.url);
const require = createRequire(new URL('package.json', PEERS));
/** The provider brings its own Yjs; a document of another copy would not be one to it. */
const load = <Module>(name: string): Promise<Module> => import(pathToFileURL(require.resolve(name)).href) as Promise<Module>;

interface Provider {
  readonly hasUnsyncedChanges: boolean;
  on(event: 'synced' | 'unsyncedChanges', listener: () => void): void;
  off(event: 'unsyncedChanges', listener: () => void): void;
  destroy(): void;
}
interface ProviderModule {
  HocuspocusProvider: new (options: { url: string; name: string; document: Yjs.Doc }) => Provider;
}

/** Hocuspocus with its database extension on the same PostgreSQL, storing at every change (debounce 0), and its own provider. */
export async function startHocuspocus(databaseUrl: string, database: pg.Pool): Promise<Contender> {
  await database.query('create table if not exists hocuspocus_document (name text primary key, data bytea not null)');
  const server = spawn(process.execPath, [fileURLToPath(new URL('hocuspocus.mjs', PEERS))], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await said(server.stdout, /listening on (\d+)/);
  const Y = await load<typeof Yjs>('yjs');
  const { HocuspocusProvider } = await load<ProviderModule>('@hocuspocus/provider');
  let opened = 0;
  return {
    name: 'Hocuspocus',
    pid: server.pid ?? 0,
    open: () => openSession(Y, HocuspocusProvider, `ws://127.0.0.1:${port}`, `bench-${++opened}`, database),
    stop: async () => {
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

async function openSession(
  Y: typeof Yjs,
  HocuspocusProvider: ProviderModule['HocuspocusProvider'],
  url: string,
  name: string,
  database: pg.Pool,
): Promise<Session> {
  const doc = new Y.Doc();
  const provider = new HocuspocusProvider({ url, name, document: doc });
  await new Promise<void>((synced) => provider.on('synced', synced));
  /** The clock after each update that is on its way; acknowledgements come in the same order. */
  const sent: number[] = [];
  const acknowledged: number[] = [];
  let listener: (clock: number) => void = () => undefined;
  doc.on('update', () => sent.push(clockOf(doc)));
  provider.on('unsyncedChanges', () => {
    const open = (provider as unknown as { unsyncedChanges: number }).unsyncedChanges;
    while (sent.length > open) {
      const clock = sent.shift()!;
      acknowledged.push(clock);
      listener(clock);
    }
  });
  const data = async (): Promise<Buffer | undefined> =>
    (await database.query<{ data: Buffer }>('select data from hocuspocus_document where name = $1', [name])).rows[0]?.data;
  const storedClock = async (): Promise<number> => {
    const stored = await data();
    return stored ? (Y.decodeStateVector(Y.encodeStateVectorFromUpdate(new Uint8Array(stored))).get(doc.clientID) ?? 0) : 0;
  };
  return {
    doc,
    acknowledged: () => settled(provider),
    onAcknowledged: (given) => (listener = given),
    unstored: async () => {
      // Counted before asking: what is acknowledged while the answer travels is not held against it.
      const clocks = [...acknowledged];
      const stored = await storedClock();
      return clocks.filter((clock) => clock > stored).length;
    },
    storedText: async () => {
      const stored = new Y.Doc();
      Y.applyUpdate(stored, new Uint8Array((await data()) ?? [0, 0]));
      return stored.getText('t').toString();
    },
    close: async () => provider.destroy(),
  };
}

function settled(provider: Provider): Promise<void> {
  return new Promise((resolve) => {
    if (!provider.hasUnsyncedChanges) return resolve();
    const look = (): void => {
      if (provider.hasUnsyncedChanges) return;
      provider.off('unsyncedChanges', look);
      resolve();
    };
    provider.on('unsyncedChanges', look);
  });
}
