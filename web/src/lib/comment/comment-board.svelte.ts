import { SvelteSet } from 'svelte/reactivity';
import { ask } from '#lib/graphql/ask.ts';
import {
  AnswerRewordingDocument,
  CommentChangedDocument,
  DeleteCommentDocument,
  DocumentCommentsDocument,
  EditCommentDocument,
  ReplyToCommentDocument,
  ResolveCommentDocument,
  StartCommentDocument,
  type StartCommentInput,
  type ThreadFragment,
} from '#lib/graphql/generated.ts';
import { subscribe } from '#lib/graphql/live.ts';
import type { Refusal } from '#lib/graphql/refusal.ts';
import { keepBegun, keptBegun, type AllBegun, type Begun } from './begun-comments.ts';
import { mentionedIn, type Participant } from './mentions.ts';

/** A place that a new thread will be about. */
export type Draft = Omit<StartCommentInput, 'documentId' | 'body' | 'mentioned' | 'rewording'>;

/** A range of text: where it begins and ends, and its words. */
interface Anchor {
  readonly start: string;
  readonly end: string;
  readonly quote: string;
}

/** A thread about a range of text. */
interface AnchoredThread extends Anchor {
  readonly id: string;
}

/** What a text editor does for the conversations about it. */
export interface AnchoredText {
  /** Whether the anchored words are in the text. */
  holds(thread: AnchoredThread): boolean;
  /** Puts words in their place; false when they are gone. */
  replace(thread: AnchoredThread, words: string): boolean;
  /** Brings them into view and the cursor there; false when they are gone. */
  reveal(thread: AnchoredThread): boolean;
  /** Where a range stands now, with the words that it holds now; null when they are gone. */
  seek(anchor: Anchor): Anchor | null;
}

/** However lines and blocks break, which the API and an editor each write their way. */
const lettersOf = (words: string): string => words.normalize('NFC').replaceAll(/\s/g, '');

type Asked = Promise<{ data: Record<string, unknown>; refusal?: undefined } | { data?: undefined; refusal: Refusal }>;

/** The conversations beside one document, as a page shows them. */
export class CommentBoard {
  readonly documentId: string;
  /** Of the call: when something was said is told by its clock. */
  readonly timeZone: string | undefined;
  private known = $state.raw<readonly ThreadFragment[]>([]);
  /** Those in which something is said; who took that back keeps theirs until the page is loaded anew, so that it can be put back. */
  threads = $derived(
    this.known.filter(
      ({ id, comments }) => comments.some(({ deleted, viewerCanChange }) => !deleted || viewerCanChange) || this.isWrittenIn(id),
    ),
  );
  participants = $state.raw<readonly Participant[]>([]);
  /** The thread that is being read; its range stands out in the text. */
  current = $state<string | null>(null);
  /** What somebody is about to speak of. */
  draft = $state.raw<Draft | null>(null);
  /** gone: its words are not in the text any more · changed: they are others than when it was begun. */
  draftIs = $state<'fine' | 'gone' | 'changed'>('fine');
  /** Grows with every draft that is begun. */
  begun = $state(0);
  /** Why the last thing was not done, and where it was asked for: at the draft (`start`) or a thread's id. */
  refusal = $state.raw<(Refusal & { readonly at: string }) | null>(null);
  /** Grows with every change of an anchored text: whether a range still holds text may be another by then. */
  revision = $state(0);
  loaded = $state(false);
  /** Fields with words that were not sent. */
  private readonly writing = new SvelteSet<string>();
  /** What was begun and not sent, by the same fields. */
  private begunIn: AllBegun<Draft>;
  /** Whose words this device keeps; null for a person who keeps nothing on it. */
  private readonly keeper: string | null;
  private readonly texts = new Map<string, AnchoredText>();
  private readonly stop: () => void;
  private readonly stored: () => Promise<void>;

  /** Whether somebody has written something here and not sent it. */
  get hasUnsent(): boolean {
    return this.writing.size > 0;
  }

  /** A field, by what it is for, says whether it holds words that were not sent. */
  noteUnsent(field: string, isUnsent: boolean): void {
    if (isUnsent) this.writing.add(field);
    else this.writing.delete(field);
    if (!isUnsent) this.keep(field, '');
  }

  /** Keeps what a field holds through a reload. */
  keep(field: string, body: string, rewording: string | null = null): void {
    const { [field]: _before, ...others } = this.begunIn;
    const isEmpty = body === '' && rewording === null;
    this.begunIn = isEmpty ? others : { ...others, [field]: { body, rewording, draft: field === 'start' ? this.draft : null } };
    if (this.keeper !== null) keepBegun(this.keeper, this.documentId, this.begunIn);
  }

  /** What a field held when the page was left without a question. */
  begunAt(field: string): Begun<Draft> | undefined {
    return this.begunIn[field];
  }

  /** Whether somebody writes in a thread: it stays where it is, also when it is settled meanwhile. */
  isWrittenIn(threadId: string): boolean {
    return [...this.writing, ...Object.keys(this.begunIn)].some((field) => field.includes(threadId));
  }

  /** `stored`: settles when the server has the text as it stands here, or is not to be reached. */
  constructor(documentId: string, keeper: string | null, stored: () => Promise<void>, timeZone?: string) {
    this.documentId = documentId;
    this.timeZone = timeZone;
    this.keeper = keeper;
    this.begunIn = keeper === null ? {} : keptBegun(keeper, documentId);
    this.draft = this.begunIn['start']?.draft ?? null;
    this.stored = stored;
    this.stop = subscribe(CommentChangedDocument, { documentId }, { next: ({ commentChanged }) => this.put(commentChanged) });
    void this.load();
  }

