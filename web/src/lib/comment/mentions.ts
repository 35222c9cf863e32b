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
export function mentionedIn(body: string, participants: readonly Participant[]): string[] {
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
  return ids;
}

/** Those whom what has been typed of a name may mean, and how many characters that is with its @; null when none is being typed. */
export function addressing(body: string, participants: readonly Participant[]): { length: number; people: readonly Participant[] } | null {
  const query = mentionQuery(body);
  if (!query) return null;
  const found = matching(
    participants.map(({ id, name }) => ({ kind: 'person' as const, id, label: name })),
    query.words,
  );
  return found.length > 0 ? { length: query.length, people: found.map(({ id, label }) => ({ id, name: label })) } : null;
}
