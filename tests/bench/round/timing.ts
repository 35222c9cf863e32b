/** One thing measured: milliseconds on the clock, and of processor time (what the clock would show on a machine of its own). */
export interface Timed<Result> {
  readonly result: Result;
  readonly ms: number;
  readonly cpuMs: number;
}

export async function timed<Result>(work: () => Result | Promise<Result>): Promise<Timed<Result>> {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { result, ms, cpuMs: (user + system) / 1000 };
}

export const figures = ({ ms, cpuMs }: Timed<unknown>): string => `${ms.toFixed(0).padStart(7)} ms ${cpuMs.toFixed(0).padStart(7)} ms CPU`;
