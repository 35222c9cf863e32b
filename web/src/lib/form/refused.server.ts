import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { signInAddress } from '#lib/graphql/client.server.ts';
import { statusOf, type Refusal } from '#lib/graphql/refusal.ts';

/** What a form comes back with: why it was refused, and what had been written. */
export interface Refused<Values> {
  refusal: Refusal;
  values: Values;
}

/** Ends an action whose change the API refused: the page is shown again with the reason and the input. A lost session signs in first. */
export function refused<Values>(url: URL, refusal: Refusal, values: Values): ActionFailure<Refused<Values>> {
  if (refusal.code === 'UNAUTHENTICATED') redirect(303, signInAddress(new URL(url.pathname, url)));
  return fail(statusOf(refusal.code), { refusal, values });
}

/** A refusal of ours, for what the page itself can see is wrong with a form. */
export function wrongFields(fields: Record<string, string>): Refusal {
  return { code: 'BAD_USER_INPUT', message: '', fields };
}
