/** Where a key was pressed on the directory's page: in the field of the search, at the result of this place, or elsewhere. */
export type KeyPlace = 'search' | 'writing' | 'elsewhere' | number;

/** What a key asks for: the field, a result by its place, or an empty field. */
export type KeyWish = 'search' | 'clear' | number;

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * The keys of the directory: `/` leads to the search field, arrows from there through the `count` results and back, Escape back to the
 * field, and there empties it. Undefined where the key keeps its own meaning. `slash` is whether `/` may be one (a person can switch it off).
 */
export function keyWish(event: Key, place: KeyPlace, count: number, slash = true): KeyWish | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || place === 'writing') return undefined;
  if (event.key === '/') return slash && place !== 'search' ? 'search' : undefined;
  if (event.shiftKey) return undefined;
  if (place === 'search') {
    if (event.key === 'Escape') return 'clear';
    return event.key === 'ArrowDown' && count > 0 ? 0 : undefined;
  }
  if (typeof place !== 'number') return undefined;
  if (event.key === 'Escape') return 'search';
  if (event.key === 'ArrowUp') return place === 0 ? 'search' : place - 1;
  return event.key === 'ArrowDown' && place + 1 < count ? place + 1 : undefined;
}
