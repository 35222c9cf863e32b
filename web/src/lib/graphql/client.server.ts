import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { Client, fetchExchange, type AnyVariables, type CombinedError, type TypedDocumentNode } from '@urql/core';
import { apiFetch, apiUrl } from '#lib/access/api-fetch.server.ts';
import { refusalFrom, statusOf, type Refusal } from './refusal.ts';

export type Answer<Data> = { data: Data; refusal?: undefined } | { data?: undefined; refusal: Refusal };

/** The API for one request: its documents come from `.graphql` files, their types from `generated.ts`. */
export interface GraphqlClient {
  /**
   * The data of a query. When the API refuses, the page ends here: without a session on the sign-in page (which leads back), else on
   * the error page with the code's text.
   */
  query<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
  /** A query or a mutation whose refusal the caller shows itself, usually at a form. */
  ask<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Answer<Data>>;
}

/** One client per request: a shared one would answer one person with another's data. */
export function createGraphqlClient(event: RequestEvent): GraphqlClient {
  const client = new Client({
    url: apiUrl(event, '/graphql'),
    exchanges: [fetchExchange],
    requestPolicy: 'network-only',
    preferGetMethod: false,
    fetch: (_url, init) => apiFetch(event, '/graphql', init),
  });

  async function ask<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>> {
    const { data, error: failure } = isMutation(document)
      ? await client.mutation(document, variables).toPromise()
      : await client.query(document, variables).toPromise();
    if (failure || data === undefined || data === null) return { refusal: refusalOf(failure, event.locals.language) };
    return { data };
  }

  return {
    ask,
    async query(document, variables) {
      const { data, refusal } = await ask(document, variables);
      if (refusal) endPage(event, refusal);
      return data;
    },
  };
}

function refusalOf(failure: CombinedError | undefined, language: string): Refusal {
  return refusalFrom(failure?.graphQLErrors[0], language);
}

function isMutation(document: TypedDocumentNode<unknown, never>): boolean {
  return document.definitions.some((definition) => definition.kind === 'OperationDefinition' && definition.operation === 'mutation');
}

function endPage(event: RequestEvent, refusal: Refusal): never {
  if (refusal.code === 'UNAUTHENTICATED') redirect(303, signInAddress(event.url));
  error(statusOf(refusal.code), { message: refusal.message, code: refusal.code });
}

/** The sign-in page that leads back to where the person wanted to go. */
export function signInAddress(url: URL): string {
  return `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`;
}
