/** What a person typed, as an address: a mail address and a bare host get their scheme. Whether it may be linked is `isLinkTarget`'s to say. */
export function asLinkTarget(typed: string): string {
  const text = typed.trim();
  // To nobody: words, not an address.
  if (/^mailto:[^@]*$/i.test(text)) return '';
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u.test(text)) return `https://${text}`;
  return text;
}
