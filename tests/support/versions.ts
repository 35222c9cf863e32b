import { ADAPTATION } from '@kopru/schema/capacity-model';
import { addRow, appendProse } from '@kopru/schema/capacity-model-document';
import { readDocumentText, sealedText } from '@kopru/schema/document-text';
import * as Y from 'yjs';
import type { Loose } from './client.ts';
import { bytesOf, push } from './space.ts';
import type { Inhabitant } from './world.ts';

/** The fields of a version that tests ask for. */
export const VERSION = `id number name cause sequence madeBy restoredFrom isCurrent holdsAdaptations jointlySigned viewerCanSign viewerCanRestore viewerCanRemove
  signatures { id status signedBy endedBy organisation { id } viewerCanWithdraw }`;
export const NAME = `mutation ($documentId: ID!, $name: String!) { nameDocumentVersion(documentId: $documentId, name: $name) { ${VERSION} } }`;
export const SIGN = `mutation ($id: ID!, $organisationId: ID!) { signDocumentVersion(id: $id, organisationId: $organisationId) { ${VERSION} } }`;
export const WITHDRAW = `mutation ($id: ID!) { withdrawDocumentSignature(id: $id) { ${VERSION} } }`;
export const RESTORE = `mutation ($id: ID!) { restoreDocumentVersion(id: $id) { ${VERSION} } }`;
export const REMOVE = `mutation ($id: ID!) { removeDocumentVersion(id: $id) { id versions { id } } }`;
export const VERSIONS = `query ($id: ID!) { document(id: $id) { viewerCanNameVersion versions { ${VERSION} } } }`;

/** The document as the server holds it now, ready to be changed further. */
export async function held(who: Inhabitant, documentId: string): Promise<Y.Doc> {
  const { document } = await who.client.ask('query ($id: ID!) { document(id: $id) { content } }', { id: documentId });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(document.content));
  return doc;
}

/** Changes the document as somebody's editor does, with one update; answers its sequence. */
export async function change(who: Inhabitant, documentId: string, work: (doc: Y.Doc) => void): Promise<number> {
  const doc = await held(who, documentId);
  const before = Y.encodeStateVector(doc);
  work(doc);
  return push(who, documentId, Y.encodeStateAsUpdate(doc, before));
}

export const write = (who: Inhabitant, documentId: string, ...paragraphs: string[]): Promise<number> =>
  change(who, documentId, (doc) => appendProse(doc, 'prose:practice', paragraphs));

/** The document of somebody's organisation that is section 10 of a model. */
export async function adaptationOf(who: Inhabitant, modelId: string): Promise<string> {
  const { document } = await who.client.ask(
    'query ($id: ID!) { document(id: $id) { partnership { adaptations { id organisation { id } } } } }',
    { id: modelId },
  );
  const found = document.partnership.adaptations.find((one: Loose) => one.organisation.id === who.organisationId);
  return found.id as string;
}

/** Writes in an adaptation. */
export const adapt = (who: Inhabitant, adaptationId: string, words: string): Promise<number> =>
  change(who, adaptationId, (doc) => appendProse(doc, ADAPTATION.fragment, [words]));

export const plan = (who: Inhabitant, documentId: string, action: string): Promise<number> =>
  change(who, documentId, (doc) => void addRow(doc, 'actions', { action }));

/** What the document reads now, as one string. */
export const reads = async (who: Inhabitant, documentId: string): Promise<string> =>
  sealedText(readDocumentText(await held(who, documentId)));
