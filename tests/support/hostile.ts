import { expect } from 'vitest';
import type { TestClient } from './client.ts';

/** An id of the right shape that is nobody's. */
export const NOBODY = '01900000-0000-7000-8000-000000000000';
const CODES = ['UNAUTHENTICATED', 'NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT', 'RULE_BROKEN', 'RATE_LIMITED'];

export interface Reply {
  status: number;
  text: string;
  codes: string[];
}

/** Sends bytes as they are and checks what every refusal owes: JSON, one of the contract's codes, nothing from inside. */
export async function raw(
  origin: string,
  body: string | Uint8Array | null,
  init: { method?: string; headers?: Record<string, string>; path?: string } = {},
): Promise<Reply> {
  const response = await fetch(`${origin}${init.path ?? '/graphql'}`, {
    method: init.method ?? 'POST',
    headers: { 'content-type': 'application/json', ...init.headers },
    body: body as BodyInit | null,
  });
  const text = await response.text();
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  betraysNothing(text);
  return { status: response.status, text, codes: errors?.map((error) => error.extensions.code) ?? [] };
}

export function betraysNothing(text: string): void {
  expect(text).not.toMatch(
    /node_modules|\.ts:|\.js:|\bat \w+ \(|select .* from|insert into|violates|constraint|relation "|syntax error at|stack|Did you mean/i,
  );
  expect(text).not.toContain('"INTERNAL"');
}

export async function refusal(
  client: TestClient,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<{ code: string; message: string; fields?: object }> {
  const answer = await client.send(query, variables);
  betraysNothing(JSON.stringify(answer));
  const error = answer.errors?.[0];
  if (!error) throw new Error(`Should have been refused: ${JSON.stringify(answer).slice(0, 500)}`);
  expect(CODES).toContain(error.extensions.code);
  return {
    code: error.extensions.code,
    message: error.message,
    ...(error.extensions['fields'] ? { fields: error.extensions['fields'] as object } : {}),
  };
}
