import { expect, it } from 'vitest';
import type { Profile } from '../counterpart/counterpart.service.ts';
import { scoreEverybody, type PairScores, type ScoreTerms } from '../counterpart/pair-scores.service.ts';
import { weightTenths } from '../counterpart/weights.ts';
import { solveOnly } from '../matching/index.ts';
import { solveApart, type RoundFrame, type RoundTask } from './round.process.ts';
import { piecesOf } from './score-pieces.ts';

const NOBODY = { among: 0, saying: [] };
const terms: ScoreTerms = {
  weights: weightTenths(),
  rarity: { fields: NOBODY, issues: NOBODY, words: NOBODY },
  workingLanguage: 'en',
  representativesNeeded: 2,
  now: Date.parse('2026-11-29T09:00:00Z'),
};

function frame(left: number, right: number): RoundFrame {
  const bytes = { left: new Uint8Array(left), right: new Uint8Array(right) };
  const waitingBonus = { left: new Int32Array(left), right: new Int32Array(right) };
  return { left, right, lowest: 0, apart: [], wary: bytes, known: bytes, places: null, must: [], never: [], waitingBonus, quotas: [] };
}

const profile = (id: string, languages: string[]): Profile => ({
  id,
  country: 'TR',
  kind: 'ASSOCIATION',
  fieldIds: [],
  issues: [],
  languages,
  about: null,
  representatives: 2,
  updatedAt: null,
  answered: 0,
  unanswered: 0,
  masked: false,
});

const running = { signal: new AbortController().signal };

it('solves with scores that it is given, in as many pieces as they need', async () => {
  const side = 1100;
  let state = 20_261_129;
  const any = (): Uint16Array => Uint16Array.from({ length: side * side }, () => (state = (state * 48_271) % 2_147_483_647) % 1000);
  const scores: PairScores = { byLeft: any(), byRight: any() };
  const big: RoundTask = { frame: { ...frame(side, side), places: 200 }, terms, scores, compared: false, profiles: null };
  const solved = await solveApart([big, { ...big, scores: { byLeft: scores.byRight, byRight: scores.byLeft } }], running);
  const here = await solveOnly({ ...big.frame, ...scores });
  expect(solved?.map(({ solution }) => solution.total)).toEqual([here.solution.total, here.solution.total]);
  expect(solved?.[0]?.solution.pairs).toEqual(here.solution.pairs);
});

it('scores who is not scored yet, and hands the scores back', async () => {
  const left = [profile('1', ['en', 'tr']), profile('2', ['tr'])];
  const right = [profile('3', ['en']), profile('4', ['de']), profile('5', [])];
  const task: RoundTask = { frame: frame(2, 3), terms, scores: null, compared: true, profiles: { left, right } };
  const heard: [number, PairScores][] = [];
  const solved = await solveApart([task], { ...running, onScores: (scores, of) => heard.push([of, scores]) });
  const expected = scoreEverybody(left, right, terms);
  expect(heard).toEqual([[0, expected]]);
  expect(solved?.[0]?.solution).toEqual((await solveOnly({ ...task.frame, ...expected })).solution);
});

it('hands over every value once, whatever the size of the last piece', () => {
  const scores = { byLeft: new Uint16Array(2 ** 20 + 3).fill(1), byRight: new Uint16Array(2 ** 20 + 3).fill(2) };
  const pieces = [...piecesOf(4, scores)];
  expect(pieces.map(({ of, side, at, values }) => [of, side, at, values.length])).toEqual([
    [4, 'byLeft', 0, 2 ** 20],
    [4, 'byLeft', 2 ** 20, 3],
    [4, 'byRight', 0, 2 ** 20],
    [4, 'byRight', 2 ** 20, 3],
  ]);
});

it('says so when the process ends before it has solved anything', async () => {
  const scores = { byLeft: new Uint16Array(1), byRight: new Uint16Array(1) };
  // No process has room for the scores that these are to be part of.
  const task: RoundTask = { frame: { ...frame(1, 1), left: 2 ** 52 }, terms, scores, compared: false, profiles: null };
  await expect(solveApart([task], running)).rejects.toThrow('The process that solves a round ended early (1).');
});

it('says what was wrong with a task, and goes when it is told to', async () => {
  const task: RoundTask = { frame: frame(1, 1), terms, scores: null, compared: false, profiles: null };
  await expect(solveApart([task], running)).rejects.toThrow('There is nobody to score.');
  expect(await solveApart([task], { signal: AbortSignal.abort() })).toBeNull();
});
