import type { IncomingMessage, Server } from 'node:http';
import { GraphQLError, parse, specifiedRules, validate, getOperationAST, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { isSignedIn } from '../access/actor.ts';
import { unauthenticated } from '../access/errors.ts';
import { closedRootFields } from '../access/public.ts';
import { makeContext, type Context } from '../context.ts';
import type { Services } from '../services.ts';
import { formatError, type FaultLog } from './format-error.ts';
import { LIMIT_RULES, MAX_SOCKET_MESSAGE_BYTES, MAX_TOKENS } from './limits.ts';
import type { Doorman } from './doorman.ts';

const MAX_SUBSCRIPTIONS_PER_SOCKET = 50;

/** Subscriptions over graphql-transport-ws on the same server and path; the same limits as HTTP, and nothing but subscriptions. */
export function serveSubscriptions(server: Server, schema: GraphQLSchema, services: Services, doorman: Doorman, log: FaultLog): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_SOCKET_MESSAGE_BYTES });
  const upgrade = (request: IncomingMessage, socket: import('node:stream').Duplex, head: Buffer): void => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql' || !doorman.sameOrigin(request.headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  };
  server.on('upgrade', upgrade);

  // What onSubscribe answers passes onError too; formatted twice, a refusal would lose its code.
  const shown = new WeakSet<GraphQLError>();
  const asErrors = (errors: readonly unknown[]): GraphQLError[] =>
    errors.map((error) => {
      if (error instanceof GraphQLError && shown.has(error)) return error;
      const graphqlError = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
      const formatted = formatError(graphqlError.toJSON(), graphqlError, log);
      const made = new GraphQLError(formatted.message, { path: formatted.path ?? null, extensions: formatted.extensions ?? null });
      shown.add(made);
      return made;
    });

  const disposable = useServer(
    {
      schema,
      onSubscribe: async (session, _id, payload) => {
        if (Object.keys(session.subscriptions).length > MAX_SUBSCRIPTIONS_PER_SOCKET) return asErrors([new GraphQLError('Too many subscriptions on one socket.')]);
        try {
          const document = parse(payload.query, { maxTokens: MAX_TOKENS });
          const problems = validate(schema, document, [...specifiedRules, ...LIMIT_RULES]);
          if (problems.length > 0) return asErrors(problems);
          const operation = getOperationAST(document, payload.operationName);
          if (operation?.operation !== 'subscription') return asErrors([new GraphQLError('Only subscriptions run here. Send queries and mutations by POST.')]);
          const headers = session.extra.request.headers;
          const actor = await doorman.actor(headers);
          if (!isSignedIn(actor) && closedRootFields(schema, document, operation).length > 0) return asErrors([unauthenticated()]);
          const contextValue: Context = makeContext(services, actor, () => doorman.actor(headers));
          return { schema, document, operationName: payload.operationName, variableValues: payload.variables, contextValue };
        } catch (error) {
          return asErrors([error]);
        }
      },
      onError: (_session, _id, _payload, errors) => asErrors(errors),
      onNext: (_session, _id, _payload, _args, result) => (result.errors ? { ...result, errors: asErrors(result.errors) } : result),
    },
    sockets,
    12_000,
  );
  return {
    close: async () => {
      server.off('upgrade', upgrade);
      await disposable.dispose();
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}
