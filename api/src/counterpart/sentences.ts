/** How near two descriptions are; `unwritten` when one of them is not there. */
export type Closeness = 'close' | 'some' | 'little' | 'unwritten';
/** How the reply record reads; the exact numbers are nobody else's business. */
export type ReplyRecord = 'unknown' | 'answers' | 'sometimes' | 'silent';

/** The sentences of one interface language. Lists come ready joined ("a, b and c"). */
export interface Sentences {
  readonly needsMet: (list: string) => string;
  readonly needsMetNone: (viewerHasNeeds: boolean) => string;
  readonly offersUsed: (list: string) => string;
  readonly offersUsedNone: (viewerHasOffers: boolean) => string;
  readonly sharedNeeds: (list: string) => string;
  readonly sharedNeedsNone: string;
  readonly fields: (list: string) => string;
  readonly fieldsNone: string;
  readonly languages: (list: string) => string;
  readonly languagesNone: string;
  readonly languagesUnknown: string;
  readonly kind: (same: boolean, representatives: number) => string;
  readonly texts: (closeness: Closeness) => string;
  readonly fresh: (days: number) => string;
  /** Asked whether the profile is still right, they have not answered. */
  readonly unconfirmed: string;
  readonly replies: Readonly<Record<ReplyRecord, string>>;
  /** A component that the reader may not see of a pseudonymous organisation. */
  readonly masked: string;
  readonly missing: {
    readonly theyNeed: (issue: string) => string;
    readonly youNeed: (issue: string) => string;
    readonly yourIssues: string;
    readonly theirIssues: string;
    readonly yourText: string;
    readonly yourLanguages: string;
    readonly noSharedLanguage: string;
    readonly theirRepresentatives: (needed: number) => string;
  };
}
