import { SECTIONS, type SectionId } from '@kopru/schema/capacity-model';
import {
  type ComparedSectionFragment,
  MarkDocumentReadDocument,
  type NewsOfDocumentFragment,
  SpaceChangesDocument,
  SpaceNewsDocument,
} from '#lib/graphql/generated.ts';
import { ask } from '#lib/graphql/ask.ts';
import type { Language } from '#lib/i18n/language.ts';
import type { SpaceSession } from './space-session.svelte.ts';
import { keepStay, keptStay, type Stay, stayAt } from './stay.ts';

/** A section in which others did something, over all documents of the space. */
export interface NewsOfSection {
  readonly id: SectionId;
  readonly changed: boolean;
  readonly writers: readonly string[];
  readonly comments: number;
  readonly settled: number;
}

/** Whose news of which space. */
export interface NewsAbout {
  readonly personId: string;
  readonly documentId: string;
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
}

/** How often the page says how far it is read: when something came, and when nothing did. */
const MARK_MS = 5000;
const IDLE_MS = 60_000;

/** What others did since the person was here, and telling the server how far they have read by now. */
export class NewsBoard {
  news = $state.raw<readonly NewsOfDocumentFragment[]>([]);
  private seen = $state.raw<readonly string[]>([]);
  readonly sections: readonly NewsOfSection[] = $derived(SECTIONS.flatMap(({ id }) => newsOf(id, this.news)));
  /** Sections whose news were not read yet. */
  readonly unread: ReadonlySet<SectionId> = $derived(new Set(this.sections.flatMap(({ id }) => (this.seen.includes(id) ? [] : [id]))));
  private ready = false;
  private stay: Stay | undefined;
  private readonly marked = new Map<string, { sequence: number; at: number }>();
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly session: SpaceSession,
    private readonly about: NewsAbout,
  ) {
    this.timer = setInterval(this.look, MARK_MS);
    document.addEventListener('visibilitychange', this.turned);
    void session.model.connection.loaded.then(() => {
      this.ready = true;
      this.look();
    });
  }

  /** The person has read what is new in a section, or everywhere. */
  read(ids: Iterable<string> = this.unread): void {
    this.seen = [...new Set([...this.seen, ...ids])];
    this.keep();
  }

  /** Then beside now, word by word; null when it is not known any more or cannot be asked. */
  async changes(language: Language): Promise<readonly ComparedSectionFragment[] | null> {
    const { organisations, documentId } = this.about;
    const names = new Map(
      this.session.adaptations.map(({ id, organisationId }) => [id, organisations.find(({ id: of }) => of === organisationId)?.name]),
    );
    const all = await Promise.all([documentId, ...names.keys()].map(async (id) => this.changesOf(id, language, names.get(id))));
    const sections = all.flat().sort((one, other) => (one.number ?? SECTIONS.length) - (other.number ?? SECTIONS.length));
    return sections.length > 0 ? sections : null;
  }

  destroy(): void {
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.turned);
  }

  private readonly look = (): void => {
    if (!document.hidden) this.tell();
  };

  /** Also as the window goes out of sight, a last time. */
  private readonly turned = (): void => this.tell();

  /** Whoever has the space before their eyes reads it. */
  private tell(): void {
    if (!this.ready || this.session.saving === 'offline') return;
    if (!document.hidden) this.stayOn();
    for (const { documentId, connection } of this.session.documents) void this.mark(documentId, connection.sequence);
  }

  private stayOn(): void {
    const stay = stayAt(Date.now(), this.stay ?? keptStay(this.about.personId, this.about.documentId));
    const begins = stay.id !== this.stay?.id;
    this.stay = stay;
    if (begins) {
      this.seen = stay.seen;
      void this.load();
    }
    this.keep();
  }

  private async load(): Promise<void> {
    const { data } = await ask(SpaceNewsDocument, { id: this.about.documentId, visit: this.stay?.id ?? '' });
    if (!data?.document) return;
    const { news, partnership } = data.document;
    this.news = [news, ...partnership.adaptations.map((adaptation) => adaptation.news)].filter((of) => of !== null);
  }

  /** `owner`: whose adaptation it is; both have the same section of their own. */
  private async changesOf(id: string, language: Language, owner: string | undefined): Promise<ComparedSectionFragment[]> {
    const { data } = await ask(SpaceChangesDocument, { id, visit: this.stay?.id ?? '', language });
    const changes = data?.document?.news?.changes ?? [];
    return owner === undefined
      ? changes
      : changes.map((section) => ({ ...section, id: `${section.id}-${id}`, label: `${section.label}: ${owner}` }));
  }

  /** What cannot be said now is said in a moment. */
  private async mark(documentId: string, sequence: number): Promise<void> {
    const last = this.marked.get(documentId);
    const now = Date.now();
    if (!this.stay || (last && last.sequence === sequence && now - last.at < IDLE_MS && !document.hidden)) return;
    this.marked.set(documentId, { sequence, at: now });
    const variables = { documentId, visit: this.stay.id, sequence };
    const { refusal } = await ask(MarkDocumentReadDocument, variables, { keepalive: document.hidden });
    if (refusal) this.marked.delete(documentId);
  }

  private keep(): void {
    if (!this.stay) return;
    this.stay = { ...this.stay, seen: this.seen };
    keepStay(this.about.personId, this.about.documentId, this.stay);
  }
}

function newsOf(id: SectionId, news: readonly NewsOfDocumentFragment[]): NewsOfSection[] {
  const found = news.flatMap(({ sections }) => sections.filter((section) => section.id === id));
  if (found.length === 0) return [];
  const sum = (of: (section: (typeof found)[number]) => number): number => found.reduce((total, section) => total + of(section), 0);
  return [
    {
      id,
      changed: found.some(({ changed }) => changed),
      writers: [...new Set(found.flatMap(({ writers }) => writers))],
      comments: sum(({ comments }) => comments),
      settled: sum(({ settled }) => settled),
    },
  ];
}
