import { seenBits } from '../audience.ts';
import { encodeCursor, type Ordering, type Position } from '../cursor.ts';
import type { FacetCounts, OrganisationQuery, OrganisationResult } from '../port.ts';
import { ENGINE } from '../postgres/position.ts';
import { TAG_PREFIX } from '../postgres/tags.ts';
import { conditionsWithout, facetAttribute, type FacetName } from '../query.ts';
import { countOf, countOfBoth, keepOnly, walk, Workspace, type Bits } from './bits.ts';
import type { Faces } from './faces.ts';
import { facesThat } from './filter-bits.ts';
import { first, firstByName } from './page.ts';
import { TextHits } from './text-hits.ts';

/** Whose cursors by relevance these are: the score is another than PostgreSQL's. By name and age both go on where the other ended. */
export const COPY_ENGINE = 'copy';

/** A page of hits with their places: what a cursor holds after the id. */
interface Placed {
  readonly face: number;
  readonly at: readonly (string | number)[];
}

/** Answers searches from a copy of the index in memory: hits, counts and facets within the audience, as the SQL would. */
export class Answers {
  readonly #faces: Faces;
  readonly #tagOf: (code: number) => string | undefined;
  readonly #workspace: Workspace;
  readonly #weights: Uint16Array;
  /** Facets without a choice of their own count the same set: of this search. */
  #lastCounted: { readonly of: Bits; readonly counts: ReadonlyMap<number, number> } | undefined;

  /** `tagOf` says what a tag's code stands for. */
  constructor(faces: Faces, tagOf: (code: number) => string | undefined) {
    this.#faces = faces;
    this.#tagOf = tagOf;
    this.#workspace = new Workspace(faces.capacity);
    this.#weights = new Uint16Array(faces.capacity);
  }

