import { createHmac, timingSafeEqual } from 'node:crypto';

const PURPOSE = 'stop letters about saved searches';

const signature = (secret: string, personId: string): Buffer => createHmac('sha256', secret).update(`${PURPOSE}:${personId}`).digest();

/** What the link in a letter carries: whose letters to stop, signed, so that nobody can stop another's. It does nothing else and never ends. */
export const stopToken = (secret: string, personId: string): string => `${personId}.${signature(secret, personId).toString('base64url')}`;

/** The person a token stands for; null when it is not ours. */
export function personOfToken(secret: string, token: string): string | null {
  const [personId = '', signed = '', ...rest] = token.split('.');
  const given = Buffer.from(signed, 'base64url');
  const expected = signature(secret, personId);
  return rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected) ? personId : null;
}
