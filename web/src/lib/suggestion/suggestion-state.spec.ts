import { expect, it } from 'vitest';
import { bridgeOf } from './suggestion-state.ts';

it('lays the keystone only once both have agreed', () => {
  expect(bridgeOf('OPEN')).toBe('pending');
  expect(bridgeOf('AGREED')).toBe('joined');
  for (const ended of ['DECLINED', 'EXPIRED', 'OVERTAKEN'] as const) expect(bridgeOf(ended)).toBe('dropped');
});
