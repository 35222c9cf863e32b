import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import { describe, expect, it } from 'vitest';
import { maskProfile, type Profile, type StatedIssue } from './profile.ts';
import { missingOf, reasonsOf } from './reasons.ts';
import { Rarity, countWords } from './rarity.ts';
import { scorePair, type Match, type ScoreContext, type Scored } from './score.ts';
import { cosine, textVector } from './similarity.ts';
import { COMPONENTS, DEFAULT_WEIGHTS, weightTenths } from './weights.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const COMMON_FIELD = 'youth';
const RARE_FIELD = 'animal-rights';
const COMMON_ISSUE = 'individual-donor-fundraising';
const RARE_ISSUE = 'digital-tools';

const context: ScoreContext = {
  weights: weightTenths(),
  rarity: new Rarity({
    fields: {
      among: 1000,
      saying: [
        [COMMON_FIELD, 600],
        [RARE_FIELD, 5],
        ['ecology', 200],
      ],
    },
    issues: {
      among: 1000,
      saying: [
        [COMMON_ISSUE, 700],
        [RARE_ISSUE, 8],
      ],
    },
    words: await countWords(
      ['Young people plant trees.', 'Young people sing.', 'Young people cook soup.'].map((about) => ({ about, issues: [] })),
    ),
  }),
  workingLanguage: 'en',
  representativesNeeded: 2,
  now: NOW,
};

const need = (issueId: string, statement: string | null = null): StatedIssue => ({ issueId, direction: 'NEED', statement });
const offer = (issueId: string, statement: string | null = null): StatedIssue => ({ issueId, direction: 'OFFER', statement });

const profile = (change: Partial<Profile> = {}): Profile => ({
  id: 'viewer',
  country: 'TR',
  kind: 'ASSOCIATION',
  fieldIds: ['youth', 'ecology'],
  issues: [need('volunteer-management'), offer('campaigning')],
  languages: ['tr', 'en'],
  about: 'Young people plant trees on the burnt hills above the bay and teach schools to read the weather.',
  representatives: 2,
  updatedAt: new Date('2026-11-20T09:00:00Z'),
  answered: 0,
  unanswered: 0,
  masked: false,
  ...change,
});

const candidate = (change: Partial<Profile> = {}): Profile =>
  profile({
    id: 'candidate',
    country: 'DE',
    languages: ['de', 'en'],
    issues: [offer('volunteer-management'), need('campaigning')],
    ...change,
  });

const scored = (one: Profile): Scored => ({ profile: one, text: textVector(one, context.rarity) });

const score = (viewer: Profile, other: Profile, own: Partial<ScoreContext> = {}): Match =>
  scorePair(scored(viewer), scored(other), { ...context, ...own });

const partOf = (match: Match, component: string): number => match.parts.find((part) => part.component === component)?.tenths ?? -1;

