import type { FastifyInstance } from 'fastify';
import { pendingMigrations } from '../database/orm.ts';
import type { Services } from '../services.ts';

/** `/healthz`: the process lives. `/readyz`: it can do its work; search away only degrades it. */
export function serveHealth(app: FastifyInstance, services: Services): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const database = await attempt(async () => {
      await services.db.pool.query('select 1');
    });
    const migrations = database === 'ok' ? await attempt(async () => {
      const pending = await pendingMigrations(services.db);
      if (pending.length > 0) throw new Error(`${pending.length} to run`);
    }) : 'unknown';
    const ready = database === 'ok' && migrations === 'ok';
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', database, migrations });
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
