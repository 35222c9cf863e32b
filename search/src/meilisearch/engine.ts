import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  MeilisearchTaskTimeOutError,
  type EnqueuedTaskPromise,
  type MultiSearchQuery,
  type MultiSearchResult,
} from 'meilisearch';
import { SearchUnavailable } from '../port.ts';

/** A search that takes longer than this is given up, and another engine answers. Milliseconds. */
const REQUEST_TIMEOUT = 5_000;
/** The client waits five seconds for a task unless told; indexing a batch behind a rebuild takes longer. Milliseconds. */
const TASK_TIMEOUT = 120_000;

/** The connection to Meilisearch: what can be tried again becomes `SearchUnavailable`, and a task counts only when it succeeded. */
export class Engine {
  readonly client: Meilisearch;

  constructor(connection: { readonly url: string; readonly key: string }) {
    this.client = new Meilisearch({ host: connection.url, apiKey: connection.key, timeout: REQUEST_TIMEOUT });
  }

  /** Runs a request. @throws SearchUnavailable when the engine is away, overloaded, refuses the key or has no index yet. */
  async ask<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    try {
      return await request();
    } catch (error) {
      if (isTemporary(error)) throw new SearchUnavailable('Meilisearch does not answer.', { cause: error });
      throw error;
    }
  }

  async multiSearch<Document extends object>(queries: MultiSearchQuery[]): Promise<MultiSearchResult<Document>[]> {
    const { results } = await this.ask(() => this.client.multiSearch<{ queries: MultiSearchQuery[] }, Document>({ queries }));
    return results;
  }

  /** Sends a write without waiting for it, for many small waits would stall the queue. Answers the task to wait for. */
  async send(write: () => EnqueuedTaskPromise): Promise<number> {
    return (await this.ask(() => write())).taskUid;
  }

  /** Waits for tasks in order. The client does not throw for a task that failed; this does. */
  async finish(tasks: readonly number[]): Promise<void> {
    for (const uid of tasks) {
      const task = await this.ask(() => this.client.tasks.waitForTask(uid, { timeout: TASK_TIMEOUT }));
      if (task.status !== 'succeeded')
        throw new Error(`Meilisearch ${task.status} a ${task.type}: ${task.error?.message ?? 'no reason given'}`);
    }
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof MeilisearchRequestError || error instanceof MeilisearchRequestTimeOutError) return true;
  if (error instanceof MeilisearchTaskTimeOutError) return true;
  if (!(error instanceof MeilisearchApiError)) return false;
  const { status } = error.response;
  return status >= 500 || status === 429 || status === 401 || status === 403 || error.cause?.code === 'index_not_found';
}
