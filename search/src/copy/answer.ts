import { seenBits } from '../audience.ts';
import { cursorsOf, type Ordering, type Position } from '../cursor.ts';
import { isLastUsed, wordsAt, wordsBesides } from '../fewer-words.ts';
import type { Filter } from '../filter.ts';
import type { FacetCounts, OrganisationQuery, OrganisationResult } from '../port.ts';
import { ENGINE } from '../postgres/position.ts';
import { TAG_PREFIX } from '../postgres/tags.ts';
import { conditionsWithout, facetAttribute, type FacetName } from '../query.ts';
import { countOf, countOfBoth, keepOnly, put, walk, Workspace, type Bits } from './bits.ts';
import type { Faces } from './faces.ts';
import { facesThat } from './filter-bits.ts';
import { Best, first, firstByName } from './page.ts';
import { TextHits, TextRoom } from './text-hits.ts';

/** Whose cursors by relevance these are: the score is another than PostgreSQL's. By name and age both go on where the other ended. */
export const COPY_ENGINE = 'copy';

/** A hit with what decides its place. */
interface Ranked {
  readonly face: number;
  readonly tier: number;
  readonly score: number;
}

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
  readonly #room: TextRoom;
  /** Whom each audience sees, as of so many changes. */
  readonly #visible = new Map<string, Bits>();
  #visibleAt = 0;
  /** Facets without a choice of their own count the same set: of this search. */
  #lastCounted: { readonly of: Bits; readonly counts: Uint32Array } | undefined;

  /** `tagOf` says what a tag's code stands for. */
  constructor(faces: Faces, tagOf: (code: number) => string | undefined) {
    this.#faces = faces;
    this.#tagOf = tagOf;
    this.#workspace = new Workspace(faces.capacity);
    this.#room = new TextRoom(faces.capacity);
  }

  /** With the words at the places `used`. `after` is a place in this ordering. */
  search(query: OrganisationQuery, ordering: Ordering, used: readonly number[], after: Position | undefined): OrganisationResult {
    this.#workspace.giveBack();
    this.#lastCounted = undefined;
    const { words } = ordering;
    const text = used.length === 0 ? undefined : this.#textOf(wordsAt(words, used), isLastUsed(words, used), query);
    const visible = this.#workspace.takeCopyOf(this.#visibleTo(query.audience));
    if (text !== undefined) keepOnly(visible, this.#allOf(text));
    const hits = this.#narrowed(visible, query);
    const byRelevance = text !== undefined && query.sort === 'RELEVANCE';
    const page = byRelevance ? this.#byRelevance(text, hits, query.first + 1, after) : this.#inOrder(query, hits, query.first + 1, after);
    const facets = (query.facets ?? []).map((facet) => this.#counts(facet, query, visible, hits));
    const cursor = cursorsOf(ordering, byRelevance ? COPY_ENGINE : ENGINE);
    return {
      hits: page.slice(0, query.first).map(({ face, at }) => {
        const organisationId = this.#faces.idOf(face);
        return { organisationId, face: this.#faces.faceOf(face), cursor: cursor({ used, at: [...at, organisationId] }) };
      }),
      hasNextPage: page.length > query.first,
      totalCount: countOf(hits),
      facets,
      droppedWords: wordsBesides(words, used),
      degraded: false,
    };
  }

  #textOf(words: readonly string[], lastIsPrefix: boolean, { query, audience }: OrganisationQuery): TextHits {
    return new TextHits(query, words, lastIsPrefix, seenBits(audience), this.#faces, this.#room);
  }

  #allOf(text: TextHits): Bits {
    const all = this.#workspace.take();
    for (const face of text.faces) put(all, face);
    return all;
  }

  /** Kept from one search to the next until a face comes or goes: most viewers are one of a few kinds. */
  #visibleTo(audience: Filter): Bits {
    if (this.#visibleAt !== this.#faces.changes || this.#visible.size >= MOST_AUDIENCES) this.#visible.clear();
    this.#visibleAt = this.#faces.changes;
    const key = JSON.stringify(audience);
    let visible = this.#visible.get(key);
    if (visible === undefined) this.#visible.set(key, (visible = facesThat(audience, this.#faces, this.#workspace).slice()));
    return visible;
  }

  /** Of the visible hits those with everything asked for, but the facet's own choice. */
  #narrowed(visible: Bits, { filter }: OrganisationQuery, own?: FacetName): Bits {
    const conditions = conditionsWithout(filter ?? {}, own);
    const narrowed = this.#workspace.takeCopyOf(visible);
    if (conditions.length > 0) keepOnly(narrowed, facesThat({ and: conditions }, this.#faces, this.#workspace));
    return narrowed;
  }

  #byRelevance(text: TextHits, hits: Bits, count: number, after: Position | undefined): Placed[] {
    const faces = this.#faces;
    const [tier, score, name, id] = (after?.at ?? [-1, 0, '', '']) as [number, number, string, string];
    const last = after && faces.placeAmongNames(name, id);
    const best = new Best<Ranked>(count, (a, b) => a.tier - b.tier || b.score - a.score || faces.compareNames(a.face, b.face));
    text.eachTier(hits, (face, tierOfFace) => {
      if (tierOfFace < tier || (best.last !== undefined && tierOfFace > best.last.tier)) return;
      const ranked = { face, tier: tierOfFace, score: text.score(face, tierOfFace) };
      const isAfter =
        last === undefined || tierOfFace > tier || ranked.score < score || (ranked.score === score && faces.nameIsAfter(face, last));
      if (isAfter) best.offer(ranked);
    });
    return best.items.map((ranked) => ({ face: ranked.face, at: [ranked.tier, ranked.score, faces.nameOf(ranked.face)] }));
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
    const counts = this.#tagCounts(isChosen ? this.#narrowed(visible, query, facet) : hits);
    const prefix = TAG_PREFIX[facetAttribute(facet, query.filter ?? {}) as keyof typeof TAG_PREFIX];
    const values = this.#faces.tags.flatMap(({ code }, tag) => {
      const [text, count] = [this.#tagOf(code), counts[tag]!];
      return count > 0 && text?.startsWith(prefix) ? [{ value: text.slice(prefix.length), count }] : [];
    });
    return { name: facet, values: values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) };
  }

  /** How many faces of a set carry each tag. Few are counted one by one, many by comparing with the set of each tag. */
  #tagCounts(counted: Bits): Uint32Array {
    if (this.#lastCounted?.of === counted) return this.#lastCounted.counts;
    const { tags } = this.#faces;
    const counts = new Uint32Array(tags.length);
    if (countOf(counted) * WORDS_PER_FACE < counted.length * tags.length) {
      walk(counted, (face) => this.#faces.countTags(face, counts));
    } else {
      tags.forEach(({ faces }, tag) => (counts[tag] = countOfBoth(counted, faces)));
    }
    this.#lastCounted = { of: counted, counts };
    return counts;
  }
}

/** Each is as long as a column of bits. */
const MOST_AUDIENCES = 32;

/** Counting the tags of one face takes as long as comparing so many words of a set. */
const WORDS_PER_FACE = 30;

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
