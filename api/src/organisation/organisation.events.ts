import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';

/** Woken when an organisation may newly match somebody; payload: its id. */
export const ORGANISATION_CHANGED_TOPIC = 'organisation-changed';
/** Woken when what a person may do has changed; payload: their id. Streams check again whether they may go on. */
export const ACCESS_CHANGED_TOPIC = 'access-changed';

const changed = (id: string): DomainEvent['announce'] => [{ topic: ORGANISATION_CHANGED_TOPIC, payload: { organisationId: id } }];
const accessChanged = (personIds: readonly string[]): DomainEvent['announce'] =>
  personIds.map((personId) => ({ topic: ACCESS_CHANGED_TOPIC, payload: { personId } }));

const about =
  (kind: string, template: string) =>
  (actor: Actor, organisationId: string): DomainEvent => ({
    kind,
    template,
    organisationIds: [organisationId],
    personId: actor.personId,
    announce: changed(organisationId),
  });

export const organisationCreated = about('ORGANISATION_CREATED', '{0} joined.');
export const organisationUpdated = about('ORGANISATION_UPDATED', '{0} updated its profile.');
export const organisationVerified = about('ORGANISATION_VERIFIED', '{0} was verified.');
export const verificationWithdrawn = about('VERIFICATION_WITHDRAWN', 'The verification of {0} was withdrawn.');
export const representativeInvited = about('REPRESENTATIVE_INVITED', '{0} invited its second representative.');

export const representativeJoined = (actor: Actor, organisationId: string): DomainEvent => ({
  ...about('REPRESENTATIVE_JOINED', 'A second person now represents {0}.')(actor, organisationId),
  announce: actor.personId ? accessChanged([actor.personId]) : [],
});

export const representativeLeft = (actor: Actor, organisationId: string, personId: string): DomainEvent => ({
  ...about('REPRESENTATIVE_LEFT', 'A person no longer represents {0}.')(actor, organisationId),
  announce: accessChanged([personId]),
});
