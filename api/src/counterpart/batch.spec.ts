import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import { expect, it } from 'vitest';
import { BatchScorer } from './batch.ts';
import { ProfileColumns } from './columns.ts';
import { maskProfile, type Profile, type StatedIssue } from './profile.ts';
import { scoreEverybody, termsOf } from './pair-scores.service.ts';
import { BUCKETS, textVector } from './similarity.ts';
import { Rarity, type Count } from './rarity.ts';
import { scorePair, type ScoreContext, type Scored } from './score.ts';
import { weightTenths } from './weights.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const WORDS =
  'gönüllüler harbour children garden theatre archive bicycle kadınlar gençlik teaching forest komşular weather boats letters'.split(' ');

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function anyProfile(next: () => number, id: string): Profile {
  const some = <T>(items: readonly T[], chance: number): T[] => items.filter(() => next() < chance);
  const words = (chance: number): string => some([...WORDS, ...WORDS], chance).join(' ');
  const issue = (issueId: string): StatedIssue => ({
    issueId,
    direction: next() < 0.5 ? 'NEED' : 'OFFER',
    statement: next() < 0.3 ? words(0.1) : null,
  });
  const profile: Profile = {
    id,
    country: 'TR',
    kind: ['ASSOCIATION', 'FOUNDATION', 'CIVIL_INITIATIVE', 'OTHER'][Math.floor(next() * 4)]!,
    fieldIds: some(FIELDS, 0.15).map((field) => field.id),
    issues: some(ISSUES, 0.2).map(({ id: issueId }) => issue(issueId)),
    languages: some(['en', 'tr', 'de', 'fr'], 0.4),
    about: next() < 0.2 ? null : words(0.25),
    representatives: Math.floor(next() * 4),
    updatedAt: next() < 0.1 ? null : new Date(NOW.getTime() - next() * 700 * 86_400_000),
    answered: Math.floor(next() * 5),
    unanswered: Math.floor(next() * 5),
    masked: false,
  };
  return next() < 0.15 ? maskProfile(profile) : profile;
}

function contexts(next: () => number): ScoreContext[] {
  const counted = <Id extends string | number>(ids: readonly Id[]): Count<Id> => ({
    among: 400,
    saying: ids.map((id) => [id, Math.floor(next() * 300)]),
  });
  const rarity = (): Rarity =>
    new Rarity({
      fields: counted(FIELDS.map(({ id }) => id)),
      issues: counted(ISSUES.map(({ id }) => id)),
      words: counted(Array.from({ length: BUCKETS }, (_, bucket) => bucket)),
    });
  const base = { workingLanguage: 'en', representativesNeeded: 2, now: NOW };
  return [
    { ...base, rarity: rarity(), weights: weightTenths() },
    {
      rarity: rarity(),
      weights: weightTenths({ texts: 40, fields: 1, 'needs-met': 3.7 }),
      representativesNeeded: 0,
      workingLanguage: 'de',
      now: NOW,
    },
  ];
}

const scored = (profiles: readonly Profile[], { rarity }: ScoreContext): Scored[] =>
  profiles.map((profile) => ({ profile, text: textVector(profile, rarity) }));

it('gives every pair the score that scorePair gives, to the tenth', () => {
  const next = random(4711);
  const profiles = Array.from({ length: 120 }, (_, index) => anyProfile(next, String(index)));
  const columns = ProfileColumns.of(profiles);
  const [whole, facts] = [new Uint16Array(columns.size), new Uint16Array(columns.size)];
  for (const context of contexts(next)) {
    const scorer = new BatchScorer(columns, context);
    const all = scored(profiles, context);
    for (const viewer of all) {
      const expected = all.map((candidate) => scorePair(viewer, candidate, context).scoreTenths);
      scorer.scoreAll(viewer.profile, whole);
      expect(Array.from(whole)).toEqual(expected);
      scorer.scoreFacts(viewer.profile, facts);
      expect(Array.from(facts, (tenths, place) => tenths + scorer.textTenths(place))).toEqual(expected);
    }
  }
});

it('gives both sides of a round the scores that scorePair gives, each way, in one table', () => {
  const next = random(1307);
  const side = (count: number): Profile[] => Array.from({ length: count }, (_, index) => anyProfile(next, String(index)));
  const [left, right] = [side(45), side(71)];
  for (const context of contexts(next)) {
    const { byLeft, byRight } = scoreEverybody(left, right, structuredClone(termsOf(context)));
    const rightScored = scored(right, context);
    const both = scored(left, context).flatMap((one) => rightScored.map((other) => [one, other] as const));
    expect(Array.from(byLeft)).toEqual(both.map(([one, other]) => scorePair(one, other, context).scoreTenths));
    expect(Array.from(byRight)).toEqual(both.map(([one, other]) => scorePair(other, one, context).scoreTenths));
  }
});

it('forgets what stood at a place that is written again, and grows', () => {
  const next = random(99);
  const [context] = contexts(next) as [ScoreContext];
  const first = Array.from({ length: 40 }, (_, index) => anyProfile(next, String(index)));
  const second = Array.from({ length: 60 }, (_, index) => anyProfile(next, String(index)));
  const written = new ProfileColumns(1);
  for (const profiles of [first, second]) profiles.forEach((profile, place) => written.write(place, profile));
  const [again, fresh] = [new Uint16Array(60), new Uint16Array(60)];
  new BatchScorer(written, context).scoreAll(first[0]!, again);
  new BatchScorer(ProfileColumns.of(second), context).scoreAll(first[0]!, fresh);
  expect(again).toEqual(fresh);
});
