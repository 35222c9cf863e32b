import { GraphQLError, type ValidationRule } from 'graphql';
import { badInput } from '../access/errors.ts';

const ADVICE = 'This holds a character that cannot be stored. Please remove it.';

/** PostgreSQL stores neither the null character nor half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Refuses values with a text that cannot be stored, wherever it is inside; the error names the place. Goes deep without recursion. */
export function refuseUnstorable(values: Readonly<Record<string, unknown>>): void {
  const waiting: [place: string, value: unknown][] = Object.entries(values);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [place, value] = next;
    if (typeof value === 'string' && !isStorable(value)) throw badInput({ [place]: ADVICE });
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' || (typeof inner === 'object' && inner !== null)) waiting.push([`${place}.${key}`, inner]);
    }
  }
}

/** The same for texts written into the operation itself. */
export const storableText: ValidationRule = (context) => ({
  StringValue(node) {
    if (!isStorable(node.value)) context.reportError(new GraphQLError(ADVICE, { nodes: node }));
  },
});
