import { describe, expect, it } from 'vitest';
import {
  AREAS,
  COUNTRIES,
  EU_27,
  FIELD_SYNONYMS,
  FIELDS,
  ISSUE_SYNONYMS,
  ISSUES,
  LANGUAGES,
  ORGANISATION_KINDS,
  countryByCode,
  countryFromText,
  fieldById,
  isEuMember,
  isFieldId,
  issueById,
  issuesOfArea,
  labelIn,
  languageByCode,
} from './vocabulary.ts';

const vocabularies = { FIELDS, ISSUES, AREAS, COUNTRIES, LANGUAGES, ORGANISATION_KINDS };

describe('the vocabulary', () => {
  it('has twenty fields and the leaves of the six areas', () => {
    expect(FIELDS).toHaveLength(20);
    expect(AREAS.map((area) => issuesOfArea(area.id).length)).toEqual([5, 5, 5, 5, 6, 5]);
    expect(ISSUES).toHaveLength(31);
  });

  it.each(Object.entries(vocabularies))('%s: every id once, every label in both languages and only once', (_name, entries) => {
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
    for (const language of ['en', 'tr'] as const) {
      const labels = entries.map((entry) => entry.labels[language].trim());
      expect(labels).not.toContain('');
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('keeps field and issue ids apart and in kebab-case', () => {
    const ids = [...FIELDS, ...ISSUES].map((entry) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('maps every field to well-formed ICNP/TSO groups and SDG numbers', () => {
    for (const field of FIELDS) {
      expect(field.icnptso.length).toBeGreaterThan(0);
      for (const code of field.icnptso) expect(code).toMatch(/^[A-L][1-9]\d$/);
      for (const goal of field.sdgs) expect(goal).toSatisfy((value: number) => Number.isInteger(value) && value >= 1 && value <= 17);
    }
  });

  it('has search words for every field and issue, and none for anything else', () => {
    expect(Object.keys(FIELD_SYNONYMS).sort()).toEqual(FIELDS.map((field) => field.id as string).sort());
    expect(Object.keys(ISSUE_SYNONYMS).sort()).toEqual(ISSUES.map((issue) => issue.id as string).sort());
  });
});

describe('lookups', () => {
  it('find by id and answer undefined for what is not there', () => {
    expect(fieldById('ecology')?.labels.tr).toBe('Ekoloji');
    expect(fieldById('toString')).toBeUndefined();
    expect(isFieldId('__proto__')).toBe(false);
    expect(issueById('digital-security')?.area).toBe('practice');
    expect(languageByCode('ku')?.labels.en).toBe('Kurdish');
    expect(countryByCode('tr')).toBeUndefined();
  });

  it('labels fall back to English', () => {
    expect(labelIn({ en: 'Youth', tr: 'Gençlik' }, 'tr-TR')).toBe('Gençlik');
    expect(labelIn({ en: 'Youth', tr: 'Gençlik' }, 'de')).toBe('Youth');
    expect(labelIn({ en: 'Youth', tr: 'Gençlik' }, null)).toBe('Youth');
  });
});

describe('countries', () => {
  it('has the 27 members of the EU', () => {
    expect(new Set(EU_27).size).toBe(27);
    expect(isEuMember('CY')).toBe(true);
    expect(isEuMember('GB')).toBe(false);
    expect(isEuMember('TR')).toBe(false);
  });

  it.each([
    ['TR', 'TR'],
    ['TÜRKİYE', 'TR'],
    ['turkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Czech Republic', 'CZ'],
    ['el', 'GR'],
    ['UK', 'GB'],
    ['England', 'GB'],
    ['The Netherlands', 'NL'],
    [' Italia ', 'IT'],
    ['Republic of Ireland', 'IE'],
    ['Pais Vasco', 'ES'],
    ['U.S.A.', 'US'],
    ["Cote d'Ivoire", 'CI'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Congo Republic', 'CG'],
    ['Irlanda', 'IE'],
    ['', undefined],
    ['Atlantis', undefined],
  ])('%j means %s', (text, code) => {
    expect(countryFromText(text)?.id).toBe(code);
  });

  it('no country hides behind another one’s name', () => {
    for (const country of COUNTRIES) {
      expect(countryFromText(country.id)).toBe(country);
      expect(countryFromText(country.labels.en)).toBe(country);
      expect(countryFromText(country.labels.tr)).toBe(country);
    }
  });
});
