import Fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { migrate, openDatabase } from '../database/orm.ts';
import { ACCESS_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { openAuth } from '../person/auth.ts';
import { ENTITIES } from '../rooms.ts';
import { buildApiSchema } from '../schema/schema.ts';
import { Services } from '../services.ts';
import type { AddressInfo } from 'node:net';
import { startJobs } from '../jobs/jobs.ts';
import { Doorman } from './doorman.ts';
import { withoutValues } from './fault-log.ts';
import type { FaultLog } from './format-error.ts';
import { serveGraphql, type House } from './graphql-door.ts';
import { MAX_VISITOR_BODY_BYTES } from './limits.ts';
import { Operations } from './operations.ts';
import { serveAuth } from './auth-route.ts';
import { serveExports } from './export-route.ts';
import { serveDemo, serveDemoAccounts, type DemoAccounts } from './demo-routes.ts';
import { serveHealth, serveMetrics } from './health-routes.ts';
import { serveStop } from './stop-route.ts';
import { serveImages } from './image-routes.ts';
import { serveSubscriptions } from './sockets.ts';
import { servePages } from './pages.ts';

export interface RunningServer {
  /** Where it listens, e.g. http://127.0.0.1:3000. */
  readonly url: string;
  readonly services: Services;
  close(): Promise<void>;
}

export interface ServerOptions {
  databaseUrl: string;
  /** Folder of the built web app; none: only the API answers. */
  webBuild?: string;
  /** Runs between migration and listening, e.g. the demo seed. */
  prepare?: (services: Services) => Promise<void>;
  /** Accounts that `prepare` may have made, for the sign-in page to show. */
  demo?: DemoAccounts;
}

/** Starts every door on one origin: GraphQL by HTTP and socket, auth, health, the web app. Throws when it cannot. */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const db = await openDatabase(options.databaseUrl, ENTITIES);
  await migrate(db);
  const services = new Services(config, db);
  await options.prepare?.(services);
  const app = openApp(config);
  const log: FaultLog = (reference, error) => app.log.error({ reference, fault: withoutValues(error) }, 'fault');
  const doorman = new Doorman(db, config.authSecret, () => services.publicUrl);
  const auth = openAuth(
    {
      databaseUrl: options.databaseUrl,
      publicUrl: config.publicUrl,
      address: () => services.publicUrl,
      secret: config.authSecret,
      relaxed: config.demo,
      onSessionsEnded: (personId) => services.live.publish(ACCESS_CHANGED_TOPIC, { personId }),
      warn: (message) => app.log.warn({ auth: message }, 'sign-in'),
    },
    services.mail,
    db,
  );
  const house: House = { services, doorman, operations: new Operations(buildApiSchema()), log };
  serveGraphql(app, house);
  serveAuth(app, auth, doorman, services.live);
  serveFiles(app, house);
  serveHealth(app, services);
  serveMetrics(app, services);
  serveDemo(app, services);
  serveStop(app, services);
  if (options.demo) serveDemoAccounts(app, services, options.demo);
  if (options.webBuild) await servePages(app, options.webBuild, internalUrl(config), doorman);
  const sockets = serveSubscriptions(app.server, house);
  const jobs = await startJobs(services, log);
  await app.listen({ port: config.port, host: config.host });
  const port = (app.server.address() as AddressInfo).port;
  if (config.publicUrlIsDefault) services.publicUrl = `http://localhost:${port}`;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    services,
    close: async () => {
      await sockets.close();
      await app.close();
      await jobs.stop();
      await auth.close();
      await services.close();
      await db.close();
    },
  };
}

/** What people take out of a document and put into it. */
function serveFiles(app: FastifyInstance, { services, doorman, log }: House): void {
  serveExports(app, services, doorman, log);
  serveImages(app, services, doorman, log);
}

function openApp(config: Config): FastifyInstance {
  return Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_VISITOR_BODY_BYTES,
    forceCloseConnections: true,
    trustProxy: config.trustedProxies,
  });
}

/** Where this process reaches itself. */
function internalUrl({ host, port }: Config): string | null {
  if (port === 0) return null;
  const everywhere = ['0.0.0.0', '::', 'localhost'].includes(host);
  return `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
