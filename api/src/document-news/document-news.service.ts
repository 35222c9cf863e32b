import { SECTIONS } from '@kopru/schema/capacity-model';
import type { Actor } from '../access/actor.ts';
import type { Database } from '../database/database.ts';
import type { SectionChange } from '../document-version/comparison.ts';
import type { DocumentVersionService } from '../document-version/document-version.service.ts';
import type { DocumentView } from '../document/document.reads.ts';
import type { DocumentService } from '../document/document.service.ts';
import { authorize } from './document-news.policy.ts';
import { newsOfDocuments, type NewsRow } from './document-news.reads.ts';
import type { DocumentNews, SectionNews } from './document-news.types.ts';

/** What others did since the actor was there, with the document it is of. */
export interface NewsView extends DocumentNews {
  readonly row: NewsRow;
  readonly document: DocumentView;
}

/** What changed in documents since somebody was there: who wrote by the log, what by comparing the texts of then and now. */
export class DocumentNewsService {
  constructor(
    private readonly db: Database,
    private readonly documents: DocumentService,
    private readonly versions: DocumentVersionService,
  ) {}

  /**
   * In the order asked; null where the document is not the actor's to read, on a first visit, and where nobody else did anything since the
   * visit before.
   */
  async ofDocuments(actor: Actor, ids: readonly string[], visit: string): Promise<(NewsView | null)[]> {
    const documents = await this.documents.viewsOf(actor, ids);
    const rows = await newsOfDocuments(this.db, actor, ids, visit);
    return Promise.all(
      documents.map(async (document) => {
        const row = rows.find(({ documentId }) => documentId === document?.id);
        return document && row ? this.newsOf(actor, authorize(actor, 'follow', document), row) : null;
      }),
    );
  }

  /** The text of then beside the text of now, word by word; null when the text of then cannot be had any more. */
  async changes(actor: Actor, { row, document }: Pick<NewsView, 'row' | 'document'>, language: string): Promise<SectionChange[] | null> {
    authorize(actor, 'follow', document);
    const before = row.text ?? (await this.documents.textAt(actor, document, row.sequence));
    return before === null ? null : this.versions.compareWithNow(actor, document, before, language);
  }

  private async newsOf(actor: Actor, document: DocumentView, row: NewsRow): Promise<NewsView | null> {
    const written = new Map(row.written.map(({ section, writers }) => [section, writers]));
    const changed = await this.changedSections(actor, document, row);
    const talked = new Map(row.talked.map((talk) => [talk.section, talk]));
    const sections = SECTIONS.flatMap(({ id }): SectionNews[] => {
      const { comments = 0, settled = 0 } = talked.get(id) ?? {};
      if (!changed.has(id) && comments + settled === 0) return [];
      return [{ id, changed: changed.has(id), writers: changed.has(id) ? [...(written.get(id) ?? [])] : [], comments, settled }];
    });
    const { since, versionsKept, versionsSigned } = row;
    return sections.length + versionsKept + versionsSigned === 0 ? null : { since, sections, versionsKept, versionsSigned, row, document };
  }

  /** Sections that others wrote in and that read differently now: what was put in and taken out again is no news. */
  private async changedSections(actor: Actor, document: DocumentView, row: NewsRow): Promise<ReadonlySet<string>> {
    const touched = new Set(row.written.map(({ section }) => section));
    if (touched.size === 0 && !row.incomplete) return touched;
    const changes = await this.changes(actor, { row, document }, 'en');
    if (!changes) return touched;
    return new Set(changes.map(({ id }) => id).filter((id) => row.incomplete || touched.has(id)));
  }
}
