import type { Labels } from './label.ts';

/** The legal shapes of an organisation, as the contract's enum `OrganisationKind` names them. */
export const ORGANISATION_KINDS = [
  { id: 'ASSOCIATION', labels: { en: 'Association', tr: 'Dernek' } },
  { id: 'FOUNDATION', labels: { en: 'Foundation', tr: 'Vakıf' } },
  { id: 'COOPERATIVE', labels: { en: 'Cooperative', tr: 'Kooperatif' } },
  { id: 'SOCIAL_COMPANY', labels: { en: 'Social company', tr: 'Sosyal şirket' } },
  { id: 'CIVIL_INITIATIVE', labels: { en: 'Civil initiative without legal personality', tr: 'Tüzel kişiliği olmayan girişim' } },
  { id: 'OTHER', labels: { en: 'Other', tr: 'Diğer' } },
] as const satisfies readonly { readonly id: string; readonly labels: Labels }[];

export type OrganisationKindId = (typeof ORGANISATION_KINDS)[number]['id'];

/** A legal shape with its labels. */
export interface OrganisationKindEntry {
  readonly id: OrganisationKindId;
  readonly labels: Labels;
}

const byId: ReadonlyMap<string, OrganisationKindEntry> = new Map(ORGANISATION_KINDS.map((kind) => [kind.id as string, kind]));

/** The kind with this id, or undefined. */
export function organisationKindById(id: string): OrganisationKindEntry | undefined {
  return byId.get(id);
}

export function isOrganisationKindId(id: string): id is OrganisationKindId {
  return byId.has(id);
}
