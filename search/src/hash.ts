/** FNV-1a, 32 bit, as the signed integer that PostgreSQL's `integer` holds. The seed keeps kinds of text apart. Stored: never change it. */
export function hash32(seed: number, text: string): number {
  let value = Math.imul(0x811c9dc5 ^ seed, 0x01000193);
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
