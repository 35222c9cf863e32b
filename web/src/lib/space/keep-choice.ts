/**
 * Whether this person's work stays on this device while it cannot reach the server. Yes, unless they say otherwise here: losing an evening's
 * work on a train is common, and at a computer that several people use, signing out takes everything away again.
 */
const nameOf = (personId: string): string => `kopru-keep-${personId}`;

export function keepsWork(personId: string): boolean {
  try {
    return localStorage.getItem(nameOf(personId)) !== 'no';
  } catch {
    // Storage is forbidden: nothing can be kept either.
    return false;
  }
}

export function chooseKeeping(personId: string, keep: boolean): void {
  try {
    if (keep) localStorage.removeItem(nameOf(personId));
    else localStorage.setItem(nameOf(personId), 'no');
  } catch {
    // Then it is asked again next time, and nothing is kept meanwhile.
  }
}
