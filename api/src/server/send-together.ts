import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

type Data = Parameters<WebSocket['send']>[0];
type Sent = (error?: Error) => void;

/**
 * What is said to a client in one turn of the event loop leaves in one write: a stored change is three frames to its author, and writing is most of what a frame costs. Who sends is told
 * at once that it left, unless so much waits already that the client does not keep up.
 */
export function sendTogether(client: WebSocket, line: Duplex): WebSocket {
  const send = client.send.bind(client) as (data: Data, sent?: Sent) => void;
  let waits = false;
  const together = (data: Data, sent?: Sent): void => {
    if (!waits) {
      waits = true;
      line.cork();
      setImmediate(() => {
        waits = false;
        line.uncork();
      });
    }
    if (line.writableLength > line.writableHighWaterMark) return send(data, sent);
    send(data);
    sent?.();
  };
  client.send = together as WebSocket['send'];
  return client;
}
