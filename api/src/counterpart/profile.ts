/** What an organisation says about one issue: it needs to get better at it, or does it well and offers to share. */
export interface StatedIssue {
  readonly issueId: string;
  readonly direction: 'NEED' | 'OFFER';
  /** The organisation's own words; null when it wrote none, or when the reader may not see them. */
  readonly statement: string | null;
}

/** What matching knows of an organisation. A masked profile holds only what its reader may see; `maskProfile` makes it so. */
export interface Profile {
  readonly id: string;
  readonly country: string;
  readonly kind: string;
  readonly fieldIds: readonly string[];
  readonly issues: readonly StatedIssue[];
  readonly languages: readonly string[];
  readonly about: string | null;
  readonly representatives: number;
  /** When the profile last changed, or was last said to be still right; the beginning of time while unconfirmed, null when unknown to the reader. */
  readonly updatedAt: Date | null;
  /** Its people were asked a month ago or longer whether it is still right, and nobody has answered. */
  readonly unconfirmed?: boolean;
  /** Invitations and suggestions it answered, and those it let expire. */
  readonly answered: number;
  readonly unanswered: number;
  /** True when the reader sees only fields, issues and country. */
  readonly masked: boolean;
}

/**
 * Removes everything that a reader of a pseudonymous profile may not see, so that no score or sentence can depend on it.
 * The mask is put on before scoring: what is not there cannot leak.
 */
export function maskProfile(profile: Profile): Profile {
  return {
    id: profile.id,
    country: profile.country,
    kind: 'OTHER',
    fieldIds: profile.fieldIds,
    issues: profile.issues.map(({ issueId, direction }) => ({ issueId, direction, statement: null })),
    languages: [],
    about: null,
    representatives: 0,
    updatedAt: null,
    answered: 0,
    unanswered: 0,
    masked: true,
  };
}
