import { COUNTRIES, FIELDS, ISSUES, LANGUAGES } from '@kopru/schema/vocabulary';

const fields = new Map<string, (typeof FIELDS)[number]>(FIELDS.map((field) => [field.id, field]));
const issues = new Map<string, (typeof ISSUES)[number]>(ISSUES.map((issue) => [issue.id, issue]));
const countries = new Map<string, (typeof COUNTRIES)[number]>(COUNTRIES.map((country) => [country.id, country]));
const languages = new Map<string, (typeof LANGUAGES)[number]>(LANGUAGES.map((language) => [language.id, language]));

export const isField = (id: string): boolean => fields.has(id);
export const isIssue = (id: string): boolean => issues.has(id);
export const isCountry = (id: string): boolean => countries.has(id);
export const isLanguage = (id: string): boolean => languages.has(id);
export const fieldLabel = (id: string, language: 'en' | 'tr' = 'en'): string => fields.get(id)?.labels[language] ?? id;
export const issueLabel = (id: string, language: 'en' | 'tr' = 'en'): string => issues.get(id)?.labels[language] ?? id;
export const countryLabel = (id: string, language: 'en' | 'tr' = 'en'): string => countries.get(id)?.labels[language] ?? id;
export const languageLabel = (id: string, language: 'en' | 'tr' = 'en'): string => languages.get(id)?.labels[language] ?? id;
