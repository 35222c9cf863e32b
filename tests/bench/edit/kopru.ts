import { spawn } from 'node:child_process';
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

/** The built server as `npm start` runs it, with the demo's people, and the transport of the pages. */
export async function startKopru(databaseUrl: string, database: pg.Pool): Promise<Contender> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kopru-bench-'));
  const environment = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    DEMO: 'on',
    LOG_LEVEL: 'error',
  };
  const server = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await said(server.stdout, /is ready: (\S+)/);
  const cookie = await signIn(address);
  return {
    name: 'Köprü',
    pid: server.pid ?? 0,
    open: () => openSession(address, cookie, database),
    stop: async () => {
      server.kill('SIGTERM');
      await once(server, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: 'emre@kopru.test', password: 'kopru-demo-2026' }),
  });
  if (!answer.ok) throw new Error(`Sign-in failed: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** A document of Emre's partnership, which he opens in one window. */
async function openSession(address: string, cookie: string, database: pg.Pool): Promise<Session> {
  const { rows } = await database.query<{ id: string }>(
    `insert into document (partnership_id, kind, title) select s.partnership_id, 'NOTES', 'Bench' from partnership_side s
     join representative r on r.organisation_id = s.organisation_id join auth."user" u on u.id = r.person_id
     where u.email = 'emre@kopru.test' and s.active limit 1 returning id`,
  );
  const documentId = rows[0]!.id;
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
    acknowledged: () => saved(connection),
    onAcknowledged: (listener) => (acknowledged = listener),
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
