import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { afterRunning } from './document.deadline.ts';

/** Holds this thread, as a machine does that gives it no processor. */
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Lets everything that is due now run. */
async function turn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

describe('a deadline that counts running time', () => {
  it('is not over because the machine stood still', async () => {
    let over = false;
    const passing = new Promise<void>((resolve) => {
      afterRunning(300, () => {
        over = true;
        resolve();
      });
    });
    standStill(600);
    await turn();
    expect(over).toBe(false);
    await passing;
    expect(over).toBe(true);
  });

  it('never passes once it is called off', async () => {
    let over = false;
    const callOff = afterRunning(120, () => (over = true));
    standStill(150);
    await turn();
    callOff();
    await new Promise<void>((resolve) => afterRunning(400, resolve));
    expect(over).toBe(false);
  });
});
