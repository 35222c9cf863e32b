import { spawn, type ChildProcess } from 'node:child_process';
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

/** A short word for where and how changes are stored: each at once, or as its defaults say (after 2 s without a change, or 10 s). */
export type Storing = 'every change' | 'by default';

/** Hocuspocus with its database extension on the same PostgreSQL, and its own provider. */
export class Hocuspocus implements Contender {
  readonly name: string;
  private server: ChildProcess | undefined;
  private port = 0;
  private rooms = 0;

  private readonly databaseUrl: string;
  private readonly database: pg.Pool;
  private readonly storing: Storing;

  private constructor(databaseUrl: string, database: pg.Pool, storing: Storing) {
    this.databaseUrl = databaseUrl;
    this.database = database;
    this.storing = storing;
    this.name = storing === 'every change' ? 'Hocuspocus' : 'Hocuspocus, default';
  }

  static async start(databaseUrl: string, database: pg.Pool, storing: Storing): Promise<Hocuspocus> {
    await database.query('create table if not exists hocuspocus_document (name text primary key, data bytea not null)');
    const contender = new Hocuspocus(databaseUrl, database, storing);
    await contender.restart();
    return contender;
  }

  get pid(): number {
    return this.server?.pid ?? 0;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.server = spawn(process.execPath, [fileURLToPath(new URL('hocuspocus.mjs', PEERS))], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: this.databaseUrl, STORING: this.storing },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.port = Number(await said(this.server.stdout!, /listening on (\d+)/));
  }

  async room(): Promise<string> {
    return `bench-${this.storing}-${(this.rooms += 1)}`;
  }

  async open(room: string): Promise<Session> {
    const Y = await load<typeof Yjs>('yjs');
    return openSession(Y, await this.provider(room, new Y.Doc()), room, this.database);
  }

  async load(room: string): Promise<number> {
    const Y = await load<typeof Yjs>('yjs');
    const start = performance.now();
    const { provider } = await this.provider(room, new Y.Doc());
    const ms = performance.now() - start;
    provider.destroy();
    return ms;
  }

  async stop(): Promise<void> {
    if (!this.server || this.server.exitCode !== null || this.server.signalCode !== null) return;
    this.server.kill('SIGKILL');
    await once(this.server, 'exit');
  }

  /** Of a document that has everything. */
  private async provider(name: string, document: Yjs.Doc): Promise<{ provider: Provider; doc: Yjs.Doc }> {
    const { HocuspocusProvider } = await load<ProviderModule>('@hocuspocus/provider');
    const provider = new HocuspocusProvider({ url: `ws://127.0.0.1:${this.port}`, name, document });
    await new Promise<void>((synced) => provider.on('synced', synced));
    return { provider, doc: document };
  }
}

async function openSession(
  Y: typeof Yjs,
  { provider, doc }: { provider: Provider; doc: Yjs.Doc },
  name: string,
  database: pg.Pool,
): Promise<Session> {
  /** The clock after each update that is on its way; acknowledgements come in the same order. */
  const sent: number[] = [];
  const acknowledged: number[] = [];
  let listener: (clock: number) => void = () => undefined;
  doc.on('update', (_update: Uint8Array, origin: unknown) => origin !== provider && sent.push(clockOf(doc)));
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
    write: (update) => Y.applyUpdate(doc, update),
    onHeard: (hear) => doc.on('update', (update: Uint8Array, origin: unknown) => origin === provider && hear(update)),
    acknowledged: () => settled(provider),
    onAcknowledged: (given) => (listener = given),
    get operations() {
      return acknowledged.length + sent.length;
    },
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
