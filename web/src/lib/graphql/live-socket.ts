import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { createClient } from 'graphql-ws';
import type { LiveListener, LiveState, Unsubscribe } from './live.ts';

const watchers = new Set<(state: LiveState) => void>();
let current: LiveState = 'connecting';

function become(state: LiveState): void {
  current = state;
  for (const watcher of watchers) watcher(state);
}

/** One socket for the whole page, opened by the first subscription and closed three seconds after the last one ends. */
const socket = createClient({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  lazyCloseTimeout: 3_000,
  keepAlive: 20_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
  // Doubling waits up to half a minute, spread so that a restarted server is not met by everybody at once.
  retryWait: (tries) => new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** tries) * (0.5 + Math.random() / 2))),
  on: {
    connecting: () => become('connecting'),
    connected: () => become('connected'),
    closed: () => become('waiting'),
  },
});

export function watch(watcher: (state: LiveState) => void): Unsubscribe {
  watchers.add(watcher);
  watcher(current);
  return () => watchers.delete(watcher);
}

export function listen<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: () => Variables,
  listener: LiveListener<Data>,
): Unsubscribe {
  let stopped = false;
  const payload = {
    query: stringifyDocument(document),
    // Read again whenever the socket reconnects.
    get variables() {
      return variables();
    },
  };
  const stop = socket.subscribe<Data>(payload, {
    next: ({ data, errors }) => {
      if (data) listener.next(data);
      else if (errors) listener.ended?.('refused');
    },
    error: () => listener.ended?.('refused'),
    complete: () => {
      if (!stopped) listener.ended?.('completed');
    },
  });
  return () => {
    stopped = true;
    stop();
  };
}
