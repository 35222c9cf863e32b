// Children that never outlive us, and get a signal once however it reached us.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { projectEnvironment, root } from './project.mjs';

const ALL_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const KILL_AFTER_MS = 15_000;

/** @type {Set<{ end: (signal: NodeJS.Signals) => void }>} */
const children = new Set();
/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

/** The exit code a shell would report for the signal that ended us, or null. */
export const signalCode = () => (stoppedBy ? 128 + (constants.signals[stoppedBy] ?? 0) : null);

function stop(/** @type {NodeJS.Signals} */ signal) {
  if (stoppedBy) return;
  stoppedBy = signal;
  for (const child of children) child.end(signal);
}

/** Called once by a script that starts children. Also ends them when npm, which started us, is killed and cannot pass the signal on. */
export function watchSignals() {
  for (const signal of ALL_SIGNALS) process.on(signal, () => stop(signal));
  if (!process.env.npm_lifecycle_event) return;
  const npm = ancestors();
  setInterval(() => ancestors() !== npm && stop('SIGTERM'), 500).unref();
}

/** Our parents up to npm: npm itself, or a shell that npm started and that may outlive it. */
function ancestors() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const [, grandparent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^(sh|dash|bash|ash|zsh)$/.test(name) ? `${parent} ${grandparent}` : String(parent);
  } catch {
    return String(parent);
  }
}

/**
 * Runs a command to its end in a process group of its own, so that a Ctrl-C in the terminal reaches it only through us.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: 'show' | 'keep', server?: boolean, limitMs?: number }} [options]
 *   output 'keep' returns what was printed instead of showing it. `server`: the child ends its own children, so only it is told; and it
 *   gets an IPC channel, by whose end it sees that we are gone. `limitMs`: it is ended after that many milliseconds.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd = root, env = projectEnvironment(), output = 'show', server = false, limitMs } = {}) {
  if (stoppedBy) return Promise.resolve({ code: signalCode() ?? 1, output: '' });
  const stream = output === 'show' ? 'inherit' : 'pipe';
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = server ? ['ignore', stream, stream, 'ipc'] : ['ignore', stream, stream];
  /** @type {import('node:child_process').ChildProcess} */
  const child = spawn(command, args, { cwd, env, detached: true, stdio });
  let text = '';
  for (const source of [child.stdout, child.stderr]) source?.on('data', (chunk) => (text += chunk));

  return new Promise((done) => {
    /** @type {NodeJS.Timeout | undefined} */
    let patience;
    const tell = (/** @type {NodeJS.Signals} */ signal, /** @type {boolean} */ group) => {
      try {
        if (child.pid) process.kill(group ? -child.pid : child.pid, signal);
      } catch {
        // It ended in this moment.
      }
    };
    const entry = {
      end: (/** @type {NodeJS.Signals} */ signal) => {
        tell(signal === 'SIGHUP' ? 'SIGTERM' : signal, !server);
        // A server is given the time it needs to finish requests and its database.
        patience = setTimeout(() => tell('SIGKILL', true), server ? 4 * KILL_AFTER_MS : KILL_AFTER_MS);
      },
    };
    children.add(entry);
    const limit = limitMs ? setTimeout(() => entry.end('SIGTERM'), limitMs) : undefined;
    const finish = (/** @type {number} */ code) => {
      clearTimeout(patience);
      clearTimeout(limit);
      children.delete(entry);
      done({ code, output: text });
    };
    child.once('error', (error) => {
      text += `${command}: ${error.message}\n`;
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
