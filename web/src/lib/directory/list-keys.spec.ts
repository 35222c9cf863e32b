import { describe, expect, it } from 'vitest';
import { keyWish, type KeyPlace, type KeyWish } from './list-keys.ts';

const key = (name: string, held: object = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held });

describe('keys of the directory', () => {
  it.each<[string, KeyPlace, KeyWish | undefined]>([
    ['/', 'elsewhere', 'search'],
    ['/', 2, 'search'],
    ['/', 'search', undefined],
    ['/', 'writing', undefined],
    ['ArrowDown', 'search', 0],
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, undefined],
    ['ArrowDown', 'elsewhere', undefined],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 'search'],
    ['ArrowUp', 'search', undefined],
    ['Escape', 'search', 'clear'],
    ['Escape', 2, 'search'],
    ['Escape', 'elsewhere', undefined],
    ['a', 'search', undefined],
  ])('%s at %s asks for %s', (name, place, wish) => {
    expect(keyWish(key(name), place, 5)).toBe(wish);
  });

  it('leave the keys of the browser alone', () => {
    for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }])
      expect(keyWish(key('ArrowDown', held), 'search', 5)).toBeUndefined();
    expect(keyWish(key('ArrowDown', { shiftKey: true }), 1, 5)).toBeUndefined();
  });

  it('know a keyboard on which / is typed with Shift, and somebody who wants no such key', () => {
    expect(keyWish(key('/', { shiftKey: true }), 'elsewhere', 5)).toBe('search');
    expect(keyWish(key('/'), 'elsewhere', 5, false)).toBeUndefined();
  });

  it('stay in the field while nothing was found', () => {
    expect(keyWish(key('ArrowDown'), 'search', 0)).toBeUndefined();
  });
});
