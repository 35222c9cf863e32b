import * as Y from 'yjs';

/** The words in changes, in the order they were written: what a person wants back of something that was not taken. */
export function wordsOf(updates: readonly Uint8Array[]): string {
  const pieces: string[] = [];
  let last: { client: number; end: number } | undefined;
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue;
      if (struct.content instanceof Y.ContentString) {
        // Written on right behind the piece before it, or somewhere else.
        const goesOn = struct.origin && last && struct.origin.client === last.client && struct.origin.clock === last.end - 1;
        if (!goesOn) pieces.push('\n');
        pieces.push(struct.content.str);
        last = { client: struct.id.client, end: struct.id.clock + struct.length };
      }
    }
  }
  return pieces.join('').trim();
}
