import { audienceFilter } from '@kopru/search/audience';
import { BadCursor } from '@kopru/search/cursor';
import { Marker } from '@kopru/search/marker';
import {
  SearchUnavailable,
  type Corrections,
  type OrganisationQuery,
  type OrganisationResult,
  type OrganisationSearch,
} from '@kopru/search/port';
import { isVerifiedMember, type Actor } from '../access/actor.ts';
import { badInput } from '../access/errors.ts';
import type { Database } from '../database/database.ts';
import { organisationsByIds } from '../organisation/organisation.reads.ts';
import { pageSize } from '../schema/paging.ts';
import type { IndexKeeper } from './index-keeper.ts';
import { relaxationsOf, spelledOut } from './directory.advice.ts';
import { Hit } from './directory.highlights.ts';
import type { OrganisationConnection, OrganisationFilter, OrganisationSort } from './directory.types.ts';

const FACETS = ['countries', 'fields', 'issues', 'kinds', 'languages'] as const;
const LONGEST_QUERY = 200;

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
}

/** The public directory: the index finds, in the viewer's audience; the organisation room shows. */
export class DirectoryService {
  /** `keepers`: of the preferred engine first, of PostgreSQL last. `corrections`: PostgreSQL's, which knows the words whatever engine searches. */
  constructor(
    private readonly db: Database,
    private readonly keepers: readonly IndexKeeper[],
    private readonly corrections: Corrections,
  ) {}

  async search(actor: Actor, query: DirectoryQuery): Promise<OrganisationConnection> {
    const words = query.query?.trim() ?? '';
    if (words.length > LONGEST_QUERY) throw badInput({ query: `Search with at most ${LONGEST_QUERY} characters.` });
    const filter = query.filter ?? {};
    // Who has not been verified yet is staff's affair: for others such a filter matches nothing.
    const closed = filter.verified === false && !actor.isStaff;
    const asked: OrganisationQuery = {
      query: words,
      filter,
      audience: closed ? { or: [] } : this.audience(actor),
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
    );
    // A hit whose organisation was hidden a moment ago is left out; the index follows within moments.
    const marker = new Marker(words, result.droppedWords.length);
    const edges = result.hits.flatMap(({ cursor }, place) => {
      const node = shown[place];
      return node ? [new Hit(cursor, node, marker)] : [];
    });
    const isShort = result.totalCount === 0 || result.droppedWords.length > 0;
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: { endCursor: result.hits.at(-1)?.cursor ?? null, hasNextPage: result.hasNextPage },
      totalCount: result.totalCount,
      facets: result.facets.map(({ name, values }) => ({ name, values: values.map((value) => ({ ...value })) })),
      droppedWords: [...result.droppedWords],
      didYouMean: query.withCorrection && isShort ? await this.didYouMean(actor, asked) : null,
      relaxations: query.withRelaxations && result.totalCount === 0 ? await relaxationsOf(asked, (one) => this.count(one)) : [],
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
    return correction && view ? spelledOut(correction.words, view) : null;
  }

  async suggest(actor: Actor, query: string, first: number): Promise<string[]> {
    if (query.length > LONGEST_QUERY) return [];
    const limit = Math.max(0, Math.min(20, first));
    return this.first((engine) => engine.suggest({ query, audience: this.audience(actor), limit }));
  }

  private audience(actor: Actor): ReturnType<typeof audienceFilter> {
    const fullOrganisationIds = [...actor.organisationIds, ...actor.partnerOrganisationIds];
    return audienceFilter({ isStaff: actor.isStaff, isVerifiedMember: isVerifiedMember(actor), fullOrganisationIds });
  }

  private async ask(query: OrganisationQuery): Promise<OrganisationResult> {
    try {
      return await this.first(async (engine, place) => {
        const result = await engine.search(query);
        return place > 0 ? { ...result, degraded: true } : result;
      });
    } catch (error) {
      if (error instanceof BadCursor) throw badInput({ after: error.message });
      throw error;
    }
  }

  /** The first engine that answers. */
  private async first<Answer>(work: (engine: OrganisationSearch, place: number) => Promise<Answer>): Promise<Answer> {
    let away: unknown;
    for (const [place, { search: engine, isReady }] of this.keepers.entries()) {
      if (!isReady) continue;
      try {
        return await work(engine, place);
      } catch (error) {
        if (!(error instanceof SearchUnavailable)) throw error;
        away = error;
      }
    }
    throw away;
  }
}
