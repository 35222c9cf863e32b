import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived: what the documentation of Meilisearch's HTTP API (v1.41, meilisearch.com/docs/reference/api) says a client sends. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly parameters: Record<string, string>;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Not Meilisearch: a small HTTP server that answers in the shapes of its documented API and keeps what it was sent. It shows that our requests have
 * the documented paths, verbs, headers and bodies and that we read the documented answers. It keeps documents and can be killed; it does not search.
 */
export class ShapedMeilisearch {
  readonly arrived: Arrived[] = [];
  readonly indexes = new Set<string>();
  /** The documents added, by index and id. They outlive `close`, as a disk does. */
  readonly documents = new Map<string, Map<string, Readonly<Record<string, unknown>>>>();
  /** When set, documents are accepted and the server is gone before it has written them: it was killed between the two. */
  dyingWithDocuments = false;
  /** What the next multi-searches answer, one list of results per request. */
  readonly results: object[][] = [];
  /** When set, every request is answered with it. */
  refusal: Answer | undefined;
  /** The error with which tasks of these types fail. */
  readonly failing = new Map<string, string>();
  #tasks: { type: string; indexUid: string | null }[] = [];
  #server: Server | undefined;

  /** Starts it, on a port of the system's choice or on the one it had before. */
  async listen(port = 0): Promise<string> {
    const server = createServer((request, response) => {
      void read(request).then((arrived) => {
        this.arrived.push(arrived);
        const answer = this.refusal ?? this.#answer(arrived);
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body), () => {
          if (this.dyingWithDocuments && answer.status === 202) void this.close();
        });
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  get isListening(): boolean {
    return this.#server?.listening ?? false;
  }

  /** Ends it as a kill does: whoever is connected is cut off. */
  async close(): Promise<void> {
    if (!this.isListening) return;
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    this.#server?.closeAllConnections();
    await closed;
  }

  /** The requests since the last call, without the polling of tasks. */
  take(): Arrived[] {
    return this.arrived.splice(0).filter(({ path }) => !path.startsWith('/tasks/'));
  }

  #task(type: string, indexUid: string | null): Answer {
    this.#tasks.push({ type, indexUid });
    return {
      status: 202,
      body: { taskUid: this.#tasks.length - 1, indexUid, status: 'enqueued', type, enqueuedAt: '2026-01-01T00:00:00.000000Z' },
    };
  }

  #answer({ method, path, parameters, body }: Arrived): Answer {
    const [, first, index = '', second, third] = path.split('/');
    const route = `${method} /${[first, index && ':id', second, third].filter(Boolean).join('/')}`;
    const routes: Record<string, () => Answer> = {
      'GET /indexes': () =>
        list(
          [...this.indexes].map((uid) => ({ uid, primaryKey: 'id', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' })),
        ),
      'POST /indexes': () => {
        const { uid } = body as { uid: string };
        this.indexes.add(uid);
        return this.#task('indexCreation', uid);
      },
      'DELETE /indexes/:id': () => (this.indexes.delete(index) ? this.#task('indexDeletion', index) : missing(index)),
      'PATCH /indexes/:id/settings': () => this.#task('settingsUpdate', index),
      'GET /indexes/:id/documents': () => this.#page(index, parameters),
      'GET /indexes/:id/stats': () => ({
        status: 200,
        body: { numberOfDocuments: this.documents.get(index)?.size ?? 0, isIndexing: false, fieldDistribution: {} },
      }),
      'POST /indexes/:id/documents': () => {
        if (!this.dyingWithDocuments) for (const document of body as { id: string }[]) this.#documentsOf(index).set(document.id, document);
        return this.#task('documentAdditionOrUpdate', index);
      },
      'POST /indexes/:id/documents/delete-batch': () => {
        if (!this.dyingWithDocuments) for (const id of body as string[]) this.#documentsOf(index).delete(id);
        return this.#task('documentDeletion', index);
      },
      'POST /swap-indexes': () => {
        for (const { indexes } of body as { indexes: [string, string] }[]) this.#swap(...indexes);
        return this.#task('indexSwap', null);
      },
      'POST /multi-search': () => ({ status: 200, body: { results: this.results.shift() ?? [] } }),
      'GET /tasks/:id': () => this.#finished(Number(index)),
    };
    return (
      routes[route]?.() ?? { status: 404, body: { message: `no route ${route}`, code: 'not_found', type: 'invalid_request', link: '' } }
    );
  }

  #documentsOf(index: string): Map<string, Readonly<Record<string, unknown>>> {
    const documents = this.documents.get(index) ?? new Map<string, Readonly<Record<string, unknown>>>();
    this.documents.set(index, documents);
    return documents;
  }

  #swap(one: string, other: string): void {
    const [first, second] = [this.#documentsOf(one), this.#documentsOf(other)];
    this.documents.set(one, second).set(other, first);
  }

  #page(index: string, { offset = '0', limit = '20' }: Record<string, string>): Answer {
    if (!this.indexes.has(index)) return missing(index);
    const all = [...this.#documentsOf(index).values()];
    const results = all.slice(Number(offset), Number(offset) + Number(limit));
    return { status: 200, body: { results, offset: Number(offset), limit: Number(limit), total: all.length } };
  }

  /** A failed task is answered with status 200 like any other: only its own `status` says so. */
  #finished(uid: number): Answer {
    const task = this.#tasks[uid];
    const message = this.failing.get(task?.type ?? '');
    const error = message === undefined ? null : { message, code: 'internal', type: 'internal', link: '' };
    return { status: 200, body: { uid, ...task, status: error ? 'failed' : 'succeeded', error, canceledBy: null, duration: 'PT0.1S' } };
  }
}

const list = (results: object[]): Answer => ({ status: 200, body: { results, offset: 0, limit: 1000, total: results.length } });

const missing = (index: string): Answer => ({
  status: 404,
  body: { message: `Index \`${index}\` not found.`, code: 'index_not_found', type: 'invalid_request', link: '' },
});

async function read(request: IncomingMessage): Promise<Arrived> {
  const url = new URL(request.url ?? '/', 'http://shape');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return {
    method: request.method ?? '',
    path: url.pathname,
    parameters: Object.fromEntries(url.searchParams),
    authorization: request.headers.authorization,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}
