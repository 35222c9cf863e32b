const SLICE_MS = 100;

/**
 * Calls `passed` once this process has been running for `ms` milliseconds, and returns what calls that off.
 *
 * A plain timer counts the clock: on a machine that stood still for three seconds (a suspended laptop, a starved host) it is over before
 * the work beside it has had a moment to run, and an honest edit is refused. Here time is counted in slices, each of them once, however late it ends.
 */
export function afterRunning(ms: number, passed: () => void): () => void {
  let left = ms;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const slice = Math.min(SLICE_MS, left);
    left -= slice;
    timer = setTimeout(left > 0 ? wait : passed, slice);
  };
  wait();
  return () => clearTimeout(timer);
}
