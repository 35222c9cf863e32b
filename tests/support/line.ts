import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can be cut, like a phone's. */
export class Line {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private down = false;
  /** Called with what the server answers on plain HTTP; true swallows it and cuts that connection, so the answer is lost. */
  loses: (answer: string) => boolean = () => false;

  private constructor(private readonly server: Server) {}

  static async to(url: string): Promise<Line> {
    const { hostname, port } = new URL(url);
    const server = createServer({ allowHalfOpen: false });
    const line = new Line(server);
    server.on('connection', (near) => line.join(near, connect(Number(port), hostname)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Every connection breaks, and no new one comes about until `mend`. */
  cut(): void {
    this.down = true;
    for (const [near, far] of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  mend(): void {
    this.down = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private join(near: Socket, far: Socket): void {
    const pair = [near, far] as const;
    const end = (): void => {
      near.destroy();
      far.destroy();
      this.pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    if (this.down) return end();
    this.pairs.add(pair);
    near.pipe(far);
    far.on('data', (data) => {
      const text = data.toString('latin1');
      if (text.startsWith('HTTP/1.1 200') && this.loses(text)) end();
      else near.write(data);
    });
  }
}