  /** With the first `used` words. `after` is a place in this ordering. */
  search(query: OrganisationQuery, ordering: Ordering, used: number, after: Position | undefined): OrganisationResult {
    this.#workspace.giveBack();
    this.#lastCounted = undefined;
    const { words } = ordering;
    const isWhole = used === words.length;
    const text = used === 0 ? undefined : this.#textOf(words.slice(0, used), isWhole, query);
    const visible = facesThat(query.audience, this.#faces, this.#workspace);
    if (text !== undefined) keepOnly(visible, text.all);
    const hits = this.#narrowed(visible, query);
    const byRelevance = text !== undefined && query.sort === 'RELEVANCE';
    const page = byRelevance ? this.#byRelevance(text, hits, query.first + 1, after) : this.#inOrder(query, hits, query.first + 1, after);
    const facets = (query.facets ?? []).map((facet) => this.#counts(facet, query, visible, hits));
    text?.clear();
    const engine = byRelevance ? COPY_ENGINE : ENGINE;
    return {
      hits: page.slice(0, query.first).map(({ face, at }) => {
        const organisationId = this.#faces.idOf(face);
        const cursor = encodeCursor(ordering, engine, { usedWords: used, at: [...at, organisationId] });
        return { organisationId, face: this.#faces.faceOf(face), cursor };
      }),
      hasNextPage: page.length > query.first,
      totalCount: countOf(hits),
      facets,
      droppedWords: words.slice(used),
      degraded: false,
    };
  }

  #textOf(words: readonly string[], lastIsPrefix: boolean, { audience }: OrganisationQuery): TextHits {
    return new TextHits(words, lastIsPrefix, seenBits(audience), this.#faces, this.#workspace, this.#weights);
  }

  /** Of the visible hits those with everything asked for, but the facet's own choice. */
  #narrowed(visible: Bits, { filter }: OrganisationQuery, own?: FacetName): Bits {
    const conditions = conditionsWithout(filter ?? {}, own);
    const narrowed = this.#workspace.takeCopyOf(visible);
    if (conditions.length > 0) keepOnly(narrowed, facesThat({ and: conditions }, this.#faces, this.#workspace));
    return narrowed;
  }

  #byRelevance(text: TextHits, hits: Bits, count: number, after: Position | undefined): Placed[] {
    const [tier, score, name, id] = (after?.at ?? [-1, 0, '', '']) as [number, number, string, string];
    const last = after && this.#faces.placeAmongNames(name, id);
    const page: Placed[] = [];
    for (const step of text.tiers(hits)) {
      if (step.tier < tier || page.length >= count) continue;
      const scores = new Map<number, number>();
      const scoreOf = (face: number): number => {
        let found = scores.get(face);
        if (found === undefined) scores.set(face, (found = text.score(face)));
        return found;
      };
      const isAfter = (face: number): boolean =>
        last === undefined || step.tier > tier || scoreOf(face) < score || (scoreOf(face) === score && this.#faces.nameIsAfter(face, last));
      const order = (one: number, other: number): number => scoreOf(other) - scoreOf(one) || this.#faces.compareNames(one, other);
      const found = first(step.faces, count - page.length, order, isAfter);
      page.push(...found.map((face) => ({ face, at: [step.tier, scoreOf(face), this.#faces.nameOf(face)] })));
    }
    return page;
  }

  #inOrder({ sort }: OrganisationQuery, hits: Bits, count: number, after: Position | undefined): Placed[] {
    const faces = this.#faces;
    if (sort === 'NEWEST') {
      const at = after && { created: momentOf(String(after.at[0])), id: String(after.at[1]) };
      const isAfter = (face: number): boolean => at === undefined || this.#isOlder(face, at);
      const order = (one: number, other: number): number =>
        (faces.created[one] === faces.created[other] ? 0 : faces.created[other]! - faces.created[one]!) ||
        (faces.idOf(one) < faces.idOf(other) ? -1 : 1);
      return first(hits, count, order, isAfter).map((face) => ({ face, at: [writtenMoment(faces.created[face]!)] }));
    }
    const last = after && faces.placeAmongNames(String(after.at[0]), String(after.at[1]));
    const isAfter = (face: number): boolean => last === undefined || faces.nameIsAfter(face, last);
    return firstByName(hits, faces, count, isAfter, last?.place ?? 0).map((face) => ({ face, at: [faces.nameOf(face)] }));
  }

  #isOlder(face: number, at: { readonly created: number; readonly id: string }): boolean {
    const created = this.#faces.created[face]!;
    return created < at.created || (created === at.created && this.#faces.idOf(face) > at.id);
  }

  #counts(facet: FacetName, query: OrganisationQuery, visible: Bits, hits: Bits): FacetCounts {
    const isChosen = (query.filter?.[facet] ?? []).length > 0;
    const counted = isChosen ? this.#narrowed(visible, query, facet) : hits;
    const prefix = TAG_PREFIX[facetAttribute(facet, query.filter ?? {}) as keyof typeof TAG_PREFIX];
    const values = [...this.#tagCounts(counted)].flatMap(([code, count]) => {
      const tag = this.#tagOf(code);
      return count > 0 && tag?.startsWith(prefix) ? [{ value: tag.slice(prefix.length), count }] : [];
    });
    return { name: facet, values: values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) };
  }

  /** How many faces of a set carry each tag. Few are counted one by one, many by comparing with the set of each tag. */
  #tagCounts(counted: Bits): ReadonlyMap<number, number> {
    if (this.#lastCounted?.of === counted) return this.#lastCounted.counts;
    const counts = new Map<number, number>();
    if (countOf(counted) * EACH_FACE < counted.length) {
      walk(counted, (face) => this.#faces.eachTag(face, (tag) => void counts.set(tag, (counts.get(tag) ?? 0) + 1)));
    } else {
      for (const [tag, faces] of this.#faces.tags) counts.set(tag, countOfBoth(counted, faces));
    }
    this.#lastCounted = { of: counted, counts };
    return counts;
  }
}

/** Reading the tags of one face takes as long as comparing so many words of one set. */
const EACH_FACE = 1;

/** A moment as PostgreSQL writes it: no zeros at the end of a second's parts. */
const writtenMoment = (moment: number): string =>
  moment === Number.NEGATIVE_INFINITY
    ? '-infinity'
    : new Date(moment)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/u, '+00');

/** Milliseconds since 1970 of a moment as PostgreSQL writes it, finer parts cut off. */
function momentOf(text: string): number {
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  return Date.parse(
    text
      .replace(' ', 'T')
      .replace(/(\.\d{3})\d+/u, '$1')
      .replace(/([+-]\d\d)$/u, '$1:00'),
  );
}
