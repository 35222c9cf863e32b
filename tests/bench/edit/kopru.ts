import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { graphqlSpace } from '../../../web/src/lib/space/transport-graphql.ts';
import { SpaceConnection, type SpaceServer } from '../../../web/src/lib/space/transport.ts';
import { said, type Contender, type Session } from './writer.ts';

const MAIN = fileURLToPath(new URL('../../../api/dist/main.js', import.meta.url));

const PEOPLE = ['emre@kopru.test', 'sofia@kopru.test'];

/** The built server as `npm start` runs it, with the demo's people, and the transport of the pages. */
export class Kopru implements Contender {
  readonly name = 'Köprü';
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'kopru-bench-'));
  private readonly opened = new Map<string, number>();
  private server: ChildProcess | undefined;
  private address = '';
  private cookies: string[] = [];

  private readonly databaseUrl: string;
  private readonly database: pg.Pool;

  private constructor(databaseUrl: string, database: pg.Pool) {
    this.databaseUrl = databaseUrl;
    this.database = database;
  }

  static async start(databaseUrl: string, database: pg.Pool): Promise<Kopru> {
    const contender = new Kopru(databaseUrl, database);
    await contender.restart();
    return contender;
  }

  get pid(): number {
    return this.server?.pid ?? 0;
  }

  async restart(): Promise<void> {
    await this.end();
    const environment = { DATA_DIR: this.dataDir, DATABASE_URL: this.databaseUrl, DEMO: 'on', LOG_LEVEL: 'error', PORT: '0' };
    this.server = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.address = await said(this.server.stdout!, /is ready: (\S+)/);
    this.cookies = await Promise.all(PEOPLE.map((email) => signIn(this.address, email)));
  }

  /** Of the partnership of both. */
  async room(): Promise<string> {
    const { rows } = await this.database.query<{ id: string }>(
      `insert into document (partnership_id, kind, title) select s.partnership_id, 'NOTES', 'Bench' from partnership_side s
       join representative r on r.organisation_id = s.organisation_id join auth."user" u on u.id = r.person_id
       where u.email = $1 and s.active limit 1 returning id`,
      [PEOPLE[0]],
    );
    return rows[0]!.id;
  }

  open(room: string): Promise<Session> {
    const opened = this.opened.get(room) ?? 0;
    this.opened.set(room, opened + 1);
    return openSession(this.address, this.cookies[opened % PEOPLE.length]!, room, this.database);
  }

  async load(room: string): Promise<number> {
    const start = performance.now();
    const options = { documentId: room, url: `${this.address}/graphql`, headers: { cookie: this.cookies[0]! }, webSocketImpl: WebSocket };
    const connection = new SpaceConnection(new Y.Doc(), graphqlSpace(options), {});
    await connection.loaded;
    const ms = performance.now() - start;
    await connection.destroy();
    return ms;
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async end(): Promise<void> {
    if (!this.server || this.server.exitCode !== null || this.server.signalCode !== null) return;
    this.server.kill('SIGTERM');
    await once(this.server, 'exit');
  }
}

async function signIn(address: string, email: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password: 'kopru-demo-2026' }),
  });
  if (!answer.ok) throw new Error(`Sign-in failed: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** One window in which a document is open. */
async function openSession(address: string, cookie: string, documentId: string, database: pg.Pool): Promise<Session> {
  const doc = new Y.Doc();
  let pushed = 0;
  let acknowledged: (clock: number) => void = () => undefined;
  const server = graphqlSpace({ documentId, url: `${address}/graphql`, headers: { cookie }, webSocketImpl: WebSocket });
  const watched: SpaceServer = {
    ...server,
    push: async (operationId, update) => {
      const sequence = await server.push(operationId, update);
      pushed += 1;
      acknowledged(endOf(update));
      return sequence;
    },
  };
  const connection = new SpaceConnection(doc, watched, { collectMs: 0 });
  await connection.loaded;
  return {
    doc,
    write: (update) => Y.applyUpdate(doc, update),
    onHeard: (hear) => doc.on('update', (update: Uint8Array, origin: unknown) => origin === connection && hear(update)),
    acknowledged: () => saved(connection),
    onAcknowledged: (listener) => (acknowledged = listener),
    get operations() {
      return pushed;
    },
    unstored: async () => {
      const stored = await database.query<{ sequence: number }>('select sequence from document where id = $1', [documentId]);
      return pushed - stored.rows[0]!.sequence;
    },
    storedText: () => textOf(address, cookie, documentId),
    close: () => connection.destroy(),
  };
}

/** The clock up to which an update of one client goes; 0 when it only deletes. */
function endOf(update: Uint8Array): number {
  const last = Y.decodeUpdate(update).structs.at(-1);
  return last ? last.id.clock + last.length : 0;
}

function saved(connection: SpaceConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      if (connection.state === 'refused' || connection.state === 'ended') reject(connection.fault ?? new Error('ended'));
      else if (connection.state === 'saved') resolve();
      else return false;
      return true;
    };
    if (look()) return;
    const stop = connection.onState(() => {
      if (look()) stop();
    });
  });
}

async function textOf(address: string, cookie: string, id: string): Promise<string> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query: 'query ($id: ID!) { document(id: $id) { content } }', variables: { id } }),
  });
  const { data } = (await answer.json()) as { data: { document: { content: string } } };
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Uint8Array(Buffer.from(data.document.content, 'base64')));
  return doc.getText('t').toString();
}
