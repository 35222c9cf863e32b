/** The API as the transport's server: streams and changes by one socket (graphql-transport-ws), everything else by HTTP, also changes that no socket takes. */
import { createClient, type Client } from 'graphql-ws';
import { type Sink, SpaceFault, type SpaceServer, type StoredUpdate } from './transport.ts';

export interface GraphqlOptions {
  readonly documentId: string;
  /** Who writes here: nothing is sent under somebody else's session. */
  readonly personId?: string;
  /** The API's origin and path, e.g. https://kopru.example.org/graphql. */
  readonly url: string;
  /** Outside of a browser: what sends the session cookie. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly webSocketImpl?: unknown;
}

const PUSH = `mutation PushDocumentUpdate($documentId: ID!, $operationId: ID!, $update: Base64!, $personId: ID) {
  pushDocumentUpdate(documentId: $documentId, operationId: $operationId, update: $update, personId: $personId) { sequence }
}`;
const SET_PRESENCE = `mutation SetPresence($documentId: ID!, $state: Base64!) { setPresence(documentId: $documentId, state: $state) }`;
const CONTENT = `query DocumentContent($documentId: ID!) { document(id: $documentId) { content } }`;
const UPDATES = `subscription DocumentUpdated($documentId: ID!, $stateVector: Base64, $afterSequence: Int, $personId: ID) {
  documentUpdated(documentId: $documentId, stateVector: $stateVector, afterSequence: $afterSequence, personId: $personId) {
    sequence update
  }
}`;
const PRESENCES = `subscription PresenceChanged($documentId: ID!, $clientId: String) {
  presenceChanged(documentId: $documentId, clientId: $clientId) { clientId state }
}`;

/** An awareness update of no clients. */
const NOBODY = new Uint8Array([0]);

/** An answer that takes longer is lost; the operation id makes asking again safe. */
const PUSH_WITHIN_MS = 20_000;
/** Until a socket that does not answer is taken for dead. */
const OVER_SOCKET_WITHIN_MS = 3_000;
/** A socket takes no message of more than 256 KiB; a change in Base64 is a third longer than its bytes. */
const MAX_OVER_SOCKET = 128 * 1024;
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly rule?: string; readonly resync?: boolean };
}

interface Pushed {
  readonly pushDocumentUpdate: { readonly sequence: number };
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

export interface SpaceSocket extends Client {
  /**
   * False when somebody else may have signed in in this browser since: a socket stays its opener's, so the next change goes by POST, which
   * carries the session of now.
   */
  sure: boolean;
  /** Whether it is open, to a server that takes mutations of this name over it. */
  takes(mutation: string): boolean;
}

/** `shared`: a socket that several documents use; without one, the document opens its own and closes it in the end. */
export function graphqlSpace(options: GraphqlOptions, shared?: SpaceSocket): SpaceServer {
  const { documentId, personId } = options;
  const socket = shared ?? openSocket(options);
  const ask = async <Data>(query: string, variables: Record<string, unknown>): Promise<Data> => {
    const answer = await post<Data>(options, query, { documentId, ...variables });
    if (answer.data && !answer.errors) return answer.data;
    throw asFault(answer.errors ?? []);
  };
  return {
    push: async (operationId, update) => {
      const variables = { documentId, operationId, update: toBase64(update), personId };
      const overSocket = socket.sure && update.length <= MAX_OVER_SOCKET && socket.takes('pushDocumentUpdate');
      const heard = overSocket ? await askOver<Pushed>(socket, PUSH, variables) : null;
      if (heard) return heard.pushDocumentUpdate.sequence;
      // Not asked or not heard: by POST, which finds out sooner whether there is a network; the same operation is not stored twice.
      const { pushDocumentUpdate } = await ask<Pushed>(PUSH, variables);
      socket.sure = true;
      return pushDocumentUpdate.sequence;
    },
    content: async () => {
      const data = await ask<{ document: { content: string } | null }>(CONTENT, {});
      if (!data.document) throw new SpaceFault('gone', 'This document does not exist, or you may not see it.', 'NOT_FOUND');
      return fromBase64(data.document.content);
    },
    setPresence: async (state) => void (await ask(SET_PRESENCE, { state: toBase64(state) })),
    subscribe: (stateVector, sink, afterSequence) =>
      listen<{ documentUpdated: { sequence: number; update: string } }, StoredUpdate>(
        socket,
        UPDATES,
        { documentId, stateVector: toBase64(stateVector), afterSequence: afterSequence || null, personId },
        ({ documentUpdated: { sequence, update } }) => ({ sequence, update: fromBase64(update) }),
        sink,
      ),
    subscribePresence: (clientId, sink) =>
      listen<{ presenceChanged: { clientId: string; state: string } }, Uint8Array>(
        socket,
        PRESENCES,
        { documentId, clientId: String(clientId) },
        // Only a number is a Yjs client whose name the server has put in; bytes of other programs must not be read as one.
        ({ presenceChanged: { clientId: of, state } }) => (/^\d+$/.test(of) ? fromBase64(state) : NOBODY),
        sink,
      ),
    close: () => void (shared ?? socket.dispose()),
  };
}

async function post<Data>({ url, headers }: GraphqlOptions, query: string, variables: Record<string, unknown>): Promise<Answer<Data>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PUSH_WITHIN_MS),
    });
    return (await response.json()) as Answer<Data>;
  } catch {
    // No connection, no answer in time, or an answer of something between us and the server.
    throw unreachable();
  }
}

