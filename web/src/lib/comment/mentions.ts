/** Somebody who can be addressed. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly organisationId?: string | null;
}

/** People whose name stands behind an @ in the words. A longer name wins: @Anna Maria does not address Anna. */
export function mentionedIn(body: string, participants: readonly Participant[]): string[] {
  const longestFirst = participants.toSorted((one, other) => other.name.length - one.name.length);
  let rest = body;
  const ids: string[] = [];
  for (const { id, name } of longestFirst) {
    if (!rest.includes(`@${name}`)) continue;
    ids.push(id);
    rest = rest.replaceAll(`@${name}`, ' ');
  }
  return ids;
}
