import { beforeAll, describe } from 'vitest';
import type { OrganisationSearch } from '@kopru/search/port';
import { audienceContracts } from './audience.ts';
import { changeContracts } from './changes.ts';
import { filterContracts } from './filters.ts';
import { judgedContracts } from './judged.ts';
import { allDocuments } from './fixture.ts';
import { pagingContracts } from './paging.ts';
import { Questions } from './questions.ts';
import { rankContracts } from './ranks.ts';
import { wordContracts } from './words.ts';

/**
 * What every engine must do: hit sets, counts, facets, faces and the first hit. The order of the rest is an engine's own.
 * `open` gives an empty index; `more` is what some of the engines promise beyond it.
 */
export function searchContract(
  engine: string,
  open: () => Promise<OrganisationSearch>,
  more: (questions: Questions) => void = () => undefined,
): void {
  describe(`${engine} as OrganisationSearch`, () => {
    let search: OrganisationSearch;
    const questions = new Questions(() => search);

    beforeAll(async () => {
      search = await open();
      await search.upsert(allDocuments());
      await search.settle();
    });

    judgedContracts(questions);
    wordContracts(questions);
    rankContracts(questions);
    more(questions);
    filterContracts(questions);
    audienceContracts(questions);
    pagingContracts(questions);
    changeContracts(questions);
  });
}
