import type { Audience, Face } from './document.ts';
import { admitted, and, isIn, not, or, type Filter } from './filter.ts';

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

/** What may be seen of an organisation now, which an index that is behind may not know yet: one of its faces, or nothing. */
export interface Outdated {
  readonly organisationId: string;
  readonly face: Face | null;
}

/** An audience without the faces that may no longer be seen: nothing of what an index still has of them is in a hit, a count or a suggestion. */
export function withoutOutdated(audience: Filter, outdated: readonly Outdated[]): Filter {
  if (outdated.length === 0) return audience;
  const gone = (face: Face): Filter => {
    const ids = outdated.filter((shown) => shown.face !== face).map(({ organisationId }) => organisationId);
    return and(isIn('face', [face]), isIn('organisationId', ids));
  };
  return and(audience, not(or(gone('full'), gone('alias'))));
}

/** One bit for each audience, to note who could ever see a word. Stored: never change them. */
export const AUDIENCE_BITS: Readonly<Record<Audience, number>> = { public: 1, members: 2, closed: 4 };
const ALL_BITS = 7;

/** The audiences whose faces a filter may let through. Who sees single organisations in full may see any. */
export function seenBits(audience: Filter): number {
  if (admitted(audience, 'organisationId').length > 0) return ALL_BITS;
  const named = admitted(audience, 'audience') as Audience[];
  return named.length === 0 ? ALL_BITS : named.reduce((bits, name) => bits | AUDIENCE_BITS[name], AUDIENCE_BITS.public);
}
