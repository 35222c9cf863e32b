import { registerEnumType } from 'type-graphql';

export enum DocumentKind {
  CAPACITY_MODEL = 'CAPACITY_MODEL',
  ADAPTATION = 'ADAPTATION',
  NOTES = 'NOTES',
}
registerEnumType(DocumentKind, {
  name: 'DocumentKind',
  description:
    'CAPACITY_MODEL: the thirteen sections both write. ADAPTATION: how one organisation adapts it. NOTES: anything else both write.',
});
