/** Where one is in a long list: the cursors of the pages before this one, in the address, so that «previous» needs no script. */
export interface ListPlace {
  cursors: string[];
  page: number;
}

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

function addressAt(url: URL, place: ListPlace): string {
  const params = new URLSearchParams(url.search);
  params.delete('after');
  params.delete('page');
  for (const cursor of place.cursors) params.append('after', cursor);
  if (place.page > place.cursors.length + 1) params.set('page', String(place.page));
  const search = params.toString();
  return search ? `${url.pathname}?${search}` : url.pathname;
}
