/** The letters that Windows-1252 has where Latin-1 has control characters. */
const OF_WINDOWS = new Map([...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, place) => [letter, 0x80 + place]));

const strict = new TextDecoder('utf-8', { fatal: true });

/** A letter's byte in Latin-1 or Windows-1252; null when it has none. */
function byteOf(letter: string): number | null {
  const byte = OF_WINDOWS.get(letter) ?? letter.codePointAt(0) ?? 256;
  return byte < 256 ? byte : null;
}

/**
 * What a text says once it is read as UTF-8, when somebody took its UTF-8 for Latin-1 or Windows-1252 before it came to us ("GÃ¶teborg" for
 * "Göteborg"); null when it was not. Every stretch of letters beyond ASCII has to be whole UTF-8, so that an honest "Ã" is let be.
 */
export function readOnce(text: string): string | null {
  let found = false;
  let odd = false;
  const read = text.replace(/[^\x00-\x7f]+/g, (stretch) => {
    const bytes = [...stretch].map(byteOf);
    try {
      if (bytes.includes(null)) throw new TypeError('not of one byte');
      const once = strict.decode(Uint8Array.from(bytes as number[]));
      found = true;
      return once;
    } catch {
      odd = true;
      return stretch;
    }
  });
  return found && !odd ? read : null;
}
