import type { DomainEvent } from '../live/events.ts';

/** Woken when a version of the document was kept or removed, or a signature given, withdrawn or fallen; no payload. */
export const versionsTopic = (documentId: string): string => `document-versions:${documentId}`;

/** What the events say about a version. */
export interface VersionFacts {
  readonly documentId: string;
  readonly callId: string;
  /** Who acted, then the other; of a fallen signature: whose it was, then the other. */
  readonly organisationIds: readonly string[];
  readonly personId: string | null;
}

const about =
  (kind: string, template: string) =>
  ({ documentId, callId, organisationIds, personId }: VersionFacts): DomainEvent => ({
    kind,
    template,
    organisationIds,
    callId,
    personId,
    announce: [{ topic: versionsTopic(documentId), payload: {} }],
  });

export const versionNamed = about('VERSION_NAMED', '{0} named a version of what it writes with {1}.');
export const versionRestored = about('VERSION_RESTORED', '{0} restored a version of what it writes with {1}.');
export const versionRemoved = about('VERSION_REMOVED', '{0} removed a version of what it writes with {1}.');
export const versionSigned = about('VERSION_SIGNED', '{0} signed a version; the signature of {1} is due.');
export const versionJointlySigned = about(
  'VERSION_JOINTLY_SIGNED',
  '{0} signed too: a version now has the signatures of both {0} and {1}.',
);
export const signatureWithdrawn = about('SIGNATURE_WITHDRAWN', '{0} withdrew its signature on a version that it wrote with {1}.');
export const signatureFallen = about('SIGNATURE_FALLEN', 'The signature of {0} fell, because the text it wrote with {1} was changed.');
