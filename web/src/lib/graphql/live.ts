import type { TypedDocumentNode } from '@urql/core';

/** Ends a subscription; the server is told. */
export type Unsubscribe = () => void;

export interface LiveListener<Data> {
  next: (data: Data) => void;
  /** `completed`: the server ended it, for example because a membership ended; `refused`: it never began. */
  ended?: (reason: 'completed' | 'refused') => void;
}

/** Whether the socket stands; pages show it where unsaved work depends on it. */
export type LiveState = 'connecting' | 'connected' | 'waiting';

/**
 * Listens to a subscription over the page's one socket; call it in the browser only, from an `$effect` that returns what it returns.
 * The socket's code is loaded by the first call. It reconnects by itself and sends the document again with what `variables` answers
 * then, so that a function can resume after the last event seen.
 */
export function subscribe<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | (() => Variables),
  listener: LiveListener<Data>,
): Unsubscribe {
  const read = typeof variables === 'function' ? variables : () => variables;
  return later(
    import('./live-socket.ts').then(
      ({ listen }) =>
        () =>
          listen(document, read, listener),
    ),
  );
}

/** Calls back with the state of the socket now and whenever it changes. */
export function watchConnection(watcher: (state: LiveState) => void): Unsubscribe {
  return later(
    import('./live-socket.ts').then(
      ({ watch }) =>
        () =>
          watch(watcher),
    ),
  );
}

/** Starts once the code has arrived, unless it was stopped before. */
function later(starting: Promise<() => Unsubscribe>): Unsubscribe {
  let stop: Unsubscribe | undefined;
  let stopped = false;
  void starting.then((start) => {
    if (!stopped) stop = start();
  });
  return () => {
    stopped = true;
    stop?.();
  };
}
