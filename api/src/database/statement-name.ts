const names = new Map<string, string>();
/** The name to prepare a text under. Texts are constants of the code, so their number is bounded; what comes after the five hundredth is not prepared. */
export function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= 500) return undefined;
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}
