/** Who sees a column whose name is no field's: the fields that show it, or why nobody sees it. */
export type Note =
  { readonly shownBy: string[]; readonly private?: undefined } | { readonly shownBy?: undefined; readonly private: string };

const shownBy = (...names: string[]): Note => ({ shownBy: names });
const nobody = (why: string): Note => ({ private: why });

/** Whole schemas of the database that no field reads from directly. */
export const INTERNAL_SCHEMAS: Readonly<Record<string, string>> = {
  search: 'the index, which answers ids that the directory reads again as the viewer may see them',
};

/** Tables whose type in the API has another name. */
export const TABLE_TYPES: Readonly<Record<string, string>> = {
  call_extension: 'DeadlineExtension',
  'auth.user': 'Person',
};

/** `table.column`, or `table.*` for what is left of a table. */
export const COLUMN_NOTES: Readonly<Record<string, Note>> = {
  'organisation.name': shownBy('Organisation.name', 'RepresentativeInvitation.organisationName'),
  'organisation.alias': shownBy('Organisation.name', 'Organisation.alias'),
  'organisation.field_ids': shownBy('Organisation.fields'),
  'organisation.verified_at': shownBy('Organisation.verified'),
  'organisation.verified_by': nobody('who of the staff checked it; for an audit'),
  'organisation.external_source': nobody('the register it was imported from'),
  'organisation.external_id': nobody('its id in that register'),
  'organisation.identity_key': nobody('how an import without ids recognises a line it brought before'),
  'organisation.confirmed_at': nobody('counts as freshness in the score of a pair; the moment itself is not shown'),
  'organisation.version': nobody('guards against lost changes'),
  'organisation_issue.organisation_id': shownBy('Organisation.issues'),
  'organisation_issue.issue_id': shownBy('OrganisationIssue.issue'),
  'organisation_issue.position': nobody('keeps the order in which issues were stated'),
  'registration.organisation_id': shownBy('Organisation.registrations'),
  'registration.verified_by': nobody('who of the staff checked it; for an audit'),
  'representative.organisation_id': shownBy('Person.organisations', 'Organisation.viewerIsRepresentative'),
  'representative.person_id': shownBy('Representative.id', 'Organisation.representativeCount'),
  'representative.since': nobody('orders the representatives'),
  'representative_invitation.id': shownBy('PendingRepresentative.id'),
  'representative_invitation.organisation_id': shownBy('Organisation.representativeInvitations'),
  'representative_invitation.email': shownBy('PendingRepresentative.email', 'RepresentativeInvitation.email'),
  'representative_invitation.expires_at': shownBy('PendingRepresentative.expiresAt', 'RepresentativeInvitation.expiresAt'),
  'representative_invitation.accepted_at': shownBy('RepresentativeInvitation.usable'),
  'representative_invitation.cancelled_at': shownBy('RepresentativeInvitation.usable'),
  'representative_invitation.*': nobody('the token is only kept as a hash; the rest is for an audit'),
  'profile_view.organisation_id': shownBy('Organisation.profileViews'),
  'profile_view.viewer_organisation_id': shownBy('ProfileView.organisation'),
  'profile_view.*': nobody('the person who looked is not named to the organisation'),
  'organisation_block.*': nobody('a block shows only in what no longer happens'),
  'call.reply_days': nobody('how long an answer may take when the invitation does not say'),
  'call.weights': shownBy('MatchReason.weight'),
  'call.created_at': nobody('for an audit'),
  'call_extension.call_id': shownBy('Call.extensions'),
  'call_extension.*': nobody('who of the staff extended it; for an audit'),
  'invitation.call_id': shownBy('Invitation.call'),
  'invitation.from_organisation_id': shownBy('Invitation.from'),
  'invitation.to_organisation_id': shownBy('Invitation.to'),
  'invitation.*': nobody('which person sent or answered it is not named to the other side'),
  'partnership.call_id': shownBy('Partnership.call'),
  'partnership.invitation_id': shownBy('Invitation.partnership'),
  'partnership_side.partnership_id': shownBy('Organisation.partnership'),
  'partnership_side.organisation_id': shownBy('Partnership.organisations', 'Organisation.lookingForPartner'),
  'partnership_side.*': nobody('guards that an organisation has one partnership in a call'),
  'document.partnership_id': shownBy('Document.partnership', 'Partnership.documents', 'Partnership.capacityModel'),
  'document.organisation_id': shownBy('Document.organisation', 'Partnership.adaptations'),
  'document.snapshot': shownBy('Document.content'),
  'document.snapshot_sequence': nobody('how far the snapshot reaches'),
  'document.created_at': nobody('orders the documents'),
  'document_update.document_id': shownBy('Document.content'),
  'document_update.*': nobody('who wrote which change, and what recognises a repeated one'),
  'document_client.*': nobody('binds an editor’s number to the person who used it first'),
  'activity.template': shownBy('Activity.text'),
  'activity.organisation_ids': shownBy('Activity.organisations'),
  'activity.call_id': nobody('what the stream is filtered by'),
  'activity.person_id': nobody('who did it; for an audit'),
  'mail_message.*': nobody('goes to its recipient; the demo’s mailbox shows it to the local machine while no SMTP is configured'),
  'staff_member.person_id': shownBy('Person.isStaff'),
  'staff_member.since': nobody('for an audit'),
  'auth.user.id': shownBy('Person.id', 'Representative.id'),
  'auth.user.name': shownBy('Person.name', 'Representative.name'),
  'auth.user.*': nobody('better-auth’s own'),
  'auth.session.*': nobody('a session’s token is its holder’s secret'),
  'auth.account.*': nobody('password hashes'),
  'auth.verification.*': nobody('links of e-mails'),
  'auth.rateLimit.*': nobody('counts attempts'),
};
