import * as Y from 'yjs';

/**
 * Whether elements took the place of others or of words: a paragraph was made a heading, divided, joined. To the shared text its words are others then, so that what somebody else wrote
 * between two such changes would go with both, were they one step of undo.
 */
export function changesElements(transaction: Y.Transaction): boolean {
  if (transaction.deleteSet.clients.size === 0) return false;
  for (const [type, keys] of transaction.changed) {
    if (!keys.has(null) || type instanceof Y.Text) continue;
    for (let item = type._start; item; item = item.right) {
      const isElement = item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement;
      if (isElement && (isNew(transaction, item) || Y.isDeleted(transaction.deleteSet, item.id))) return true;
    }
  }
  return false;
}

const isNew = ({ beforeState }: Y.Transaction, { id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
