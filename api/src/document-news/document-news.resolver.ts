import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import type { SectionChange as SectionComparison } from '../document-version/comparison.ts';
import { SectionChange } from '../document-version/comparison.types.ts';
import { Document } from '../document/document.entity.ts';
import type { DocumentView } from '../document/document.reads.ts';
import type { NewsView } from './document-news.service.ts';
import { DocumentNews } from './document-news.types.ts';

@Resolver(() => DocumentNews)
export class DocumentNewsResolver {
  @FieldResolver(() => [SectionChange], {
    nullable: true,
    description: 'What differs from then to now: sections in which something does, by whomever. Null when it is not known any more.',
  })
  changes(
    @Root() news: NewsView,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'Of the labels: en or tr.' }) language: string | null,
    @Ctx() { services, actor }: Context,
  ): Promise<SectionComparison[] | null> {
    return services.documentNews.changes(actor, news, language ?? 'en');
  }
}

@Resolver(() => Document)
export class DocumentWithNewsResolver {
  @FieldResolver(() => DocumentNews, {
    nullable: true,
    description: 'What others did since the viewer was here last, before this stay; null on a first one, and when nobody did anything.',
  })
  async news(
    @Root() document: DocumentView,
    @Arg('visit', () => ID, { description: 'Of this stay, as `markDocumentRead` is told.' }) visit: string,
    @Ctx() { services, actor, loaders }: Context,
  ): Promise<NewsView | null> {
    const batch = loaders.of(`documentNews ${visit}`, (ids) => services.documentNews.ofDocuments(actor, ids, visit));
    return batch.load(document.id);
  }
}
