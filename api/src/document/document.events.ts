/** Announced when something was stored in a document, by whatever process; payload: UpdatesStored. */
export const updatesTopic = (documentId: string): string => `document:${documentId}`;

export interface UpdatesStored {
  /** Of the last update. */
  readonly sequence: number;
}
