import { audienceFilter, withoutOutdated } from '@kopru/search/audience';
import { BadCursor, encodeCursor, type Ordering, type Position } from '@kopru/search/cursor';
import type { Filter } from '@kopru/search/filter';
import { Marker, spellingOf } from '@kopru/search/marker';
import {
  SearchUnavailable,
  type Corrections,
  type OrganisationHit,
  type OrganisationQuery,
  type OrganisationResult,
  type OrganisationSearch,
} from '@kopru/search/port';
import { ENGINE, positionOf } from '@kopru/search/postgres/position';
import { isVerifiedMember, type Actor } from '../access/actor.ts';
import type { Asker } from '../access/asker.ts';
import { badInput } from '../access/errors.ts';
import type { Database } from '../database/database.ts';
import { organisationsByIds, viewShape, type ViewShape } from '../organisation/organisation.reads.ts';
import { mayShow } from '../organisation/organisation.service.ts';
import { pageSize } from '../schema/paging.ts';
import { ListedPage } from './directory.page.ts';
import { listOrganisations } from './directory.reads.ts';
import { outdatedFaces } from './directory.outdated.ts';
import type { IndexKeeper } from './index-keeper.ts';
import { emptyPlacesOf, relaxationsOf, spelledOut } from './directory.advice.ts';
import { Hit } from './directory.highlights.ts';
import type { OrganisationConnection, OrganisationFilter, OrganisationSort } from './directory.types.ts';

const FACETS = ['countries', 'fields', 'issues', 'kinds', 'languages'] as const;
const LONGEST_QUERY = 200;

const NAMES_ONLY = viewShape(['name']);

export interface DirectoryQuery {
  query?: string | null | undefined;
  filter?: OrganisationFilter | null | undefined;
  sort: OrganisationSort;
  first: number;
  after?: string | null | undefined;
  withFacets: boolean;
  /** What helps when nothing was found costs searches of its own. */
  withCorrection: boolean;
  withRelaxations: boolean;
  withEmptyPlaces: boolean;
  withTotal: boolean;
  /** What is read of each organisation. */
  shape: ViewShape;
}

/** The public directory: the index finds, in the viewer's audience; the organisation room shows. */
export class DirectoryService {
  /** `keepers`: of the preferred engine first, of PostgreSQL last. `corrections`: PostgreSQL's, which knows the words whatever engine searches. */
  constructor(
    private readonly db: Database,
    private readonly keepers: readonly IndexKeeper[],
    private readonly corrections: Corrections,
  ) {}

