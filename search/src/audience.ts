import type { Audience } from './document.ts';
import { and, isIn, mentionedAudiences, mentionedOrganisations, not, or, type Filter } from './filter.ts';

/** What the index must know about a viewer. A visitor without a session is `{ isStaff: false, isVerifiedMember: false, fullOrganisationIds: [] }`. */
export interface Viewer {
  readonly isStaff: boolean;
  /** Represents at least one verified organisation. */
  readonly isVerifiedMember: boolean;
  /** Organisations the viewer sees in full whatever their visibility: their own, and those that have or had a partnership with them. */
  readonly fullOrganisationIds: readonly string[];
}

/**
 * The faces a viewer may find. Every organisation appears at most once: its full face when the viewer may see it, else its alias face
 * when it has one, else not at all. Belongs into every query (hits, counts, facets, suggestions); filtering afterwards would leak through counts.
 */
export function audienceFilter(viewer: Viewer): Filter {
  const fullFaces = isIn('face', ['full']);
  if (viewer.isStaff) return fullFaces;
  const seenInFull = isIn('organisationId', viewer.fullOrganisationIds);
  const audiences = viewer.isVerifiedMember ? ['public', 'members'] : ['public'];
  return or(and(fullFaces, or(isIn('audience', audiences), seenInFull)), and(isIn('face', ['alias']), not(seenInFull)));
}

/** One bit for each audience, to note who could ever see a word. Stored: never change them. */
export const AUDIENCE_BITS: Readonly<Record<Audience, number>> = { public: 1, members: 2, closed: 4 };
const ALL_BITS = 7;

/** The audiences whose faces a filter may let through. Who sees single organisations in full may see any. */
export function seenBits(audience: Filter): number {
  if (mentionedOrganisations(audience).length > 0) return ALL_BITS;
  const named = mentionedAudiences(audience) as Audience[];
  return named.length === 0 ? ALL_BITS : named.reduce((bits, name) => bits | AUDIENCE_BITS[name], AUDIENCE_BITS.public);
}
