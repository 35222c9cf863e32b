/** What a key does while a field offers a list. */
export interface PickList {
  length: number;
  /** Place of the entry that Enter would take; -1 when there is none. */
  active: number;
  choose: (place: number) => void;
  take: () => void;
  close: () => void;
}

/** A key while a field that keeps the keyboard offers a list: arrows go round it, Enter and Tab take, Escape closes. Answers whether the list took the key. */
export function pickKey(event: KeyboardEvent, { length, active, choose, take, close }: PickList): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  if (active < 0 || isComposing || ctrlKey || metaKey || altKey || shiftKey) return false;
  if (key === 'ArrowDown') choose((active + 1) % length);
  else if (key === 'ArrowUp') choose((active + length - 1) % length);
  else if (key === 'Enter' || key === 'Tab') take();
  else if (key === 'Escape') close();
  else return false;
  return true;
}
