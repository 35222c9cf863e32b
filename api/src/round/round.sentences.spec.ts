import 'reflect-metadata';
import { expect, it } from 'vitest';
import { problemSentence } from './round.sentences.ts';

it('says in both languages what to do where quotas meet too many possible pairs', () => {
  const problem = { kind: 'TOO_MANY_CANDIDATES', numbers: [4_002_000, 4_000_000] };
  expect(problemSentence(problem, new Map(), 'en')).toBe(
    'These settings leave 4,002,000 possible pairs; with quotas a round can weigh 4,000,000. Raise the lowest score, take only verified ones, or leave the quotas out.',
  );
  expect(problemSentence(problem, new Map(), 'tr')).toContain('4.002.000 olası çift');
});

it('says whole sentences in both languages of a settled pair that cannot be suggested any more', () => {
  const problem = { kind: 'MUST_STOPPED', rule: 'hidden' as const, organisationIds: ['1', '2'] };
  const names = new Map([
    ['1', 'Ihlamur'],
    ['2', 'Linde'],
  ]);
  expect(problemSentence(problem, names, 'en')).toBe(
    'A settled pair no longer holds. One of Ihlamur and Linde has been hidden and cannot be suggested.',
  );
  expect(problemSentence(problem, names, 'tr')).toBe(
    'Sabitlenmiş bir çift artık geçerli değil. Ihlamur ve Linde kuruluşlarından biri gizlenmiş; önerilemez.',
  );
});

it('asks to solve a round again whose problem was stored in words that are said no more', () => {
  expect(problemSentence({ kind: 'QUOTA_MIN', text: 'COUNTRY BG B', numbers: [5, 2, 3] }, new Map(), 'en')).toMatch(/Solve it again/);
});
