import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { pendingMigrations } from '../database/orm.ts';
import type { Services } from '../services.ts';
import { fromThisMachine } from './this-machine.ts';

/** `/healthz`: the process lives. `/readyz`: it can do its work; search or Redis away only degrade it. */
export function serveHealth(app: FastifyInstance, services: Services): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const database = await attempt(async () => {
      await services.db.pool.query('select 1');
    });
    const migrations =
      database === 'ok'
        ? await attempt(async () => {
            const pending = await pendingMigrations(services.db);
            if (pending.length > 0) throw new Error(`${pending.length} to run`);
          })
        : 'unknown';
    const ready = database === 'ok' && migrations === 'ok';
    const search = services.indexKeepers.every(({ isReady, isAnswering }) => isReady && isAnswering) ? 'ok' : 'degraded';
    const heard = services.live.neighboursAreHeard;
    const redis = heard === null ? {} : { redis: heard ? 'ok' : 'degraded' };
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', database, migrations, search, ...redis });
  });
}

async function attempt(check: () => Promise<void>): Promise<'ok' | 'failed'> {
  try {
    await check();
    return 'ok';
  } catch {
    return 'failed';
  }
}

/** `/metrics` in Prometheus' text format, for a collector on this machine. Counts only: nothing that names anybody. */
export function serveMetrics(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'kopru_' });
  const waiting = (name: string, help: string, sql: string): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const { rows } = await services.db.query<{ count: number }>(sql);
        this.set(rows[0]?.count ?? 0);
      },
    });
  };
  waiting(
    'kopru_search_dirty',
    'Organisations that the search index still has to take up',
    'select count(*)::int as count from search.search_dirty',
  );
  waiting('kopru_mail_waiting', 'Mail that was not sent yet', 'select count(*)::int as count from mail_message where sent_at is null');
  app.get('/metrics', async (request, reply) => {
    if (!fromThisMachine(request)) return reply.code(404).send({ error: 'Not found' });
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
