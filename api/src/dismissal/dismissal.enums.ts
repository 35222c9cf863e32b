import { registerEnumType } from 'type-graphql';

export enum DismissalReason {
  OTHER_ISSUES = 'OTHER_ISSUES',
  OTHER_FIELDS = 'OTHER_FIELDS',
  LANGUAGE = 'LANGUAGE',
  TOO_DIFFERENT = 'TOO_DIFFERENT',
  KNOWN = 'KNOWN',
  SILENT = 'SILENT',
  OTHER = 'OTHER',
}
registerEnumType(DismissalReason, {
  name: 'DismissalReason',
  description:
    'Needs and offers do not meet; other fields of work; no language in common; too different in size or form; we know each other already; they do not answer; something else.',
});
