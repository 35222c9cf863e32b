import { EU_27, isCountryId, isFieldId, isLanguageCode } from '@kopru/schema/vocabulary';
import { describe, expect, it } from 'vitest';
import { OrganisationKind } from '../organisation/organisation.enums.ts';
import { draftOf, europeanSketches, turkishSketches } from './drafts.ts';
import { Random } from './random.ts';

const sketches = [...turkishSketches(), ...europeanSketches()];
const drafts = (seed: number) => {
  const random = new Random(seed);
  return sketches.map((sketch) => draftOf(sketch, random));
};

describe('the invented organisations', () => {
  it('are known by name, kind, country and field', () => {
    for (const { name, city, kind, country, fields } of sketches) {
      expect(name.length, name).toBeGreaterThan(4);
      expect(city, name).not.toBe('');
      expect(kind, name).not.toBe(OrganisationKind.OTHER);
      expect(isCountryId(country), name).toBe(true);
      expect(fields.every(isFieldId), `${name}: ${fields.join()}`).toBe(true);
    }
    expect(new Set(sketches.map(({ name }) => name)).size).toBe(sketches.length);
  });

  it('make up the demo together with the four that its accounts represent', () => {
    expect([turkishSketches().length + 2, europeanSketches().length + 2]).toEqual([120, 180]);
  });

  it('come from all 27 states of the EU, at least four from each', () => {
    for (const state of EU_27) expect(sketches.filter(({ country }) => country === state).length, state).toBeGreaterThanOrEqual(4);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(drafts(7)).toEqual(drafts(7));
    expect(drafts(7)).not.toEqual(drafts(8));
  });

  it('describe themselves each in their own words', () => {
    const all = drafts(1);
    expect(new Set(all.map(({ about }) => about)).size).toBe(all.length);
    const statements = all.flatMap(({ issues }) => issues.flatMap(({ statement }) => statement ?? []));
    const uses = new Map<string, number>();
    for (const statement of statements) uses.set(statement, (uses.get(statement) ?? 0) + 1);
    expect(Math.max(...uses.values())).toBeLessThanOrEqual(4);
    expect(statements.length).toBeGreaterThan(300);
  });

  it('leave no gap unfilled and keep within the limits of a profile', () => {
    for (const { about, fieldIds, issues, languages, website } of drafts(1)) {
      expect(about).not.toMatch(/[{}]|undefined/);
      expect(about?.length).toBeLessThan(1500);
      expect(fieldIds.length).toBeLessThanOrEqual(5);
      expect(new Set(issues.map(({ issueId }) => issueId)).size).toBe(issues.length);
      expect(languages.every(isLanguageCode)).toBe(true);
      expect(website === null || new URL(website).hostname.endsWith('.example')).toBe(true);
    }
  });
});
