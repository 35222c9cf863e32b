import { connect, type Socket } from 'node:net';

/** A request's body and headers as they go over the wire. */
export interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The bytes of a POST with a JSON body. */
export function request({ port, path, headers }: Target, body: unknown): Buffer {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`);
}

/** Sends prepared requests over kept connections, one at a time on each: the next goes out when the answer is complete. */
export class Load {
  readonly #sockets: readonly Socket[];

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
  }

  static async open(port: number, connections: number): Promise<Load> {
    const sockets = await Promise.all(
      Array.from({ length: connections }, () => {
        const { promise, resolve, reject } = Promise.withResolvers<Socket>();
        const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
        socket.once('error', reject);
        return promise;
      }),
    );
    return new Load(sockets);
  }

  /**
   * Keeps every connection busy for `ms` with what `next` gives for it; answers how many requests were answered. Throws at a status other than
   * 200 and at GraphQL errors.
   */
  async run(next: (connection: number) => Buffer, ms: number): Promise<number> {
    const end = performance.now() + ms;
    const counts = await Promise.all(this.#sockets.map((socket, connection) => work(socket, () => next(connection), end)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function work(socket: Socket, next: () => Buffer, end: number): Promise<number> {
  if (socket.destroyed) return Promise.reject(new Error('The server closed a resting connection.'));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let count = 0;
  let held: Buffer = Buffer.alloc(0);
  const receive = (chunk: Buffer): void => {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const length = answerLength(held);
    if (length === null || held.length < length) return;
    if (held.toString('latin1', 9, 12) !== '200') return finish(new Error(held.toString('utf8', 0, 1000)));
    if (held.subarray(0, length).includes('"errors":')) return finish(new Error(held.toString('utf8', 0, 1000)));
    held = held.subarray(length);
    count += 1;
    if (performance.now() < end) socket.write(next());
    else finish();
  };
  const finish = (error?: Error): void => {
    socket.off('data', receive);
    socket.off('close', lost);
    if (error) reject(error);
    else resolve(count);
  };
  const lost = (): void => finish(new Error('The server closed the connection.'));
  socket.on('data', receive);
  socket.on('close', lost);
  socket.write(next());
  return promise;
}

/** Length of the whole answer once its head is there; null before. Chunked answers end with an empty chunk. */
function answerLength(held: Buffer): number | null {
  const head = held.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = /content-length: *(\d+)/i.exec(held.toString('latin1', 0, head));
  if (length) return head + 4 + Number(length[1]);
  const end = held.indexOf('\r\n0\r\n\r\n', head);
  return end < 0 ? null : end + 7;
}
