import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can be cut, like a phone's. */
export class Line {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private down = false;
  /** Called with what the server says, by HTTP or in a socket's frames; true swallows it and cuts that connection, so the answer is lost. */
  loses: (answer: string) => boolean = () => false;

  private constructor(
    private readonly server: Server,
    private target: string,
  ) {}

  /** Passes on at once what comes, as the servers themselves do: otherwise small packets wait for each other's acknowledgement. */
  static async to(url: string): Promise<Line> {
    const server = createServer({ allowHalfOpen: false, noDelay: true });
    const line = new Line(server, url);
    server.on('connection', (near) => line.join(near));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Every connection breaks, and no new one comes about until `mend`. */
  cut(): void {
    this.down = true;
    this.breakAll();
  }

  private breakAll(): void {
    for (const [near, far] of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  mend(): void {
    this.down = false;
  }

  /** From now on it leads elsewhere, as behind a balancer; what led to the server before breaks. */
  leadTo(url: string): void {
    this.target = url;
    this.breakAll();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private join(near: Socket): void {
    const { hostname, port } = new URL(this.target);
    const far = connect({ port: Number(port), host: hostname, noDelay: true });
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
      if (this.loses(data.toString('latin1'))) end();
      else near.write(data);
    });
  }
}
