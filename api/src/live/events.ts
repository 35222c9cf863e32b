/** Something that happened in a room. `template` holds `{0}`, `{1}` for the names of `organisationIds`, filled in when staff read it. */
export interface DomainEvent {
  /** SCREAMING_SNAKE, past tense: INVITATION_ACCEPTED. */
  readonly kind: string;
  readonly template: string;
  readonly organisationIds: readonly string[];
  readonly callId?: string | null;
  readonly personId?: string | null;
  /** Channels to wake after commit, with what they carry (ids only). */
  readonly announce?: readonly { readonly topic: string; readonly payload: unknown }[];
}
