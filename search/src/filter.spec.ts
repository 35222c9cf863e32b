import { describe, expect, it } from 'vitest';
import { audienceFilter, type Viewer } from './audience.ts';
import { facesOf, type Face, type IndexedOrganisation, type SearchDocument } from './document.ts';
import { admitted, and, is, isIn, mentionedOrganisations, not, or, simplify, withoutOrganisations, type Filter } from './filter.ts';
import { filterExpression } from './meilisearch/filter-expression.ts';
import { filterSql, Parameters } from './postgres/filter-sql.ts';

const sql = (filter: Filter): string => filterSql(filter, new Parameters());

describe('constants in a filter', () => {
  const turkish = isIn('country', ['TR']);

  it('an empty list and an empty OR are false, an empty AND is true, however deep', () => {
    expect(simplify(isIn('country', []))).toBe(false);
    expect(simplify(or())).toBe(false);
    expect(simplify(and())).toBe(true);
    expect(simplify(or(and(turkish, or()), and(not(isIn('face', [])), isIn('face', []))))).toBe(false);
    expect(simplify(not(or()))).toBe(true);
    expect(simplify(or(turkish, and()))).toBe(true);
    expect(simplify(and(turkish, and(), not(or())))).toEqual(turkish);
  });

  it('are said as constants by both engines', () => {
    expect([sql(or()), sql(and()), sql(and(turkish, isIn('face', [])))]).toEqual(['false', 'true', 'false']);
    expect([filterExpression(or()), filterExpression(and()), filterExpression(and(turkish, isIn('face', [])))]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('values that cannot be ours match nothing', () => {
    expect(filterExpression(isIn('country', ['"] OR face IN ["full']))).toBe(false);
    expect(filterExpression(not(isIn('country', ['" x', 'TR'])))).toBe('NOT (country IN ["TR"])');
    const parameters = new Parameters();
    filterSql(isIn('organisationId', ["x'; drop", '0199a000-0000-7000-8000-000000000001']), parameters);
    expect(parameters.values).toEqual([['0199a000-0000-7000-8000-000000000001']]);
  });
});

describe('organisations in a filter', () => {
  const filter = or(
    and(isIn('face', ['full']), or(isIn('audience', ['public']), isIn('organisationId', ['a', 'b']))),
    not(isIn('organisationId', ['b', 'c'])),
  );

  it('are found, and the filter as others see it has none', () => {
    expect(mentionedOrganisations(filter).sort()).toEqual(['a', 'b', 'c']);
    expect(simplify(withoutOrganisations(filter))).toBe(true);
    expect(mentionedOrganisations(withoutOrganisations(filter))).toEqual([]);
    expect(mentionedOrganisations(is('verified', true))).toEqual([]);
  });

  it('let something through unless they stand under a not', () => {
    expect(admitted(filter, 'organisationId')).toEqual(['a', 'b']);
    expect(admitted(not(not(isIn('organisationId', ['a']))), 'organisationId')).toEqual(['a']);
    expect(admitted(not(or(isIn('organisationId', ['a']), is('verified', true))), 'organisationId')).toEqual([]);
  });
});

/** The filter said once more, plainly, for comparing. */
function matches(filter: Filter, document: SearchDocument): boolean {
  if ('in' in filter) return filter.in.values.includes(String(document[filter.in.attribute as 'organisationId' | 'face' | 'audience']));
  if ('eq' in filter) return document[filter.eq.attribute] === filter.eq.value;
  if ('not' in filter) return !matches(filter.not, document);
  return 'and' in filter ? filter.and.every((part) => matches(part, document)) : filter.or.some((part) => matches(part, document));
}

describe('the faces of an organisation and who finds them', () => {
  const organisation = (visibility: IndexedOrganisation['visibility']): IndexedOrganisation => ({
    ...{
      id: 'own',
      visibility,
      name: 'True Name',
      alias: 'Mask',
      acronym: 'TN',
      formerNames: ['Old Name'],
      about: 'About',
      city: 'City',
      country: 'TR',
    },
    ...{ kind: 'ASSOCIATION', fields: ['youth'], languages: ['tr'], verified: true, withoutPartner: true, createdAt: new Date(0) },
    issues: [{ issueId: 'campaigning', direction: 'NEED', statement: 'Said' }],
  });
  const viewers: Record<string, Viewer> = {
    visitor: { isStaff: false, isVerifiedMember: false, fullOrganisationIds: [] },
    member: { isStaff: false, isVerifiedMember: true, fullOrganisationIds: ['other'] },
    own: { isStaff: false, isVerifiedMember: false, fullOrganisationIds: ['own'] },
    staff: { isStaff: true, isVerifiedMember: false, fullOrganisationIds: [] },
  };
  const seen = (visibility: IndexedOrganisation['visibility'], viewer: string): Face[] =>
    facesOf(organisation(visibility))
      .filter((face) => matches(audienceFilter(viewers[viewer] as Viewer), face))
      .map(({ face }) => face);

  it.each<[IndexedOrganisation['visibility'], Record<string, Face[]>]>([
    ['PUBLIC', { visitor: ['full'], member: ['full'], own: ['full'], staff: ['full'] }],
    ['MEMBERS', { visitor: [], member: ['full'], own: ['full'], staff: ['full'] }],
    ['PSEUDONYMOUS', { visitor: ['alias'], member: ['alias'], own: ['full'], staff: ['full'] }],
    ['HIDDEN', { visitor: [], member: [], own: ['full'], staff: ['full'] }],
  ])('%s', (visibility, expected) => {
    for (const [viewer, faces] of Object.entries(expected)) expect([viewer, seen(visibility, viewer)]).toEqual([viewer, faces]);
  });

  it('an alias face holds alias, country, fields and issues, and nothing else that is true', () => {
    const [full, alias] = facesOf(organisation('PSEUDONYMOUS'));
    expect(full?.audience).toBe('closed');
    expect(alias).toEqual({
      ...{ id: 'own.alias', organisationId: 'own', face: 'alias', audience: 'public', name: 'Mask', country: 'TR', fields: ['youth'] },
      ...{ issues: ['campaigning'], needs: ['campaigning'], offers: [], withoutPartner: true },
      ...{
        acronym: null,
        formerNames: [],
        about: null,
        statements: [],
        city: null,
        kind: null,
        languages: [],
        verified: false,
        createdAt: null,
      },
    });
  });

  it('only a pseudonymous organisation with an alias has an alias face', () => {
    for (const visibility of ['PUBLIC', 'MEMBERS', 'HIDDEN'] as const) expect(facesOf(organisation(visibility))).toHaveLength(1);
    expect(facesOf({ ...organisation('PSEUDONYMOUS'), alias: null }).map(({ audience }) => audience)).toEqual(['closed']);
  });
});
