import { expect, it } from 'vitest';
import { inOrder, pressed, readOrder } from './count-order.ts';

const row = (label: string, organisations: number) => ({
  value: label,
  label,
  organisations,
  verified: 0,
  looking: 0,
  invited: 0,
  partnered: 0,
});
const order = (sort: string) => readOrder(new URLSearchParams({ sort }));
const labels = (sort: string, language = 'en') =>
  inOrder([row('İzlanda', 2), row('Çekya', 5), row('Danimarka', 2)], order(sort), language).map((r) => r.label);

it('begins with the most organisations, also for a sort that it does not know', () => {
  expect(labels('')).toEqual(['Çekya', 'Danimarka', 'İzlanda']);
  expect(labels('nonsense')).toEqual(labels(''));
});

it('sorts names as their readers do', () => {
  expect(labels('name', 'tr')).toEqual(['Çekya', 'Danimarka', 'İzlanda']);
  expect(labels('-name', 'tr')).toEqual(['İzlanda', 'Danimarka', 'Çekya']);
});

it('turns round when a heading is pressed again', () => {
  expect(pressed(order(''), 'organisations')).toBe('organisations');
  expect(pressed(order(''), 'looking')).toBe('-looking');
  expect(pressed(order('-looking'), 'looking')).toBe('looking');
  expect(pressed(order(''), 'name')).toBe('name');
});
