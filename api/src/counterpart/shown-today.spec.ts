import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ShownToday } from './shown-today.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-30T10:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const many = (count: number, name: string): string[] => Array.from({ length: count }, (_, index) => `${name}${index}`);

it('tells who is new to an asker, once', () => {
  const today = new ShownToday();
  expect(today.add('asker', ['a', 'b'])).toEqual(['a', 'b']);
  expect(today.add('asker', ['a', 'c', 'c'])).toEqual(['c']);
  expect(today.add('another', ['a'])).toEqual(['a']);
  expect(['a', 'b', 'd'].map(today.to('asker'))).toEqual([true, true, false]);
  expect(['a', 'b'].map(today.to('another'))).toEqual([true, false]);
  expect(today.to('nobody')('a')).toBe(false);
});

it('counts fifty of a day, and takes all others for seen then', () => {
  const today = new ShownToday();
  expect(today.add('asker', many(100, 'a'))).toEqual(many(50, 'a'));
  expect(today.add('asker', ['b'])).toEqual([]);
  expect(today.to('asker')('b')).toBe(true);
  expect(today.add('another', ['b'])).toEqual(['b']);
});

it('begins anew at midnight', () => {
  const today = new ShownToday();
  today.add('asker', ['a']);
  vi.setSystemTime('2026-11-30T23:59:59Z');
  expect(today.add('asker', ['a'])).toEqual([]);
  vi.setSystemTime('2026-12-01T00:00:00Z');
  expect(today.to('asker')('a')).toBe(false);
  expect(today.add('asker', ['a'])).toEqual(['a']);
});

it('holds ten thousand askers, and forgets the first beyond', () => {
  const today = new ShownToday();
  for (const asker of many(10_001, 'asker')) today.add(asker, ['a']);
  expect(today.add('asker1', ['a'])).toEqual([]);
  expect(today.to('asker10000')('a')).toBe(true);
  expect(today.add('asker0', ['a'])).toEqual(['a']);
});

it('keeps no name, nor anything that another process could tell apart', () => {
  const [one, other] = [new ShownToday(), new ShownToday()];
  for (const process of [one, other]) process.add('asker', ['organisation']);
  const kept = ({ askers }: { askers: Map<number, Set<number>> }): number[] => [...askers].flatMap(([asker, seen]) => [asker, ...seen]);
  const [ours, theirs] = [one, other].map((process) => kept(process as unknown as { askers: Map<number, Set<number>> }));
  expect(ours).toHaveLength(2);
  expect(ours!.every((value) => Number.isInteger(value) && !theirs!.includes(value))).toBe(true);
});
