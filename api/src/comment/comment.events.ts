/** Woken when a thread of the document changed; payload: its id. */
export const commentTopic = (documentId: string): string => `comment:${documentId}`;

export interface CommentChange {
  readonly threadId: string;
}
