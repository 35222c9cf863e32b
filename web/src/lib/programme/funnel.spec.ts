import { expect, it } from 'vitest';
import { funnelFigure } from './funnel.ts';

const row = (value: string, organisations: number, verified = 0, looking = 0, invited = 0, partnered = 0) => ({
  value,
  organisations,
  verified,
  looking,
  invited,
  partnered,
});

it('adds up the countries of each side and measures against the longest bar', () => {
  const { courses, elsewhere } = funnelFigure([row('TR', 50, 40), row('DE', 60, 10), row('FR', 40, 5), row('NO', 7)]);
  expect(courses[0]).toEqual({ stage: 'organisations', left: 50, right: 100, leftLength: 0.5, rightLength: 1 });
  expect(courses[1]).toEqual({ stage: 'verified', left: 40, right: 15, leftLength: 0.4, rightLength: 0.15 });
  expect(elsewhere).toBe(7);
});

it('takes the sides that a call names', () => {
  const { courses, elsewhere } = funnelFigure([row('TR', 1), row('DE', 2), row('NO', 3)], { sideA: ['TR'], sideB: ['NO'] });
  expect(courses[0]).toMatchObject({ left: 1, right: 3 });
  expect(elsewhere).toBe(2);
});

it('has bars of no length when there is nobody', () => {
  expect(funnelFigure([]).courses.every(({ leftLength, rightLength }) => leftLength === 0 && rightLength === 0)).toBe(true);
});
