import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { badInput, rateLimited } from '../access/errors.ts';
import { mutationsOverSocket } from '../access/public.ts';
import { type Context, makeContext } from '../context.ts';
import { shownError, type FaultLog } from './format-error.ts';
import type { House } from './graphql-door.ts';
import { MAX_SOCKET_MESSAGE_BYTES, MAX_SUBSCRIPTIONS_PER_SOCKET } from './limits.ts';
import { type Operation, RequestErrors } from './operations.ts';
import { sendTogether } from './send-together.ts';

/** What passed `onSubscribe`, with the operation that was found. */
interface Admitted extends ExecutionArgs {
  readonly operation: Operation;
}

/**
 * Subscriptions over graphql-transport-ws on the same server and path, and the few mutations that are marked for it (`OverSocket`), which
 * `connection_ack` names. The same limits as HTTP; who asks is looked up for each operation.
 */
export function serveSubscriptions(server: Server, house: House): { close(): Promise<void> } {
  const { doorman, operations, log } = house;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_SOCKET_MESSAGE_BYTES });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!/^\/graphql(\?|$)/.test(request.url ?? '') || !doorman.sameOrigin(request.headers)) {
      // Whoever hangs up meanwhile must not end the process: nobody else listens for errors of a refused socket.
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', sendTogether(client, socket), request));
  };
  server.on('upgrade', upgrade);

  const asErrors = showingOnce(log);
  const mutations = mutationsOverSocket(operations.schema);
  const disposable = useServer(
    {
      onConnect: () => ({ mutations }),
      onSubscribe: async (session, _id, payload) => {
        try {
          if (Object.keys(session.subscriptions).length > MAX_SUBSCRIPTIONS_PER_SOCKET)
            throw rateLimited('Too many subscriptions on one socket.');
          return await admitted(payload, session.extra.request.headers, house);
        } catch (error) {
          return asErrors(error instanceof RequestErrors ? error.errors : [error]);
        }
      },
      execute: (args) => {
        const { operation, contextValue, variableValues } = args as Admitted;
        return operations.run(operation, contextValue as Context, variableValues ?? {});
      },
      subscribe: (args) => {
        const { operation, contextValue, variableValues } = args as Admitted;
        return operations.subscribe(operation, contextValue as Context, variableValues ?? {});
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

/** Who asks is looked up for each operation, so that a session or a right that ended counts on an open socket. */
async function admitted(
  { query, operationName, variables }: SubscribePayload,
  headers: IncomingHttpHeaders,
  { services, doorman, operations }: House,
): Promise<Admitted> {
  const operation = operations.find(query, operationName);
  if (!operation.overSocket)
    throw badInput({ query: 'This runs only by POST. Over the socket go subscriptions, and changes of documents.' });
  const asker = doorman.asker(headers);
  if (!operation.findsAsker) await asker.toBeKnown();
  operations.admit(operation, asker, variables ?? {});
  const contextValue = makeContext(services, asker, () => doorman.actor(headers));
  return { schema: operations.schema, document: operation.document, operationName, variableValues: variables, contextValue, operation };
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
