import { OperationTypeNode, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badInput, KopruError } from '../access/errors.ts';
import { makeContext } from '../context.ts';
import type { Services } from '../services.ts';
import type { Doorman } from './doorman.ts';
import { shownError, type FaultLog } from './format-error.ts';
import { answerType, readBody, readUrl, type Asked } from './graphql-request.ts';
import { MAX_BODY_BYTES, MAX_VISITOR_BODY_BYTES } from './limits.ts';
import { RequestErrors, type Operations } from './operations.ts';

/** What a door needs to answer operations. */
export interface House {
  readonly services: Services;
  readonly doorman: Doorman;
  readonly operations: Operations;
  readonly log: FaultLog;
}

const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const JSON_BODY = /^application\/json *(;|$)/i;

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http): POST with JSON, and GET for queries. Only our own pages and programs
 * are answered, and a visitor's body is small.
 */
export function serveGraphql(app: FastifyInstance, house: House): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'],
    bodyLimit: MAX_BODY_BYTES,
    onRequest: (request, reply, proceed) => {
      const refusal = refusalAtTheDoor(request, house.doorman);
      if (!refusal) return proceed();
      send(reply, 'application/json', refusal.status, { errors: [formatted(refusal.message)] });
    },
    errorHandler: (error, _request, reply) => {
      const status = (error as { statusCode?: number }).statusCode ?? 400;
      send(reply, 'application/json', status < 500 ? status : 400, { errors: [formatted('The request could not be read.')] });
    },
    handler: (request, reply) => answer(request, reply, house),
  });
}

/** Before the body is read. */
function refusalAtTheDoor(request: FastifyRequest, doorman: Doorman): { status: number; message: string } | null {
  if (!doorman.sameOrigin(request.headers, request.host)) return { status: 403, message: 'Requests from other sites are not answered.' };
  if (request.method !== 'GET' && request.method !== 'POST') return { status: 405, message: 'Send operations by POST, or queries by GET.' };
  if (request.method === 'GET') return null;
  // What a form of another site can send without asking first is never read as an operation.
  if (!JSON_BODY.test(request.headers['content-type'] ?? ''))
    return { status: 415, message: 'Send JSON with content-type application/json.' };
  const size = Number(request.headers['content-length'] ?? Infinity);
  if (size > MAX_VISITOR_BODY_BYTES && !doorman.carriesSession(request.headers))
    return { status: 413, message: 'The request is too large.' };
  return null;
}

async function answer(request: FastifyRequest, reply: FastifyReply, house: House): Promise<FastifyReply> {
  const type = answerType(request.headers.accept);
  if (type === null)
    return send(reply, 'application/json', 406, { errors: [formatted(`Accept application/json or ${GRAPHQL_RESPONSE}.`)] });
  const asked = request.method === 'GET' ? readUrl(request.url) : readBody(request.body);
  if (typeof asked === 'string') return send(reply, type, 400, { errors: [formatted(asked)] });
  try {
    const result = await run(asked, request, reply, house);
    // Wrong variables are found when running starts; then there is no data, not even null.
    if (result.data === undefined) return sendRefusal(reply, type, result.errors ?? [], house.log);
    if (!result.errors) return send(reply, type, 200, result);
    return send(reply, type, 200, { errors: result.errors.map((error) => shownError(error, house.log)), data: result.data });
  } catch (error) {
    return sendRefusal(reply, type, error instanceof RequestErrors ? error.errors : [error], house.log);
  }
}

async function run(
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
  { services, doorman, operations }: House,
): Promise<ExecutionResult> {
  const operation = operations.find(asked.query, asked.operationName);
  if (operation.kind === OperationTypeNode.SUBSCRIPTION) throw badInput({ query: 'Subscriptions run over the socket, not here.' });
  if (operation.kind === OperationTypeNode.MUTATION && request.method === 'GET') {
    void reply.code(405).header('allow', 'POST');
    throw badInput({ query: 'Send mutations by POST.' });
  }
  const asker = doorman.asker(request.headers);
  if (!operation.findsAsker) await asker.toBeKnown();
  operations.admit(operation, asker, asked.variables);
  return operations.run(
    operation,
    makeContext(services, asker, () => doorman.actor(request.headers)),
    asked.variables,
  );
}

/** Nothing ran. Older clients, which accept only application/json, expect 200 for what GraphQL itself refuses. */
function sendRefusal(reply: FastifyReply, type: string, errors: readonly unknown[], log: FaultLog): FastifyReply {
  const shown = errors.map((error) => shownError(error, log));
  const fault = shown.some((error) => error.extensions?.['code'] === 'INTERNAL');
  const ofGraphql = reply.statusCode === 200;
  const status = fault ? 500 : !ofGraphql ? reply.statusCode : type === GRAPHQL_RESPONSE ? statusOf(errors) : 200;
  return send(reply, type, status, { errors: shown });
}

const statusOf = (errors: readonly unknown[]): number =>
  errors.some((error) => error instanceof KopruError && error.code === 'UNAUTHENTICATED') ? 401 : 400;

const formatted = (message: string): GraphQLFormattedError => ({ message, extensions: { code: 'BAD_USER_INPUT' } });

function send(reply: FastifyReply, type: string, status: number, body: object): FastifyReply {
  if (status === 405) void reply.header('allow', 'GET, POST');
  return reply.code(status).header('content-type', `${type}; charset=utf-8`).send(JSON.stringify(body));
}