/** An answer over the socket; null when none came: it is dead, or breaks. */
function askOver<Data>(socket: SpaceSocket, query: string, variables: Record<string, unknown>): Promise<Data | null> {
  return new Promise((resolve, reject) => {
    const end = (fault?: SpaceFault): void => {
      clearTimeout(late);
      if (fault?.code) reject(fault);
      else resolve(null);
    };
    const stop = listen<Data, Data>(socket, query, variables, (data) => data, { next: resolve, end });
    const late = setTimeout(() => {
      stop();
      end();
    }, OVER_SOCKET_WITHIN_MS);
  });
}

const unreachable = (): SpaceFault => new SpaceFault('later', 'The server cannot be reached.');

/** One socket for all streams, without retries of its own: a stream that comes back asks for what it misses by then. */
export function openSocket({ url, headers, webSocketImpl }: Omit<GraphqlOptions, 'documentId'>): SpaceSocket {
  let late: ReturnType<typeof setTimeout> | undefined;
  let mutations: readonly string[] = [];
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    retryAttempts: 0,
    keepAlive: PING_EVERY_MS,
    webSocketImpl: headers && webSocketImpl ? withHeaders(webSocketImpl as WebSocketClass, headers) : webSocketImpl,
    on: {
      // A phone that slept, or a network that changed, leaves a socket that looks open and is not.
      ping: (received) => {
        if (!received) late = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(late);
      },
      // Said with the acknowledgement: a server of another release may take none.
      connected: (_socket, said) => {
        mutations = (said as { mutations?: string[] } | undefined)?.mutations ?? [];
        socket.sure = true;
      },
      closed: () => {
        clearTimeout(late);
        mutations = [];
      },
    },
  });
  // A browser that knows that it is offline may leave its sockets open.
  const takes = (mutation: string): boolean => mutations.includes(mutation) && globalThis.navigator?.onLine !== false;
  const socket = Object.assign(client, { sure: true, takes });
  return socket;
}

type WebSocketClass = new (url: string, protocols: string | string[], options: { headers: Readonly<Record<string, string>> }) => object;

function withHeaders(Implementation: WebSocketClass, headers: Readonly<Record<string, string>>): unknown {
  return class extends Implementation {
    constructor(url: string, protocols: string | string[]) {
      super(url, protocols, { headers });
    }
  };
}

function listen<Data, Event>(
  socket: Client,
  query: string,
  variables: Record<string, unknown>,
  read: (data: Data) => Event,
  sink: Sink<Event>,
): () => void {
  let fault: SpaceFault | undefined;
  return socket.subscribe<Data>(
    { query, variables },
    {
      next: ({ data, errors }) => {
        // The last event of a stream can say why it ends.
        if (errors) fault = asFault(errors as readonly GraphqlError[]);
        else if (data) sink.next(read(data));
      },
      error: (error) => sink.end(Array.isArray(error) ? asFault(error as GraphqlError[]) : unreachable()),
      complete: () => sink.end(fault),
    },
  );
}

function asFault(errors: readonly GraphqlError[]): SpaceFault {
  const [error] = errors;
  const { code = '', rule, resync } = error?.extensions ?? {};
  const message = error?.message ?? 'The server cannot be reached.';
  if (code === 'UNAUTHENTICATED') return new SpaceFault('signedOut', message, code);
  if (code === 'NOT_FOUND' || rule === 'partnership-ended') return new SpaceFault('gone', message, code);
  if (!resync && (code === 'CONFLICT' || code === 'BAD_USER_INPUT' || code === 'RULE_BROKEN'))
    return new SpaceFault('refused', message, code);
  return new SpaceFault('later', message, code);
}

/** Spread in pieces: an engine's stack holds some hundred thousand arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
