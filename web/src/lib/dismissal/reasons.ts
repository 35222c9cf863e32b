import type { DismissalReason } from '#lib/graphql/generated.ts';

/** Why somebody is not interested, in the order in which it is offered. */
export const REASONS: readonly DismissalReason[] = [
  'OTHER_ISSUES',
  'OTHER_FIELDS',
  'LANGUAGE',
  'TOO_DIFFERENT',
  'KNOWN',
  'SILENT',
  'OTHER',
];

/** What a form sent; undefined when it is none of them. */
export const reasonFrom = (value: string): DismissalReason | undefined => REASONS.find((reason) => reason === value);
