import { applyAction, type enhance } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/** Sends a decision about a pair without leaving the page, so that order, place and focus stay; without a script the form does it by itself. */
export const settleHere: NonNullable<Parameters<typeof enhance>[1]> =
  () =>
  async ({ result }) => {
    if (result.type !== 'redirect') return applyAction(result);
    // Takes away the refusal of a try before. A failure, because after a success the focus is taken to the top of the page.
    await applyAction({ type: 'failure', status: 200, location: location.pathname });
    await invalidateAll();
  };
