/**
 * Two people who press Enter in one line before they hear of each other both take its end out and put a copy of it behind, where the end that both took out stands
 * twice. Of each letter that copy stays in which it is nearer to the beginning, as if both had divided the line one after the other, and at the same place the one of the lower
 * client. So each gives up the end of theirs from where the other divided it: their own window, which alone knows what was written there since; the other's when they are not there.
 */
import * as Y from 'yjs';
import {
  BEGINNING,
  copiedIn,
  dividedBefore,
  goneParts,
  idOf,
  isBeginning,
  lastLineIn,
  type Part,
  partsBehind,
  storedIn,
  textOf,
  textsIn,
} from './divided-parts.ts';
import { Division, type GivenUp, type Twice } from './division.ts';
import { type DeleteSet, isNew } from './lost-knowledge.ts';
import { itemAt, itemsOf } from './stored-items.ts';

/** Divisions that are remembered: what the other does to theirs may still be on its way. */
const REMEMBERED = 20;
/** So many sets of what was taken out are kept before they become one. */
const MANY = 500;

/** The letters from where the other's part begins: an update may name what this person took out, too. None when that is not certain. */
function fromTheOther(twice: readonly Twice[], parts: readonly Part[], client: number): readonly Twice[] {
  const words = textOf(twice);
  const begins = parts.flatMap((part) => {
    const copied = part.client === client ? textOf(copiedIn(part)).slice(0, BEGINNING) : '';
    return copied === '' ? [] : twice.flatMap((_, at) => (isBeginning(copied, words.slice(at)) ? [at] : []));
  });
  return begins.length > 0 && !begins.includes(0) ? twice.slice(Math.min(...begins)) : [];
}

interface Asked {
  readonly unsent: readonly Uint8Array[];
  readonly isOwn: (client: number) => boolean;
  readonly isPresent: (client: number) => boolean;
  readonly isForOthers: (item: Y.Item) => boolean;
}

/** The lines of a document that this person divided, and somebody else who did not know of it. */
export class TwinLines {
  private readonly isOwn: (client: number) => boolean;
  private readonly isPresent: (client: number) => boolean;
  private readonly isForOthers: (item: Y.Item) => boolean;
  /** What this person took out. */
  private tookOut: DeleteSet[];
  /** Letters that were given up for the other's. */
  private readonly letGo = new Set<string>();
  private isDue = false;
  private divided: { readonly element: Y.XmlElement; readonly client: number; readonly twice: readonly Twice[] }[] = [];

  /** `unsent`: what an earlier window of this person left behind. `isForOthers`: whether something was put in for somebody else. */
  constructor(doc: Y.Doc, { unsent, isOwn, isPresent, isForOthers }: Asked) {
    this.isOwn = isOwn;
    this.isPresent = isPresent;
    this.isForOthers = isForOthers;
    this.tookOut = unsent.map((update) => Y.decodeUpdate(update).ds);
    doc.on('afterTransaction', ({ local, deleteSet }) => {
      if (!local || deleteSet.clients.size === 0) return;
      this.tookOut.push(deleteSet);
      // What is taken out one after the other is mostly one stretch.
      if (this.tookOut.length > MANY) this.tookOut = [Y.mergeDeleteSets(this.tookOut)];
    });
  }

  /** To be told before what was deleted is let go of (`afterTransaction`). */
  hear(transaction: Y.Transaction, update: Uint8Array): void {
    const news = new Map<Y.XmlElement, Set<number>>();
    for (const [type, keys] of transaction.changed) {
      if (!keys.has(null) || !(type instanceof Y.XmlFragment) || type instanceof Y.XmlText) continue;
      for (const item of itemsOf(type)) {
        const line = isNew(transaction, item) && !this.isOwn(item.id.client) ? dividedBefore(item) : null;
        this.isDue ||= line !== null;
        if (line && !isNew(transaction, line._item!)) news.set(line, (news.get(line) ?? new Set()).add(item.id.client));
      }
    }
    if (news.size === 0) return;
    const named = Y.decodeUpdate(update).ds;
    this.tookOut = [Y.mergeDeleteSets(this.tookOut)];
    for (const [element, clients] of news) {
      const twice = takenOutTwice(element, [named, ...this.tookOut]);
      if (twice.length > 0) for (const client of clients) this.divided.push({ element, client, twice });
    }
    this.divided = this.divided.slice(-REMEMBERED);
  }

  private among(element: Y.XmlElement, parts: readonly Part[], twice: readonly Twice[], client: number): GivenUp | null {
    const division = new Division(element, parts, goneParts(element), twice, client);
    return division.ofThisPerson() ?? (this.isPresent(client) ? null : division.ofTheOther());
  }

  /** What is to be given up next. */
  next(): GivenUp | null {
    for (const { element, client, twice } of this.isDue ? this.divided : []) {
      // What was brought back since by its own step is divided off no more.
      const left = twice.filter(({ id }) => !this.letGo.has(idOf(id)) && !itemAt(element._item!, id)?.redone);
      const parts = partsBehind(element, this.isOwn, client).filter((part) => !this.isForOthers(part.element._item!));
      const found = this.among(element, parts, left, client) ?? this.among(element, parts, fromTheOther(left, parts, client), client);
      if (!found) continue;
      for (const [of, clock] of found.letGo) this.letGo.add(idOf(Y.createID(of, clock)));
      return found;
    }
    this.isDue = false;
    return null;
  }
}

/** Letters of a line that all of them took out. */
function takenOutTwice(element: Y.XmlElement, by: readonly DeleteSet[]): Twice[] {
  const line = lastLineIn(element);
  const twice: Twice[] = [];
  let between = '';
  const gone = (line ? textsIn(line) : []).flatMap(itemsOf).filter(({ deleted }) => deleted);
  for (const letter of gone.flatMap(storedIn)) {
    if (by.every((deletes) => Y.isDeleted(deletes, letter.id))) {
      twice.push({ ...letter, between });
      between = '';
    } else between += letter.text;
  }
  return twice;
}
