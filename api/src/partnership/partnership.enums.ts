import { registerEnumType } from 'type-graphql';

export enum PartnershipStatus {
  FORMED = 'FORMED',
  APPLIED = 'APPLIED',
  SELECTED = 'SELECTED',
  ACTIVE = 'ACTIVE',
  IMPLEMENTING = 'IMPLEMENTING',
  COMPLETED = 'COMPLETED',
  DROPPED_OUT = 'DROPPED_OUT',
  NOT_SELECTED = 'NOT_SELECTED',
}
registerEnumType(PartnershipStatus, {
  name: 'PartnershipStatus',
  description: 'How far a partnership has come. DROPPED_OUT: it ended early, nothing is deleted and both sides can be found again.',
});