  async search(asker: Asker, query: DirectoryQuery): Promise<OrganisationConnection> {
    const words = query.query?.trim() ?? '';
    if (words.length > LONGEST_QUERY) throw badInput({ query: `Search with at most ${LONGEST_QUERY} characters.` });
    const filter = query.filter ?? {};
    if (words === '' && !query.withTotal && !query.withFacets && !query.withRelaxations && !query.withEmptyPlaces) {
      const isOpen = filter.verified !== false || (await asker.toBeKnown()).isStaff;
      const listed = isOpen ? await this.list(asker, filter, query) : null;
      if (listed) return listed;
    }
    const actor = await asker.toBeKnown();
    const asked: OrganisationQuery = {
      query: words,
      filter,
      audience: await this.audience(actor, filter.verified),
      sort: query.sort,
      first: pageSize(query.first),
      after: query.after,
      facets: query.withFacets ? FACETS : undefined,
    };
    const result = await this.ask(asked);
    const shown = await organisationsByIds(
      this.db,
      actor,
      result.hits.map((hit) => hit.organisationId),
      query.shape,
    );
    // Asked again, whatever the index knows: a hit whose organisation is hidden or masked by now is left out.
    const marker = new Marker(words, result.droppedWords);
    const edges = result.hits.flatMap(({ cursor, face }, place) => {
      const node = shown[place];
      return node && mayShow(face, node) ? [new Hit(cursor, node, marker)] : [];
    });
    const isShort = result.totalCount === 0 || result.droppedWords.length > 0;
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: { endCursor: result.hits.at(-1)?.cursor ?? null, hasNextPage: result.hasNextPage },
      totalCount: result.totalCount,
      facets: result.facets.map(({ name, values }) => ({ name, values: values.map((value) => ({ ...value })) })),
      // Where nothing was found, nothing is shown without them either.
      droppedWords: result.totalCount === 0 ? [] : result.droppedWords.map((word) => spellingOf(word, [words]) ?? word),
      didYouMean: query.withCorrection && isShort ? await this.didYouMean(actor, asked) : null,
      relaxations: query.withRelaxations && result.totalCount === 0 ? await relaxationsOf(asked, (one) => this.count(one)) : [],
      emptyPlaces: query.withEmptyPlaces && isShort ? await emptyPlacesOf(asked, (one) => this.ask(one)) : [],
      degraded: result.degraded,
    };
  }

  private async count(query: OrganisationQuery): Promise<number> {
    return (await this.ask(query)).totalCount;
  }

  /** The corrected query as the organisation that has its words writes them, if the viewer may see it. */
  private async didYouMean(actor: Actor, query: OrganisationQuery): Promise<string | null> {
    const correction = await this.corrections.correct(query);
    const [view] = correction ? await organisationsByIds(this.db, actor, [correction.organisationId]) : [];
    return correction && view && mayShow(correction.face, view) ? spelledOut(correction.words, query.query, view) : null;
  }

  /**
   * Without words and counts nothing needs the index: a page is read from the organisations themselves, as they are now. Null for a
   * cursor of another engine, which goes on where that engine stopped.
   */
  private async list(asker: Asker, filter: OrganisationFilter, query: DirectoryQuery): Promise<OrganisationConnection | null> {
    const ordering: Ordering = { words: [], filter, sort: query.sort };
    const after = query.after ? positionIn(query.after, ordering) : undefined;
    if (after === null) return null;
    const first = pageSize(query.first);
    const sort = query.sort === 'NEWEST' ? 'NEWEST' : 'NAME';
    const rows = await listOrganisations(this.db, asker, { filter, sort, limit: first + 1, after, shape: query.shape });
    return new ListedPage(rows.slice(0, first), rows.length > first, ({ place, id }) =>
      encodeCursor(ordering, ENGINE, { used: [], at: [place, id] }),
    );
  }

  /**
   * Everything a search finds for the actor, the newest first, at most `most`. Unlike a person who searches, who is shown what is near when
   * nothing has all the words, this finds nothing then.
   */
  async hitsOf(actor: Actor, { query, filter }: Pick<OrganisationQuery, 'query' | 'filter'>, most: number): Promise<OrganisationHit[]> {
    const audience = await this.audience(actor, filter?.verified);
    const hits: OrganisationHit[] = [];
    let after: string | null = null;
    while (hits.length < most) {
      const first = Math.min(100, most - hits.length);
      const page: OrganisationResult = await this.ask({ query, filter, audience, sort: 'NEWEST', first, after });
      if (page.droppedWords.length > 0) return [];
      hits.push(...page.hits);
      after = page.hits.at(-1)?.cursor ?? null;
      if (!page.hasNextPage || after === null) return hits;
    }
    return hits;
  }

  async suggest(actor: Actor, query: string, first: number): Promise<string[]> {
    if (query.length > LONGEST_QUERY) return [];
    const limit = Math.max(0, Math.min(20, first));
    const audience = await this.audience(actor);
    const { labels, names } = await this.first((engine) => engine.suggest({ query, audience, limit }));
    const views = await organisationsByIds(
      this.db,
      actor,
      names.map(({ organisationId }) => organisationId),
      NAMES_ONLY,
    );
    // As they are called now, and only those that may still be shown.
    const shown = names.flatMap(({ face }, place) => {
      const view = views[place];
      return view && mayShow(face, view) ? [view.name] : [];
    });
    return [...new Set([...labels, ...shown])].slice(0, limit);
  }

  /**
   * Whom the index may answer with: the viewer's audience, without what they may no longer see though an index may still have it. Who has not been verified yet is staff's
   * affair: for others a filter that asks for it matches nothing.
   */
  private async audience(actor: Actor, verified: boolean | null = null): Promise<Filter> {
    if (verified === false && !actor.isStaff) return { or: [] };
    const fullOrganisationIds = [...actor.organisationIds, ...actor.partnerOrganisationIds];
    const audience = audienceFilter({ isStaff: actor.isStaff, isVerifiedMember: isVerifiedMember(actor), fullOrganisationIds });
    return withoutOutdated(audience, await outdatedFaces(this.db, actor));
  }

  private async ask(query: OrganisationQuery): Promise<OrganisationResult> {
    try {
      return await this.first(async (engine, isSubstitute) => {
        const result = await engine.search(query);
        return isSubstitute ? { ...result, degraded: true } : result;
      });
    } catch (error) {
      if (error instanceof BadCursor) throw badInput({ after: error.message });
      throw error;
    }
  }

  /** The first engine that answers; one that does not know the cursor leaves it to the next, whose it may be. */
  private async first<Answer>(work: (engine: OrganisationSearch, isSubstitute: boolean) => Promise<Answer>): Promise<Answer> {
    let away: unknown;
    let isSubstitute = false;
    for (const { search: engine, isReady } of this.keepers) {
      if (!isReady) isSubstitute = true;
      else {
        try {
          return await work(engine, isSubstitute);
        } catch (error) {
          if (!(error instanceof SearchUnavailable) && !(error instanceof BadCursor)) throw error;
          isSubstitute ||= error instanceof SearchUnavailable;
          away = error;
        }
      }
    }
    throw away;
  }
}

/** Where the page before ended; null when another engine made the cursor, or nobody. */
function positionIn(cursor: string, ordering: Ordering): Position | null {
  try {
    return positionOf(cursor, ordering);
  } catch (error) {
    if (error instanceof BadCursor) return null;
    throw error;
  }
}
