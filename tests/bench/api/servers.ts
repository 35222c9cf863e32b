import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { said } from '../edit/writer.ts';

/** A server of this run, a process of its own. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a program and waits until it says on which port it listens. */
export async function start(program: string, environment: Readonly<Record<string, string>>): Promise<Server> {
  const process_ = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    if (process_.exitCode !== null || process_.signalCode !== null) return;
    process_.kill('SIGKILL');
    await once(process_, 'exit');
  };
  try {
    const port = await said(process_.stdout, /(?:listening on |is ready: \S+:)(\d+)/);
    return { pid: process_.pid ?? 0, port: Number(port), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const API = fileURLToPath(new URL('../../../api', import.meta.url));

function bundle(folder: string, options: readonly string[]): void {
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error', '--outDir', folder, ...options], { cwd: API, stdio: [...stdio] });
}

/** Builds the server. Below node_modules, where packages are found and nobody looks: one that runs from `api/dist` is left in peace. */
export function buildServer(): string {
  const folder = `${API}/node_modules/.bench-${process.pid}`;
  bundle(folder, []);
  return folder;
}

/** Bundles a program that uses the server's rooms without the server into the folder of a build; answers its path. */
export function buildProgram(folder: string, source: URL): string {
  bundle(`${folder}/programs`, ['--ssr', fileURLToPath(source)]);
  return `${folder}/programs/${basename(source.pathname, '.ts')}.js`;
}

export const peer = (name: string): string => fileURLToPath(new URL(`../peers/${name}.mjs`, import.meta.url));

/** The session cookie as better-auth signs it. */
export function cookieOf(token: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
