import { EU_27 } from '@kopru/schema/vocabulary';
import { describe, expect, it } from 'vitest';
import { checklist, ELIGIBILITY_RULES, lacking, obstacle, sideOf, type CallConditions, type EligibilityFacts } from './eligibility.ts';

const call: CallConditions = {
  sideA: ['TR'],
  sideB: [...EU_27],
  kinds: ['ASSOCIATION', 'FOUNDATION', 'COOPERATIVE', 'SOCIAL_COMPANY', 'CIVIL_INITIATIVE'],
  workingLanguage: 'en',
  representativesPerOrganisation: 2,
};
const fine: EligibilityFacts = {
  country: 'TR',
  kind: 'ASSOCIATION',
  languages: ['tr', 'en'],
  verified: true,
  representatives: 2,
  partnered: false,
};

const unmet = (facts: Partial<EligibilityFacts>, conditions: Partial<CallConditions> = {}): string[] =>
  checklist({ ...call, ...conditions }, { ...fine, ...facts })
    .filter(({ met }) => !met)
    .map(({ rule }) => rule);

it('lists every condition in a fixed order, each with a sentence', () => {
  const rows = checklist(call, fine);
  expect(rows.map(({ rule }) => rule)).toEqual(ELIGIBILITY_RULES);
  for (const language of ['en', 'tr']) {
    expect(rows.every(({ met, say }) => met && /^[“\p{Lu}].*\.$/u.test(say(language)))).toBe(true);
    expect(new Set(rows.map(({ say }) => say(language))).size).toBe(rows.length);
  }
});

it('says of somebody else what is still lacking for the application, and nothing of what forbids a pair', () => {
  expect(lacking(call, fine)).toEqual([]);
  const lacks = lacking(call, { ...fine, country: 'CH', partnered: true, languages: [], verified: false, representatives: 1 });
  expect(lacks.map(({ rule }) => rule)).toEqual(['representatives', 'working-language', 'verified']);
  expect(lacks.map(({ sayOf }) => sayOf('Işık', 'en'))).toEqual([
    'Işık has no second representative.',
    'Işık does not name English among its languages.',
    'Işık is not verified yet.',
  ]);
  expect(lacks.map(({ sayOf }) => sayOf('Işık', 'tr'))).toEqual([
    'Işık: ikinci bir temsilcisi yok.',
    'Işık: dilleri arasında çağrının çalışma dili (İngilizce) yok.',
    'Işık: henüz doğrulanmadı.',
  ]);
});

describe('each condition by itself', () => {
  it.each<[string, Partial<EligibilityFacts>]>([
    ['side', { country: 'CH' }],
    ['representatives', { representatives: 1 }],
    ['working-language', { languages: ['tr'] }],
    ['verified', { verified: false }],
    ['one-partnership', { partnered: true }],
  ])('%s', (rule, facts) => {
    expect(unmet(facts)).toEqual([rule]);
  });

  it('kind, and non-profit where nobody has checked an unknown one', () => {
    expect(unmet({ kind: 'OTHER' })).toEqual(['kind']);
    expect(unmet({ kind: 'OTHER', verified: false })).toEqual(['kind', 'non-profit', 'verified']);
  });

  it('is the call’s affair, not the code’s', () => {
    expect(unmet({ country: 'GE' }, { sideA: ['TR', 'GE'] })).toEqual([]);
    expect(unmet({ representatives: 1, languages: ['fr'] }, { representativesPerOrganisation: 1, workingLanguage: 'fr' })).toEqual([]);
    expect(unmet({ kind: 'FOUNDATION' }, { kinds: ['ASSOCIATION'] })).toEqual(['kind']);
  });
});

it('says what to do in words of the call', () => {
  const text = (facts: Partial<EligibilityFacts>, rule: string, language = 'en'): string | undefined =>
    checklist(call, { ...fine, ...facts })
      .find((row) => row.rule === rule)
      ?.say(language);
  expect(text({ country: 'CH' }, 'side')).toMatch(/^This call is for organisations of T\S+ and the European Union, not of Switzerland\. /);
  expect(text({ representatives: 1 }, 'representatives')).toBe(
    'Two people of each organisation take part. Invite a colleague to represent it with you.',
  );
  expect(text({ languages: [] }, 'working-language')).toContain('English');
  expect(text({ languages: [] }, 'working-language', 'tr')).toContain('İngilizce');
  expect(text({ country: 'CH' }, 'side', 'tr')).toContain('Avrupa Birliği');
  expect(text({ kind: 'OTHER' }, 'kind', 'fr')).toBe(
    'The legal form “Other” cannot take part. Choose the right one in the profile if this is wrong.',
  );
});

it('lets only side, kind and an existing partner stand in the way of an invitation', () => {
  expect(obstacle(call, { ...fine, verified: false, representatives: 1, languages: [] })).toBeNull();
  expect(obstacle(call, { ...fine, country: 'US', kind: 'OTHER', partnered: true })?.rule).toBe('side');
  expect(obstacle(call, { ...fine, kind: 'OTHER' })?.rule).toBe('kind');
  expect(obstacle(call, { ...fine, partnered: true })?.rule).toBe('one-partnership');
});

it('knows the side of a country', () => {
  expect(['TR', 'DE', 'CH'].map((country) => sideOf(call, country))).toEqual(['A', 'B', null]);
});
