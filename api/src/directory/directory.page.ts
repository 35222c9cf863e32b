import type { ListedOrganisation } from './directory.reads.ts';
import type { EmptyPlace, Facet, OrganisationConnection, OrganisationEdge, Relaxation } from './directory.types.ts';
import type { PageInfo } from '../schema/paging.ts';

/** A page that was read without the index. Cursors are made when somebody asks for them; nothing was counted. */
export class ListedPage implements OrganisationConnection {
  readonly facets: Facet[] = [];
  readonly droppedWords: string[] = [];
  readonly didYouMean = null;
  readonly relaxations: Relaxation[] = [];
  readonly emptyPlaces: EmptyPlace[] = [];
  readonly degraded = false;

  constructor(
    readonly nodes: ListedOrganisation[],
    private readonly hasNextPage: boolean,
    private readonly cursorOf: (organisation: ListedOrganisation) => string,
  ) {}

  get edges(): OrganisationEdge[] {
    return this.nodes.map((node) => ({ cursor: this.cursorOf(node), node, highlights: [] }));
  }

  get pageInfo(): PageInfo {
    const last = this.nodes.at(-1);
    return { endCursor: last ? this.cursorOf(last) : null, hasNextPage: this.hasNextPage };
  }

  get totalCount(): number {
    throw new Error('This page was not counted.');
  }
}
