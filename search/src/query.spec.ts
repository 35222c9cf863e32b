import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, type Ordering } from './cursor.ts';
import { conditionsWithout, facetAttribute, fewestWords, parseQuery } from './query.ts';
import { labelsStarting } from './suggestions.ts';

describe('parseQuery', () => {
  it('folds, and leaves out function words unless they are all there is or the last', () => {
    expect(parseQuery('Association for the Rights of Women')).toEqual(['association', 'rights', 'women']);
    expect(parseQuery('kadın ve')).toEqual(['kadin', 've']);
    expect(parseQuery('the of')).toEqual(['of']);
    expect(parseQuery('the')).toEqual(['the']);
  });

  it('leaves initials together, and other words with an “&” apart', () => {
    for (const typed of ['M&E', 'm & e', 'M &E']) expect(parseQuery(typed)).toEqual(['m&e']);
    expect(parseQuery('R&D, Q&A')).toEqual(['r&d', 'q&a']);
    expect(parseQuery('Müller & Söhne')).toEqual(['muller', 'sohne']);
    expect(parseQuery('A & Söhne')).toEqual(['sohne']);
    expect(parseQuery('LGBTI+ C4D')).toEqual(['lgbti', 'c4d']);
  });

  it('leaves out what only says “organisation”, unless it is all there is', () => {
    for (const typed of ['youth NGO', 'STK gençlik', 'civil society organisations youth', 'youth non-profit', 'CSOs youth'])
      expect(parseQuery(typed), typed).toEqual([typed.includes('genç') ? 'genclik' : 'youth']);
    expect(parseQuery('sivil toplum kuruluşu kadın')).toEqual(['kadin']);
    expect(parseQuery('toplum merkezi civil rights')).toEqual(['toplum', 'merkezi', 'civil', 'rights']);
    expect(parseQuery('NGO')).toEqual(['ngo']);
    expect(['ngo', 'sivil toplum', 'ngo youth'].map((words) => fewestWords(words.split(' ')))).toEqual([0, 0, 1]);
  });

  it('takes every word once and at most ten', () => {
    expect(parseQuery('new new york new')).toEqual(['new', 'york', 'new']);
    expect(parseQuery('a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3')).toHaveLength(10);
    expect(parseQuery(null)).toEqual([]);
  });
});

describe('conditions', () => {
  const filter = { countries: ['TR'], fields: [], issues: ['campaigning'], direction: 'NEED' as const, verified: true };

  it('empty lists ask nothing; a direction goes with the issues', () => {
    expect(conditionsWithout(filter)).toEqual([
      { in: { attribute: 'country', values: ['TR'] } },
      { in: { attribute: 'needs', values: ['campaigning'] } },
      { eq: { attribute: 'verified', value: true } },
    ]);
    expect(conditionsWithout({ direction: 'OFFER' })).toEqual([{ in: { attribute: 'directions', values: ['OFFER'] } }]);
    expect(conditionsWithout({ withoutPartner: null, kinds: null })).toEqual([]);
  });

  it('a facet leaves out its own choice and keeps the direction', () => {
    expect(conditionsWithout(filter, 'countries')).toHaveLength(2);
    expect(conditionsWithout(filter, 'issues')).toContainEqual({ in: { attribute: 'directions', values: ['NEED'] } });
    expect(facetAttribute('issues', filter)).toBe('needs');
  });
});

describe('cursors', () => {
  const ordering: Ordering = { words: ['kadin'], filter: { countries: ['TR'] }, sort: 'RELEVANCE' };
  const position = { used: [0], at: [3, 0.25, 'Işık', 'id'] };

  it('come back as they went', () => {
    expect(decodeCursor(encodeCursor(ordering, 'postgres', position), ordering, 'postgres')).toMatchObject(position);
  });

  it('are of one engine and one search', () => {
    const cursor = encodeCursor(ordering, 'postgres', position);
    expect(() => decodeCursor(cursor, ordering, 'meilisearch')).toThrow('Start again');
    expect(() => decodeCursor(cursor, { ...ordering, sort: 'NAME' }, 'postgres')).toThrow('Start again');
    expect(() => decodeCursor(cursor, { ...ordering, filter: { ...ordering.filter, verified: true } }, 'postgres')).toThrow('Start again');
  });

  it.each([
    { ...position, used: [1] },
    { ...position, used: [-1] },
    { ...position, used: [0, 0] },
    { ...position, used: 1 as unknown as number[] },
    { ...position, at: [{}] },
    { at: [1, 2, 3, 4, 5], used: [0] },
  ])('a forged one is refused: %j', (forged) => {
    expect(() => decodeCursor(encodeCursor(ordering, 'postgres', forged as typeof position), ordering, 'postgres')).toThrow('Start again');
  });
});

describe('label suggestions', () => {
  it('start at any word, in any language, three at most', () => {
    expect(labelsStarting('mülteci').map(({ label }) => label)).toEqual(['Mülteciler ve göç']);
    expect(labelsStarting('GOC').map(({ id }) => id)).toEqual(['refugees-and-migration']);
    expect(labelsStarting('volunteer rec').map(({ id }) => id)).toEqual(['volunteer-recruitment']);
    expect(labelsStarting('a')).toHaveLength(3);
    expect(labelsStarting('')).toEqual([]);
    expect(labelsStarting('olunteer')).toEqual([]);
  });
});
