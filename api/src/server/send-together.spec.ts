import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { sendTogether } from './send-together.ts';

let server: Server;
let client: WebSocket;
/** The server's end of it, and how often something was written to its line. */
let ours: WebSocket;
let line: Socket;
let writes = 0;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      [ours, line] = [accepted, socket as Socket];
      const written = line._writev!.bind(line);
      line._writev = (chunks, done) => {
        writes += 1;
        written(chunks, done);
      };
      sendTogether(ours, line);
    }),
  );
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, 'open');
  writes = 0;
});
afterEach(async () => {
  client.terminate();
  ours.terminate();
  server.close();
  await once(server, 'close');
});

it('writes what is said in one turn once, in order, and tells at once that it left', async () => {
  const heard: string[] = [];
  client.on('message', (data: Buffer) => heard.push(data.toString()));
  await new Promise<void>((left) => ours.send('answer', () => left()));
  await new Promise<void>((left) => ours.send('its end', () => left()));
  ours.send('the change');
  await expect.poll(() => heard).toEqual(['answer', 'its end', 'the change']);
  expect(writes).toBe(1);
  ours.send('the next turn');
  await expect.poll(() => heard.length).toBe(4);
  expect(writes).toBe(2);
});

it('lets whoever sends wait for a client that does not keep up', async () => {
  client.pause();
  let left = 0;
  const frame = 'x'.repeat(64 * 1024);
  for (let sent = 0; sent < 200; sent += 1) ours.send(frame, () => (left += 1));
  expect(left).toBe(1);
  client.resume();
  await expect.poll(() => left).toBe(200);
});
