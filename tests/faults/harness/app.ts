import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The server as `npm run build` wrote it; `npm test` builds first. */
export const BUILT = fileURLToPath(new URL('../../../api/dist', import.meta.url));
const KILL_POINT = new URL('kill-point.mjs', import.meta.url).href;

/** Where a server dies while it stores an update. `any`: whenever the one who started it kills it. */
export const STORING = ['before-commit', 'during-commit', 'after-commit', 'before-answer', 'after-answer', 'any'] as const;
/** Where it dies while it folds a log into a snapshot. */
export const FOLDING = ['before-fold', 'during-fold', 'after-fold'] as const;
export type Moment = (typeof STORING)[number] | (typeof FOLDING)[number];

export interface AppSettings {
  readonly databaseUrl: string;
  readonly authSecret: string;
  readonly redisUrl?: string;
  /** Kills itself at the moment, after it has passed so often. */
  readonly dies?: { readonly at: Moment; readonly after: number };
  /** Another build than api/dist. */
  readonly built?: string;
}

/** A server process of its own, which can be killed. */
export class App {
  /** Settles when the process is gone, however it went. */
  readonly ended: Promise<void>;

  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    private readonly folder: string,
  ) {
    this.ended = process.exitCode === null && process.signalCode === null ? once(process, 'exit').then(() => undefined) : Promise.resolve();
    void this.ended.then(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  static async start({ databaseUrl, authSecret, redisUrl, dies, built = BUILT }: AppSettings): Promise<App> {
    const folder = mkdtempSync(join(tmpdir(), 'kopru-fault-'));
    const child = spawn(process.execPath, ['--import', KILL_POINT, join(built, 'main.js')], {
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
        AUTH_SECRET: authSecret,
        DEMO: 'off',
        LOG_LEVEL: 'silent',
        ...(redisUrl && { REDIS_URL: redisUrl }),
        ...(dies && { KILL_POINT: dies.at, KILL_AFTER: String(dies.after) }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new App(child, await address(child), folder);
  }

  get running(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Like a power cut for this process: nothing is finished, nobody is told. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.ended;
  }
}

/** Where a server that starts says it can be reached; throws what it said when it ends instead. */
function address(child: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer): void => {
      text += data.toString();
      const port = /is ready: \S+?:(\d+)/.exec(text)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code, signal) => reject(new Error(`The server ended (${code ?? signal}) before it was ready: ${text}`)));
  });
}
