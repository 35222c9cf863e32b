import { registerEnumType } from 'type-graphql';

export enum SuggestionStatus {
  OPEN = 'OPEN',
  AGREED = 'AGREED',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  OVERTAKEN = 'OVERTAKEN',
}
registerEnumType(SuggestionStatus, {
  name: 'SuggestionStatus',
  description:
    'OPEN waits for both answers; AGREED: both said yes; DECLINED: one said no; EXPIRED: not both said yes by the reply-by date; OVERTAKEN: one of them found a partner otherwise.',
});
