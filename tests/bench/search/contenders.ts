import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMs } from './processor-time.ts';
import type { Built, Order, Turn } from './contender.ts';

/** An engine in its process, as the bench sees it. */
export class Contender {
  readonly name: string;
  readonly built: Built & { readonly cpuMs: number };
  readonly #child: ChildProcess;
  /** The processes that work for it. */
  readonly #worked: readonly number[];

  private constructor(name: string, child: ChildProcess, worked: readonly number[], built: Built & { readonly cpuMs: number }) {
    this.name = name;
    this.built = built;
    this.#child = child;
    this.#worked = worked;
  }

  /** Starts it and waits until its index stands. `servers` are processes that work for it besides its own. */
  static async open(name: string, count: number, servers: readonly number[], ...needs: string[]): Promise<Contender> {
    const program = fileURLToPath(new URL('contender.ts', import.meta.url));
    const child = fork(program, [name, String(count), ...needs], { execArgv: ['--expose-gc', '--max-old-space-size=6144'] });
    // Over GraphQL the child is only the one who asks.
    const worked = name === 'graphql' ? servers : [child.pid!, ...servers];
    const before = processorTime(worked);
    const built = await heard<Built>(child);
    return new Contender(name, child, worked, { ...built, cpuMs: processorTime(worked) - before - built.makingMs });
  }

  /** Answers also the milliseconds of processor time that it took, all processes together. */
  async turn(order: Order): Promise<Turn & { readonly cpuMs: number }> {
    const before = processorTime(this.#worked);
    this.#child.send(order);
    const turn = await heard<Turn>(this.#child);
    return { ...turn, cpuMs: processorTime(this.#worked) - before };
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}

const processorTime = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);

function heard<Message>(child: ChildProcess): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const gone = (code: number | null): void => reject(new Error(`A contender ended (${code}).`));
  child.once('exit', gone);
  child.once('message', (message) => {
    child.off('exit', gone);
    resolve(message as Message);
  });
  return promise;
}
