import { registerEnumType } from 'type-graphql';

export enum OrganisationKind {
  ASSOCIATION = 'ASSOCIATION',
  FOUNDATION = 'FOUNDATION',
  COOPERATIVE = 'COOPERATIVE',
  SOCIAL_COMPANY = 'SOCIAL_COMPANY',
  CIVIL_INITIATIVE = 'CIVIL_INITIATIVE',
  OTHER = 'OTHER',
}
registerEnumType(OrganisationKind, { name: 'OrganisationKind', description: 'Legal form; an initiative has no legal personality.' });

export enum Visibility {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
  PSEUDONYMOUS = 'PSEUDONYMOUS',
  HIDDEN = 'HIDDEN',
}
registerEnumType(Visibility, {
  name: 'Visibility',
  description:
    'PUBLIC: everyone. MEMBERS: verified organisations. PSEUDONYMOUS: alias, country, fields and issues only. HIDDEN: staff only.',
});

export enum IssueDirection {
  NEED = 'NEED',
  OFFER = 'OFFER',
}
registerEnumType(IssueDirection, {
  name: 'IssueDirection',
  description: 'NEED: we want to get better at this. OFFER: we do this well and can share it.',
});
