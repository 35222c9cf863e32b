import { ApolloServer, type BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { makeContext, type Context } from '../context.ts';
import { migrate, openDatabase } from '../database/orm.ts';
import { ACCESS_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { openAuth } from '../person/auth.ts';
import { ENTITIES } from '../rooms.ts';
import { buildApiSchema } from '../schema/schema.ts';
import { Services } from '../services.ts';
import type { AddressInfo } from 'node:net';
import { startJobs } from '../jobs/jobs.ts';
import { Doorman } from './doorman.ts';
import { compiledGateway } from './executor.ts';
import { formatError, type FaultLog } from './format-error.ts';
import { LIMIT_RULES, MAX_BODY_BYTES, MAX_TOKENS, MAX_VISITOR_BODY_BYTES } from './limits.ts';
import { serveAuth } from './auth-route.ts';
import { serveDemo } from './demo-routes.ts';
import { serveHealth, serveMetrics } from './health-routes.ts';
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
}

/** Starts every door on one origin: GraphQL by HTTP and socket, auth, health, the web app. Throws when it cannot. */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const db = await openDatabase(options.databaseUrl, ENTITIES);
  await migrate(db);
  const services = new Services(config, db);
  await options.prepare?.(services);
  const app = Fastify({ logger: config.logLevel === 'silent' ? false : { level: config.logLevel }, disableRequestLogging: true, bodyLimit: MAX_VISITOR_BODY_BYTES, forceCloseConnections: true, trustProxy: 'loopback' });
  const log: FaultLog = (reference, error) => app.log.error({ reference, err: error }, 'fault');
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
  const schema = buildApiSchema();
  const apollo = await serveGraphql(app, schema, services, doorman, log);
  serveAuth(app, auth, doorman, services.live);
  serveHealth(app, services);
  serveMetrics(app, services);
  serveDemo(app, services);
  if (options.webBuild) await servePages(app, options.webBuild, internalUrl(config), doorman);
  const sockets = serveSubscriptions(app.server, schema, services, doorman, log);
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
      await apollo.stop();
      await jobs.stop();
      await auth.close();
      await services.close();
      await db.close();
    },
  };
}

/** Where this process reaches itself. */
function internalUrl({ host, port }: Config): string | null {
  if (port === 0) return null;
  const everywhere = ['0.0.0.0', '::', 'localhost'].includes(host);
  return `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

const refusal = (message: string): string => JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });

async function serveGraphql(
  app: FastifyInstance,
  schema: ReturnType<typeof buildApiSchema>,
  services: Services,
  doorman: Doorman,
  log: FaultLog,
): Promise<ApolloServer<Context & BaseContext>> {
  const apollo = new ApolloServer<Context & BaseContext>({
    gateway: compiledGateway(schema),
    validationRules: LIMIT_RULES,
    // The cache-control plugin would wrap every field of the schema.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: (formatted, error) => formatError(formatted, error, log),
    persistedQueries: false,
    // The origin is checked for every request below; programs without our headers may use GET.
    csrfPrevention: false,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => {
      const actor = await doorman.actor(request.headers);
      return makeContext(services, actor, () => doorman.actor(request.headers));
    },
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    bodyLimit: MAX_BODY_BYTES,
    onRequest: async (request, reply) => {
      const refuse = (status: number, message: string): unknown =>
        reply.code(status).type('application/json').send(refusal(message));
      if (!doorman.sameOrigin(request.headers, request.host)) return refuse(403, 'Requests from other sites are not answered.');
      const size = Number(request.headers['content-length'] ?? (request.method === 'POST' ? Infinity : 0));
      if (size > MAX_VISITOR_BODY_BYTES && !doorman.carriesSession(request.headers)) return refuse(413, 'The request is too large.');
    },
    errorHandler: (error, _request, reply) => {
      const status = (error as { statusCode?: number }).statusCode ?? 400;
      void reply.code(status < 500 ? status : 400).type('application/json').send(refusal('The request could not be read.'));
    },
    handler,
  });
  return apollo;
}
