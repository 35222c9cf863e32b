import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { refusalFrom, type Refusal } from './refusal.ts';

/**
 * A query or a mutation from the browser, for pages that live there; everything else loads on the server or posts a form. `keepalive`: it
 * goes out although the page is being left.
 */
export async function ask<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { keepalive = false }: { readonly keepalive?: boolean } = {},
): Promise<{ data: Data; refusal?: undefined } | { data?: undefined; refusal: Refusal }> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      keepalive,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: stringifyDocument(document), variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Data | null; errors?: Parameters<typeof refusalFrom>[0][] };
    if (data && !errors) return { data };
    return { refusal: refusalFrom(errors?.[0]) };
  } catch {
    return { refusal: refusalFrom(undefined) };
  }
}
