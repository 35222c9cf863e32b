import { fold } from '@kopru/schema/fold';
import { matching, mentionQuery } from '#lib/space/mention-search.ts';

/** Somebody who can be addressed. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly organisationId?: string | null;
}

const firstNameOf = (name: string): string => name.split(/\s/u)[0] ?? name;

/** People whose name stands behind an @ in the words, however it is spelled; a first name will do where only one has it. A longer name wins: @Anna Maria does not address Anna. */
export const mentionedIn = (body: string, participants: readonly Participant[]): string[] => addressedIn(body, participants).ids;

const ADDRESS = /(?<=^|[\s(["'“„«/])@[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/** Words behind an @ that are nobody's name, or more than one person's. */
export function addressingNobody(body: string, participants: readonly Participant[]): string[] {
  const left: readonly string[] = addressedIn(body, participants).rest.match(ADDRESS) ?? [];
  return [...new Set((body.match(ADDRESS) ?? []).filter((word) => left.includes(fold(word))))];
}

function addressedIn(body: string, participants: readonly Participant[]): { ids: string[]; rest: string } {
  const longestFirst = participants.toSorted((one, other) => other.name.length - one.name.length);
  const isOnly = (first: string): boolean => participants.filter(({ name }) => fold(firstNameOf(name)) === fold(first)).length === 1;
  let rest = fold(body);
  const ids: string[] = [];
  const takes = (name: string): boolean => {
    const [before = '', ...after] = rest.split(`@${fold(name)}`);
    const isWhole = (words: string): boolean => !/^[\p{L}\p{N}]/u.test(words);
    if (!after.some(isWhole)) return false;
    rest = [before, ...after].join(' ');
    return true;
  };
  for (const { id, name } of longestFirst) if (takes(name)) ids.push(id);
  for (const { id, name } of longestFirst) {
    const first = firstNameOf(name);
    if (!ids.includes(id) && isOnly(first) && takes(first)) ids.push(id);
  }
  return { ids, rest };
}

/** Those whom what has been typed of a name may mean, and how many characters that is with its @; null when none is being typed. */
export function addressing(body: string, participants: readonly Participant[]): { length: number; people: readonly Participant[] } | null {
  const query = mentionQuery(body);
  // A whole name with a space behind it is done.
  if (!query || (/\s$/u.test(query.words) && participants.some(({ name }) => fold(name) === fold(query.words.trim())))) return null;
  const found = matching(
    participants.map(({ id, name }) => ({ kind: 'person' as const, id, label: name })),
    query.words,
  );
  return found.length > 0 ? { length: query.length, people: found.map(({ id, label }) => ({ id, name: label })) } : null;
}
