// Children that never outlive us, and get a signal once however it reached us.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { projectEnvironment, root } from './project.mjs';

const ALL_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const TOOL_PATIENCE_MS = 5_000;
/** A server is given the time it needs to finish requests and its database. */
const SERVER_PATIENCE_MS = 60_000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

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
 * Ties a tool and all it starts to our life: we hold the other end of its standard input, and when that closes because we are gone, in
 * whatever way, the whole process group is. SIGTERM reaches the tool; the keeper itself waits for it.
 */
const keeper = `
trap : TERM
exec 3<&0
"$@" </dev/null 3<&- & tool=$!
{ read -r _; kill -KILL 0; } <&3 2>/dev/null & watch=$!
exec 3<&-
wait "$tool"; code=$?
while kill -0 "$tool" 2>/dev/null; do wait "$tool"; code=$?; done
kill "$watch" 2>/dev/null
exit "$code"`;

/**
 * Runs a tool to its end, in a process group of its own so that a Ctrl-C in the terminal reaches it only through us.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, output?: 'show' | 'keep', limitMs?: number }} [options]
 *   output 'keep' returns what was printed instead of showing it. `limitMs`: it is ended after that many milliseconds.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = projectEnvironment(), output = 'show', limitMs } = {}) {
  const stream = output === 'show' ? 'inherit' : 'pipe';
  return follow(
    () => spawn('sh', ['-c', keeper, 'keeper', command, ...args], { cwd: root, env, detached: true, stdio: ['pipe', stream, stream] }),
    {
      end: (child) => tell(child, 'SIGTERM', true),
      patienceMs: TOOL_PATIENCE_MS,
      limitMs,
    },
  );
}

/**
 * Runs a server, which ends its own children: only it is told to stop, once. It has an IPC channel by whose end it sees that we are gone.
 * @param {string} command
 * @param {string[]} args
 */
export function runServer(command, args) {
  const env = projectEnvironment();
  return follow(() => spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }), {
    end: (child, signal) => tell(child, signal === 'SIGHUP' ? 'SIGTERM' : signal, false),
    patienceMs: SERVER_PATIENCE_MS,
  });
}

function tell(/** @type {ChildProcess} */ child, /** @type {NodeJS.Signals} */ signal, /** @type {boolean} */ group) {
  try {
    if (child.pid) process.kill(group ? -child.pid : child.pid, signal);
  } catch {
    // It ended in this moment.
  }
}

/**
 * @param {() => ChildProcess} start
 * @param {{ end: (child: ChildProcess, signal: NodeJS.Signals) => void, patienceMs: number, limitMs?: number | undefined }} manners
 * @returns {Promise<{ code: number, output: string }>}
 */
function follow(start, { end, patienceMs, limitMs }) {
  if (stoppedBy) return Promise.resolve({ code: signalCode() ?? 1, output: '' });
  const child = start();
  let text = '';
  for (const source of [child.stdout, child.stderr]) source?.on('data', (chunk) => (text += chunk));
  return new Promise((done) => {
    /** @type {NodeJS.Timeout | undefined} */
    let patience;
    const entry = {
      end: (/** @type {NodeJS.Signals} */ signal) => {
        end(child, signal);
        patience = setTimeout(() => tell(child, 'SIGKILL', true), patienceMs);
      },
    };
    children.add(entry);
    const limit = limitMs ? setTimeout(() => entry.end('SIGTERM'), limitMs) : undefined;
    const finish = (/** @type {number} */ code) => {
      clearTimeout(patience);
      clearTimeout(limit);
      children.delete(entry);
      done({ code, output: stripVTControlCharacters(text) });
    };
    child.once('error', (error) => {
      text += `${error.message}\n`;
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
