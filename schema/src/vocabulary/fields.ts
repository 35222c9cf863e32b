import type { Labels } from './label.ts';

/**
 * The fields of work an organisation chooses 1 to 5 of.
 *
 * `icnptso`: codes of the International Classification of Non-profit and Third Sector Organizations (ICNP/TSO), sections and
 * groups as in United Nations, *Satellite Account on Non-profit and Related Institutions and Volunteer Work* (2018), annex on
 * ICNP/TSO. `sdgs`: numbers of the Sustainable Development Goals, United Nations General Assembly resolution A/RES/70/1 (2015).
 * Neither source names these twenty fields; the assignment is this programme's own, the narrowest codes that cover the field,
 * most important first.
 */
export const FIELDS = [
  { id: 'ecology', labels: { en: 'Ecology', tr: 'Ekoloji' }, icnptso: ['E10', 'G12'], sdgs: [13, 15, 14] },
  { id: 'gender', labels: { en: 'Gender', tr: 'Toplumsal cinsiyet' }, icnptso: ['G11'], sdgs: [5] },
  { id: 'human-rights', labels: { en: 'Human rights', tr: 'İnsan hakları' }, icnptso: ['G11', 'K21'], sdgs: [16, 10] },
  { id: 'childrens-rights', labels: { en: 'Children’s rights', tr: 'Çocuk hakları' }, icnptso: ['G11', 'D11'], sdgs: [16, 4] },
  { id: 'womens-rights', labels: { en: 'Women’s rights', tr: 'Kadın hakları' }, icnptso: ['G11'], sdgs: [5] },
  { id: 'formal-education', labels: { en: 'Formal education', tr: 'Örgün eğitim' }, icnptso: ['B10', 'B20'], sdgs: [4] },
  { id: 'non-formal-education', labels: { en: 'Non-formal education', tr: 'Yaygın eğitim' }, icnptso: ['B30'], sdgs: [4] },
  { id: 'urban-development', labels: { en: 'Urban development', tr: 'Kent ve şehircilik' }, icnptso: ['F20', 'F30'], sdgs: [11] },
  { id: 'anti-discrimination', labels: { en: 'Anti-discrimination', tr: 'Ayrımcılıkla mücadele' }, icnptso: ['G11'], sdgs: [10, 16] },
  { id: 'youth', labels: { en: 'Youth', tr: 'Gençlik' }, icnptso: ['D11', 'G14'], sdgs: [4, 8] },
  { id: 'disability', labels: { en: 'Disability', tr: 'Engelli hakları' }, icnptso: ['D13', 'G16'], sdgs: [10, 3] },
  { id: 'refugees-and-migration', labels: { en: 'Refugees and migration', tr: 'Mülteciler ve göç' }, icnptso: ['D34', 'G11'], sdgs: [10] },
  { id: 'lgbti-rights', labels: { en: 'LGBTI+ rights', tr: 'LGBTİ+ hakları' }, icnptso: ['G11'], sdgs: [10, 16] },
  { id: 'culture-and-arts', labels: { en: 'Culture and arts', tr: 'Kültür ve sanat' }, icnptso: ['A10'], sdgs: [11, 4] },
  { id: 'health', labels: { en: 'Health', tr: 'Sağlık' }, icnptso: ['C10', 'C20', 'C30'], sdgs: [3] },
  { id: 'rural-development', labels: { en: 'Rural development', tr: 'Kırsal kalkınma' }, icnptso: ['F20', 'E14'], sdgs: [2, 1] },
  {
    id: 'democracy-and-participation',
    labels: { en: 'Democracy and participation', tr: 'Demokrasi ve katılım' },
    icnptso: ['G10', 'G20'],
    sdgs: [16],
  },
  { id: 'animal-rights', labels: { en: 'Animal rights', tr: 'Hayvan hakları' }, icnptso: ['E20', 'G12'], sdgs: [15] },
  { id: 'peace-and-dialogue', labels: { en: 'Peace and dialogue', tr: 'Barış ve diyalog' }, icnptso: ['G30', 'G11'], sdgs: [16, 17] },
  { id: 'social-economy', labels: { en: 'Social economy', tr: 'Sosyal ekonomi' }, icnptso: ['F20', 'D40'], sdgs: [8, 12] },
] as const satisfies readonly FieldShape[];

interface FieldShape {
  readonly id: string;
  readonly labels: Labels;
  readonly icnptso: readonly string[];
  readonly sdgs: readonly number[];
}

export type FieldId = (typeof FIELDS)[number]['id'];

/** A field of work: stable kebab-case id, labels, and its place in the two international schemes. */
export interface Field extends FieldShape {
  readonly id: FieldId;
}

const byId: ReadonlyMap<string, Field> = new Map<string, Field>(FIELDS.map((field) => [field.id, field]));

/** The field with this id, or undefined. */
export function fieldById(id: string): Field | undefined {
  return byId.get(id);
}

export function isFieldId(id: string): id is FieldId {
  return byId.has(id);
}