/** A small seeded generator (mulberry32), so that a failing pair can be met again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function anyProfile(next: () => number, id: string): Profile {
  const some = <T>(items: readonly T[], chance: number): T[] => items.filter(() => next() < chance);
  return profile({
    id,
    kind: next() < 0.5 ? 'FOUNDATION' : 'CIVIL_INITIATIVE',
    fieldIds: some(FIELDS, 0.15).map((field) => field.id),
    issues: some(ISSUES, 0.2).map((issue) => (next() < 0.5 ? need(issue.id, 'We try.') : offer(issue.id))),
    languages: some(['en', 'tr', 'de', 'fr'], 0.4),
    about: next() < 0.2 ? null : some(['volunteers', 'harbour', 'children', 'garden', 'theatre', 'archive', 'bicycle'], 0.5).join(' '),
    representatives: Math.floor(next() * 3),
    updatedAt: new Date(NOW.getTime() - next() * 800 * 86_400_000),
    answered: Math.floor(next() * 4),
    unanswered: Math.floor(next() * 4),
  });
}

const pairs = Array.from({ length: 400 }, (_, seed) => {
  const next = random(seed);
  return [anyProfile(next, 'viewer'), anyProfile(next, 'candidate')] as const;
});

describe('a score', () => {
  it('is what its reasons add up to, to the last tenth, for any two profiles', () => {
    for (const [a, b] of pairs) {
      const match = score(a, b);
      const sum = reasonsOf(match).reduce((total, reason) => total + Math.round(reason.contribution * 10), 0);
      expect(sum).toBe(match.scoreTenths);
      expect(match.scoreTenths).toBeGreaterThanOrEqual(0);
      expect(match.scoreTenths).toBeLessThanOrEqual(1000);
    }
  });

  it('has a reason with a sentence for each component, none above its weight', () => {
    for (const language of ['en', 'tr']) {
      const reasons = reasonsOf(score(profile(), candidate()), language);
      expect(reasons.map((reason) => reason.component).sort()).toEqual([...COMPONENTS].sort());
      for (const reason of reasons) {
        expect(reason.text).toMatch(/\p{L}.*\.$/u);
        expect(reason.contribution).toBeLessThanOrEqual(reason.weight);
      }
    }
  });

  it('is the same from both sides, but for freshness and replies, which are the candidate’s alone', () => {
    const onesided = ['freshness', 'replies'];
    for (const [a, b] of pairs) {
      const [there, back] = [score(a, b), score(b, a)];
      expect(partOf(there, 'needs-met')).toBe(partOf(back, 'offers-used'));
      expect(partOf(there, 'offers-used')).toBe(partOf(back, 'needs-met'));
      for (const component of COMPONENTS.filter((name) => !onesided.includes(name) && !/needs-met|offers-used/.test(name))) {
        expect(partOf(there, component), component).toBe(partOf(back, component));
      }
    }
  });

  it('never falls when the candidate adds an offer that the viewer needs, or a field or language of the viewer', () => {
    for (const [a, b] of pairs) {
      const before = score(a, b).scoreTenths;
      for (const wanted of a.issues.filter((issue) => issue.direction === 'NEED')) {
        if (b.issues.some((issue) => issue.issueId === wanted.issueId)) continue;
        const after = score(a, { ...b, issues: [...b.issues, offer(wanted.issueId)] });
        expect(after.scoreTenths).toBeGreaterThan(before);
      }
      for (const field of a.fieldIds.filter((id) => !b.fieldIds.includes(id))) {
        expect(score(a, { ...b, fieldIds: [...b.fieldIds, field] }).scoreTenths).toBeGreaterThanOrEqual(before);
      }
      for (const language of a.languages.filter((id) => !b.languages.includes(id))) {
        expect(score(a, { ...b, languages: [...b.languages, language] }).scoreTenths).toBeGreaterThanOrEqual(before);
      }
    }
  });

  it('ranks a pair that can teach each other above a pair with the same worries only', () => {
    const complementary = score(profile(), candidate());
    const alike = score(profile(), candidate({ issues: [need('volunteer-management')] }));
    expect(complementary.scoreTenths).toBeGreaterThan(alike.scoreTenths);
    expect(complementary.scoreTenths).toBeGreaterThanOrEqual(600);
  });

  it('values a shared rare field above a shared common one', () => {
    const viewer = profile({ fieldIds: [COMMON_FIELD, RARE_FIELD] });
    const rare = score(viewer, candidate({ fieldIds: [RARE_FIELD, 'health'] }));
    const common = score(viewer, candidate({ fieldIds: [COMMON_FIELD, 'health'] }));
    expect(partOf(rare, 'fields')).toBeGreaterThan(partOf(common, 'fields'));
  });

  it('values a need that few can meet above one that everybody can', () => {
    const viewer = profile({ issues: [need(COMMON_ISSUE), need(RARE_ISSUE)] });
    const rare = score(viewer, candidate({ issues: [offer(RARE_ISSUE)] }));
    const common = score(viewer, candidate({ issues: [offer(COMMON_ISSUE)] }));
    expect(partOf(rare, 'needs-met')).toBeGreaterThan(partOf(common, 'needs-met'));
  });

  it('values a rare word in common above one that everybody says', () => {
    const viewer = profile({ about: 'Young people repair bicycles.' });
    const rare = score(viewer, candidate({ about: 'Grown women repair boats.' }));
    const common = score(viewer, candidate({ about: 'Young lawyers defend tenants.' }));
    expect(partOf(rare, 'texts')).toBeGreaterThan(partOf(common, 'texts'));
  });

  it('counts a description that nobody wrote neither for nor against: less than a close one, more than a strange one', () => {
    const [same, none, strange] = [undefined, null, 'Harbour archive.'].map((about) =>
      partOf(score(profile(), candidate(about === undefined ? {} : { about })), 'texts'),
    );
    expect(same).toBeGreaterThan(none!);
    expect(none).toBeGreaterThan(strange!);
    expect(partOf(score(profile({ about: '' }), candidate()), 'texts')).toBe(none);
    expect(reasonsOf(score(profile(), candidate({ about: null }))).find(({ component }) => component === 'texts')?.text).toMatch(
      /not described/,
    );
  });

  it('falls with a stale profile and with unanswered invitations', () => {
    const fresh = score(profile(), candidate());
    expect(partOf(score(profile(), candidate({ updatedAt: new Date('2024-01-01T00:00:00Z') })), 'freshness')).toBe(0);
    expect(partOf(score(profile(), candidate({ unanswered: 5 })), 'replies')).toBeLessThan(partOf(fresh, 'replies'));
    expect(partOf(score(profile(), candidate({ answered: 5 })), 'replies')).toBeGreaterThan(partOf(fresh, 'replies'));
  });
});

describe('the learning mode', () => {
  const modes = (issues: StatedIssue[]): string => score(profile(), candidate({ issues })).learningMode;
  it('is mutual when each offers what the other needs', () =>
    expect(modes([offer('volunteer-management'), need('campaigning')])).toBe('MUTUAL'));
  it('is mutual when both need the same and work it out together', () => expect(modes([need('volunteer-management')])).toBe('MUTUAL'));
  it('is one from the other when only they teach', () => expect(modes([offer('volunteer-management')])).toBe('ONE_FROM_OTHER'));
  it('is one from the other when only the viewer teaches', () => expect(modes([need('campaigning')])).toBe('ONE_FROM_OTHER'));
  it('is together from others when neither can teach the other', () =>
    expect(modes([offer('digital-tools')])).toBe('TOGETHER_FROM_OTHERS'));
});

describe('a masked candidate', () => {
  const open = candidate({ issues: [offer('volunteer-management', 'We ran the shelter in Görlitz.'), need('campaigning')], answered: 3 });
  const other = candidate({
    issues: [offer('volunteer-management', 'Something else entirely'), need('campaigning')],
    kind: 'CIVIL_INITIATIVE',
    languages: [],
    about: null,
    representatives: 0,
    updatedAt: new Date('2020-01-01T00:00:00Z'),
    unanswered: 9,
  });

  it('scores and reads the same whatever is behind the mask', () => {
    const [one, two] = [score(profile(), maskProfile(open)), score(profile(), maskProfile(other))];
    expect(one.scoreTenths).toBe(two.scoreTenths);
    expect(reasonsOf(one)).toEqual(reasonsOf(two));
    expect(missingOf(one, 2)).toEqual(missingOf(two, 2));
    expect(reasonsOf(score(profile(), open))).not.toEqual(reasonsOf(score(profile(), other)));
  });

  it('still ranks by what is shown: issues and fields', () => {
    const poor = maskProfile({ ...open, issues: [] });
    expect(score(profile(), maskProfile(open)).scoreTenths).toBeGreaterThan(score(profile(), poor).scoreTenths);
  });
});

describe('what is missing', () => {
  it('names a need of theirs on which the viewer is silent, and the other way round', () => {
    const theirs = candidate({ issues: [need('individual-donor-fundraising')] });
    const sentences = missingOf(score(profile(), theirs), 2);
    expect(sentences).toContain('They look for fundraising from individuals; you have not said whether you offer it.');
    expect(sentences).toContain('You look for volunteer management; they have not said whether they offer it. Ask them.');
  });

  it('says nothing of an issue on which both have spoken', () => {
    expect(missingOf(score(profile(), candidate()), 2)).toEqual([]);
  });

  it('asks a viewer without issues, languages or description to write them', () => {
    const bare = profile({ issues: [], languages: [], about: '' });
    expect(missingOf(score(bare, candidate()), 2)).toHaveLength(3);
  });

  it('names the lack of a common language and of people', () => {
    const sentences = missingOf(score(profile(), candidate({ languages: ['fr'], representatives: 1 })), 2);
    expect(sentences.join(' ')).toMatch(/language first.*takes 2 from each side/);
  });
});

describe('weights', () => {
  it('add up to 1,000 tenths whatever a call chooses', () => {
    const sum = (weights: Record<string, number>): number => Object.values(weights).reduce((total, value) => total + value, 0);
    for (const override of [null, { fields: 70 }, { fields: 1 / 3, texts: 0 }, { fields: -1, texts: 'much', replies: Number.NaN }]) {
      expect(sum(weightTenths(override))).toBe(1000);
    }
    expect(sum(DEFAULT_WEIGHTS)).toBe(100);
  });

  it('change the score in their direction', () => {
    const weights = weightTenths({ fields: 80 });
    const apart = candidate({ fieldIds: ['health'] });
    expect(score(profile(), apart, { weights }).scoreTenths).toBeLessThan(score(profile(), apart).scoreTenths);
  });

  it('fall back to the defaults when all are zero', () => {
    const nothing = Object.fromEntries(COMPONENTS.map((component) => [component, 0]));
    expect(weightTenths(nothing)).toEqual(weightTenths());
  });
});

describe('the similarity of texts', () => {
  const vector = (about: string) => textVector({ about, issues: [] }, context.rarity);
  it('is 1 for the same text, 0 for strangers, and does not mind Turkish letters or suffixes', () => {
    expect(cosine(vector('gönüllülerimiz ağaç dikiyor'), vector('gönüllülerimiz ağaç dikiyor'))).toBeCloseTo(1);
    expect(cosine(vector('gönüllülerimiz'), vector('GÖNÜLLÜLERİN'))).toBeCloseTo(1);
    expect(cosine(vector('bicycle workshop'), vector('harbour archive'))).toBe(0);
    expect(cosine(vector(''), vector('harbour'))).toBe(0);
  });
});
