import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Asker } from '../access/asker.ts';
import { badInput, rateLimited } from '../access/errors.ts';
import { makeContext } from '../context.ts';
import { shownError, type FaultLog } from './format-error.ts';
import type { House } from './graphql-door.ts';
import { MAX_SOCKET_MESSAGE_BYTES, MAX_SUBSCRIPTIONS_PER_SOCKET } from './limits.ts';
import { RequestErrors } from './operations.ts';

/** Subscriptions over graphql-transport-ws on the same server and path; the same limits as HTTP, and nothing but subscriptions. */
export function serveSubscriptions(server: Server, house: House): { close(): Promise<void> } {
  const { services, doorman, operations, log } = house;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_SOCKET_MESSAGE_BYTES });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!/^\/graphql(\?|$)/.test(request.url ?? '') || !doorman.sameOrigin(request.headers)) {
      // Whoever hangs up meanwhile must not end the process: nobody else listens for errors of a refused socket.
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  };
  server.on('upgrade', upgrade);

  const asErrors = showingOnce(log);
  const disposable = useServer(
    {
      onSubscribe: async (session, _id, { query, operationName, variables }) => {
        try {
          if (Object.keys(session.subscriptions).length > MAX_SUBSCRIPTIONS_PER_SOCKET)
            throw rateLimited('Too many subscriptions on one socket.');
          const operation = operations.find(query, operationName);
          if (operation.kind !== OperationTypeNode.SUBSCRIPTION)
            throw badInput({ query: 'Only subscriptions run here. Send queries and mutations by POST.' });
          const { headers } = session.extra.request;
          const asker = Asker.known(await doorman.actor(headers));
          operations.admit(operation, asker, variables ?? {});
          const contextValue = makeContext(services, asker, () => doorman.actor(headers));
          return { schema: operations.schema, document: operation.document, operationName, variableValues: variables, contextValue };
        } catch (error) {
          return asErrors(error instanceof RequestErrors ? error.errors : [error]);
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

/** What onSubscribe answers passes onError too; shown twice, a refusal would lose its code. */
function showingOnce(log: FaultLog): (errors: readonly unknown[]) => GraphQLError[] {
  const shown = new WeakSet<object>();
  return (errors) =>
    errors.map((error) => {
      if (error instanceof GraphQLError && shown.has(error)) return error;
      const { message, path, extensions } = shownError(error, log);
      const made = new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
      shown.add(made);
      return made;
    });
}
