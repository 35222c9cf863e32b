import { describe, expect, it } from 'vitest';
import { afterSecondRun, noTally, sumOf, toTryAgain } from './tally.mjs';

const passing = (passed: number) => ({ ...noTally(), passed });
const failing = (name: string, passed = 0) => ({ ...noTally(), passed, failed: 1, failures: [name] });

describe('a second run of the files that failed', () => {
  it('is for the failed files only, and for none when many failed or something outside of any file did', () => {
    expect(toTryAgain({ a: passing(2), b: failing('b > it') })).toEqual(['b']);
    expect(toTryAgain({ b: failing('b > it'), '': failing('unhandled error') })).toEqual([]);
    expect(toTryAgain(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((file) => [file, failing(file)])))).toEqual([]);
  });

  it('takes the place of the first, and what failed only in the first is named', () => {
    const merged = sumOf(afterSecondRun({ a: passing(2), b: failing('b > it', 3) }, { b: passing(4) }));
    expect(merged).toEqual({ ...passing(6), unsteady: ['b > it'] });
  });

  it('does not make a failure of both runs pass, nor a file that was not heard of, nor a run that broke', () => {
    const first = { a: passing(2), b: failing('b > it') };
    expect(sumOf(afterSecondRun(first, { b: failing('b > it again') }))).toMatchObject({
      failed: 1,
      failures: ['b > it again'],
      unsteady: [],
    });
    expect(sumOf(afterSecondRun(first, {}))).toMatchObject({ failed: 1, failures: ['b > it'] });
    expect(sumOf(afterSecondRun(first, { b: noTally() }))).toMatchObject({ failed: 1 });
    expect(sumOf(afterSecondRun(first, { b: passing(1), '': failing('vitest ended with code 1') }))).toMatchObject({ failed: 1 });
  });
});