  /** Reads everything again: at the beginning, and when the connection came back. */
  async load(): Promise<void> {
    const { data } = await ask(DocumentCommentsDocument, { id: this.documentId });
    if (!data?.document) return;
    this.known = data.document.comments;
    this.participants = data.document.participants;
    this.loaded = true;
  }

  /** Open ones first as they stand, settled ones behind them. */
  of(section: string): ThreadFragment[] {
    return this.threads.filter((thread) => thread.section === section);
  }

  /** Tells the board of a text on the page; answers how to take it away. */
  register(fragment: string, text: AnchoredText): () => void {
    this.texts.set(fragment, text);
    this.revision += 1;
    return () => void this.texts.delete(fragment);
  }

  /** anchored: its words are in the text · gone: they are not any more · none: the thread is about a row or the section. */
  anchorOf({ id, fragment, start, end, quote }: ThreadFragment): 'anchored' | 'gone' | 'none' {
    if (!fragment || !start || !end) return 'none';
    const text = this.revision >= 0 ? this.texts.get(fragment) : undefined;
    return text && !text.holds({ id, start, end, quote }) ? 'gone' : 'anchored';
  }

  /** The words that stand now where a proposal would put others, when they are not those that it was made for; null when they are. */
  changedUnder({ fragment, start, end, quote }: ThreadFragment): string | null {
    const text = fragment && this.revision >= 0 ? this.texts.get(fragment) : undefined;
    const now = text && start && end ? text.seek({ start, end, quote })?.quote : undefined;
    return now === undefined || lettersOf(now) === lettersOf(quote) ? null : now;
  }

  /** Shows a thread's range in the text. */
  reveal(thread: ThreadFragment): boolean {
    this.current = thread.id;
    const { id, fragment, start, end, quote } = thread;
    return Boolean(fragment && start && end && this.texts.get(fragment)?.reveal({ id, start, end, quote }));
  }

  begin(draft: Draft): void {
    this.keep('start', '');
    this.draft = draft;
    this.draftIs = 'fine';
    this.refusal = null;
    this.begun += 1;
  }

  /** The words of the draft are gone: what is written is about their section instead. */
  aboutSection(): void {
    if (this.draft) this.draft = { section: this.draft.section };
    this.draftIs = 'fine';
    this.refusal = null;
  }

  /** False when it was not taken. A draft whose words are not as they were says so; sent again, it is about the words as they are now. */
  async start(body: string, rewording: string | null): Promise<boolean> {
    await this.stored();
    this.draftIs = this.seekDraft();
    if (!this.draft || this.draftIs !== 'fine') return false;
    const input = { ...this.draft, documentId: this.documentId, body, rewording, mentioned: mentionedIn(body, this.participants) };
    const asked = ask(StartCommentDocument, { input });
    const done = await this.ask('start', asked);
    if (done) {
      this.draft = null;
      this.current = (await asked).data?.startComment.id ?? null;
    }
    // The server has heard of a change that is still on its way here.
    else if (this.refusal?.code === 'CONFLICT') this.draftIs = input.fragment && this.seekDraft() !== 'gone' ? 'changed' : 'gone';
    return done;
  }

  reply(threadId: string, body: string): Promise<boolean> {
    return this.ask(threadId, ask(ReplyToCommentDocument, { threadId, body, mentioned: mentionedIn(body, this.participants) }));
  }

  edit(threadId: string, id: string, body: string): Promise<boolean> {
    return this.ask(threadId, ask(EditCommentDocument, { id, body }));
  }

  setDeleted(threadId: string, id: string, deleted: boolean): Promise<boolean> {
    return this.ask(threadId, ask(DeleteCommentDocument, { id, deleted }));
  }

  setResolved(threadId: string, resolved: boolean): Promise<boolean> {
    return this.ask(threadId, ask(ResolveCommentDocument, { threadId, resolved }));
  }

  /** The API says first who accepted, so that two people who do it at once put the words in once. */
  async accept(thread: ThreadFragment): Promise<void> {
    const { id, fragment, start, end, quote, rewording } = thread;
    if (!fragment || !start || !end || rewording === null || rewording === undefined || this.anchorOf(thread) !== 'anchored') return;
    const done = await this.ask(id, ask(AnswerRewordingDocument, { threadId: id, outcome: 'ACCEPTED' }));
    if (done) this.texts.get(fragment)?.replace({ id, start, end, quote }, rewording);
  }

  reject(thread: ThreadFragment): Promise<boolean> {
    return this.ask(thread.id, ask(AnswerRewordingDocument, { threadId: thread.id, outcome: 'REJECTED' }));
  }

  destroy(): void {
    this.stop();
  }

  /** Finds the words of the draft where they stand now, and takes them as they read now. */
  private seekDraft(): 'fine' | 'gone' | 'changed' {
    const { fragment, start, end, quote } = this.draft ?? {};
    const text = fragment ? this.texts.get(fragment) : undefined;
    if (!this.draft || !text || !start || !end) return 'fine';
    const found = text.seek({ start, end, quote: quote ?? '' });
    if (!found) return 'gone';
    this.draft = { ...this.draft, ...found };
    return found.quote === quote ? 'fine' : 'changed';
  }

  /** Shows what came of it without waiting for the stream. */
  private async ask(at: string, asked: Asked): Promise<boolean> {
    const { data, refusal } = await asked;
    this.refusal = refusal ? { ...refusal, at } : null;
    for (const thread of Object.values(data ?? {})) this.put(thread as ThreadFragment);
    return !refusal;
  }

  private put(thread: ThreadFragment): void {
    const isKnown = this.known.some(({ id }) => id === thread.id);
    this.known = isKnown ? this.known.map((other) => (other.id === thread.id ? thread : other)) : [...this.known, thread];
  }
}
