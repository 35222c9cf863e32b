/** Where one is in a long list: the cursors of the pages before this one, in the address, so that «previous» needs no script. */
export interface ListPlace {
  cursors: string[];
  page: number;
}

type Address = Pick<URL, 'pathname' | 'search'>;

/** Longer trails would make addresses that servers refuse; beyond it, «previous» leads back to the start sooner. */
const LONGEST_TRAIL = 12;

export function readPlace(params: URLSearchParams): ListPlace {
  const cursors = params.getAll('after').filter(Boolean).slice(-LONGEST_TRAIL);
  const page = Number(params.get('page'));
  return { cursors, page: cursors.length === 0 ? 1 : Number.isInteger(page) && page > 1 ? page : cursors.length + 1 };
}

/** What `Paging` shows for a page of `size` rows, of which `shown` are there. */
export function paging(
  url: URL,
  size: number,
  { shown, total, endCursor }: { shown: number; total: number; endCursor: string | null },
): { from: number; to: number; total: number; previous?: string; next?: string } {
  const place = readPlace(url.searchParams);
  const from = shown === 0 ? 0 : (place.page - 1) * size + 1;
  const before = place.cursors.slice(0, -1);
  return {
    from,
    to: shown === 0 ? 0 : from + shown - 1,
    total,
    ...(place.page > 1 && { previous: addressAt(url, { cursors: before, page: before.length === 0 ? 1 : place.page - 1 }) }),
    ...(endCursor && { next: addressAt(url, { cursors: [...place.cursors, endCursor].slice(-LONGEST_TRAIL), page: place.page + 1 }) }),
  };
}

/** The form action `name` on a page of a list, so that it leads back there; what the address tells of an earlier action is left out. */
export function actionAt(url: Address, name: string, told: readonly string[]): string {
  const search = placeWithout(url, told).toString();
  return `?/${name}${search ? `&${search}` : ''}`;
}

/** Where an action on a page of a list leads: back to it, telling this and nothing of earlier ones. */
export function backAt(url: Address, told: Readonly<Record<string, string | undefined>>): string {
  const params = placeWithout(url, Object.keys(told));
  for (const [name, value] of Object.entries(told)) if (value) params.set(name, value);
  return addressOf(url, params);
}

function addressAt(url: Address, place: ListPlace): string {
  const params = placeWithout(url, ['after', 'page']);
  for (const cursor of place.cursors) params.append('after', cursor);
  if (place.page > place.cursors.length + 1) params.set('page', String(place.page));
  return addressOf(url, params);
}

/** What an address says besides some names and the action that was posted to it. */
function placeWithout(url: Address, names: readonly string[]): URLSearchParams {
  const kept = [...new URLSearchParams(url.search)].filter(([name]) => !name.startsWith('/') && !names.includes(name));
  return new URLSearchParams(kept);
}

function addressOf(url: Address, params: URLSearchParams): string {
  const search = params.toString();
  return search ? `${url.pathname}?${search}` : url.pathname;
}
