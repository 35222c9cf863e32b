/** Who is asking, and on whose behalf they may act. Loaded once per operation; never from the client. */
export interface Actor {
  readonly personId: string | null;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly isStaff: boolean;
  /** Organisations the person represents. */
  readonly organisationIds: readonly string[];
  /** Those of them that staff have verified. */
  readonly verifiedOrganisationIds: readonly string[];
  /** Organisations that share, or shared, a partnership with one of them: each side agreed to be known to the other. */
  readonly partnerOrganisationIds: readonly string[];
}

export const ANONYMOUS: Actor = {
  personId: null,
  name: '',
  email: '',
  emailVerified: false,
  isStaff: false,
  organisationIds: [],
  verifiedOrganisationIds: [],
  partnerOrganisationIds: [],
};

/** The programme itself: jobs and the demo seed. */
export const SYSTEM: Actor = { ...ANONYMOUS, name: 'Köprü', isStaff: true };

export const isSignedIn = (actor: Actor): actor is Actor & { personId: string } => actor.personId !== null;
export const represents = (actor: Actor, organisationId: string): boolean => actor.organisationIds.includes(organisationId);
export const isVerifiedMember = (actor: Actor): boolean => actor.verifiedOrganisationIds.length > 0;
