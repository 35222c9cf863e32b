import type { Actor } from '../access/actor.ts';
import type { DomainEvent } from '../live/events.ts';

const about =
  (kind: string, template: string) =>
  (actor: Actor, callId: string): DomainEvent => ({
    kind,
    template,
    organisationIds: [],
    callId,
    personId: actor.personId,
  });

export const callCreated = about('CALL_CREATED', 'A call was announced.');
export const deadlineExtended = about('DEADLINE_EXTENDED', 'The deadline of the call was extended.');
