import { expect, it } from 'vitest';
import { personOfToken, stopToken } from './stop-token.ts';

const PERSON = '019b0000-0000-7000-8000-000000000001';
const OTHER = '019b0000-0000-7000-8000-000000000002';

it('stands for the person it was made for', () => {
  expect(personOfToken('a secret', stopToken('a secret', PERSON))).toBe(PERSON);
});

it('is worth nothing changed, cut, or signed with another secret', () => {
  const token = stopToken('a secret', PERSON);
  const strange = [token.replace(PERSON, OTHER), token.slice(0, -1), `${token}.x`, PERSON, '', '.', stopToken('another secret', PERSON)];
  for (const wrong of strange) expect(personOfToken('a secret', wrong)).toBeNull();
});
