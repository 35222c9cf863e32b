import { initialMark, isMark } from '../postgres/tags.ts';
import { startingWith } from '../lexicon.ts';
import { mayBeMisspeltBeginning } from '../distance.ts';
import { areMissing, forgivenTypos, lettersOf, variantsOfTerm, variantsOfWord } from '../neighbourhood.ts';
import { NearTerms } from './near-terms.ts';

/** Room for one more number; doubles. */
function grown<Numbers extends Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  numbers: Numbers,
  size: number,
): Numbers {
  if (size < numbers.length) return numbers;
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.max(1024, numbers.length * 2));
  larger.set(numbers);
  return larger;
}

/** A stretch of two lists that belong together. */
export interface Postings {
  readonly faces: Uint32Array;
  readonly said: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Every word with the faces that have it. What was loaded lies in long arrays, sorted by word; what comes later is kept beside it until the next load. Faces that are
 * gone stay in the lists: whoever reads them keeps to the living.
 */
export class Dictionary {
  readonly #numberOf = new Map<string, number>();
  readonly #words: string[] = [];
  /** Bits of the audiences whose faces ever had the word, as `search.term` knows them. */
  #seen = new Uint8Array(1024);
  /** Which letters each word has: most that share a deletion need not be looked at any further. */
  #letters = new Int32Array(1024);

  /** While loading: face, word and what it says, in the order of faces. After that the same by word. */
  #faces = new Uint32Array(0);
  #said = new Uint8Array(0);
  #loading: Uint32Array<ArrayBuffer> | undefined = new Uint32Array(0);
  #size = 0;
  #starts = new Uint32Array(0);

  readonly #later = new Map<number, { readonly faces: number[]; readonly said: number[] }>();
  #sorted: string[] = [];
  #sealedWords = 0;
  #near = new NearTerms([]);
  /** In which look a word was met last: that it is met once costs less than a set. */
  #lookedAt = new Uint32Array(1024);
  #looks = 0;

  add(word: string, face: number, said: number, seen: number): void {
    let number = this.#numberOf.get(word);
    if (number === undefined) {
      number = this.#words.push(word) - 1;
      this.#numberOf.set(word, number);
      this.#seen = grown(this.#seen, number);
      this.#letters = grown(this.#letters, number);
      this.#letters[number] = lettersOf(word);
      if (this.#loading === undefined && !isMark(word)) this.#near.add(number, { length: word.length, hashes: variantsOfTerm(word) });
    }
    this.#seen[number]! |= seen;
    if (this.#loading === undefined) {
      let list = this.#later.get(number);
      if (list === undefined) this.#later.set(number, (list = { faces: [], said: [] }));
      list.faces.push(face);
      list.said.push(said);
      return;
    }
    this.#faces = grown(this.#faces, this.#size);
    this.#said = grown(this.#said, this.#size);
    this.#loading = grown(this.#loading, this.#size);
    this.#faces[this.#size] = face;
    this.#said[this.#size] = said;
    this.#loading[this.#size] = number;
    this.#size += 1;
  }

  /** Ends the loading: sorts by word (counting), which keeps the order of faces. */
  seal(): void {
    const wordOf = this.#loading;
    if (wordOf === undefined) return;
    const starts = new Uint32Array(this.#words.length + 1);
    for (let at = 0; at < this.#size; at += 1) starts[wordOf[at]! + 1]! += 1;
    for (let number = 0; number < this.#words.length; number += 1) starts[number + 1]! += starts[number]!;
    const next = starts.slice();
    const [faces, said] = [new Uint32Array(this.#size), new Uint8Array(this.#size)];
    for (let at = 0; at < this.#size; at += 1) {
      const place = next[wordOf[at]!]!++;
      faces[place] = this.#faces[at]!;
      said[place] = this.#said[at]!;
    }
    [this.#faces, this.#said, this.#starts, this.#loading] = [faces, said, starts, undefined];
    this.#sealedWords = this.#words.length;
    this.#sorted = [...this.#words].sort();
    this.#near = new NearTerms(this.#words.map((word) => ({ length: word.length, hashes: isMark(word) ? [] : variantsOfTerm(word) })));
  }

  /** The faces that have the word and what it says of each, from `start` to `end`: of those that were loaded, and of those that came later. */
  listsOf(word: string): Postings[] {
    const number = this.#numberOf.get(word);
    if (number === undefined) return [];
    const lists: Postings[] = [];
    if (number < this.#sealedWords) {
      lists.push({ faces: this.#faces, said: this.#said, start: this.#starts[number]!, end: this.#starts[number + 1]! });
    }
    const later = this.#later.get(number);
    if (later !== undefined) {
      // The same kind of array for both, or the loop that reads them would be compiled for neither.
      lists.push({ faces: Uint32Array.from(later.faces), said: Uint8Array.from(later.said), start: 0, end: later.faces.length });
    }
    return lists;
  }

  /** Words that begin like this, itself included. One letter asks for names that have a word with this initial. */
  beginning(word: string): string[] {
    if ([...word].length === 1) return [word, initialMark(word)];
    const found = startingWith(this.#sorted, word);
    for (let number = this.#sealedWords; number < this.#words.length; number += 1) {
      if (this.#words[number]!.startsWith(word)) found.push(this.#words[number]!);
    }
    return found;
  }

  /** Words of fitting length and letters that share a deletion with this one; of those that nobody of the audiences ever could see, none. */
  near(word: string, isPrefix: boolean, seen: number): string[] {
    const typos = forgivenTypos(word);
    const [shortest, longest] = [
      word.length - typos,
      isPrefix && mayBeMisspeltBeginning(word.length) ? Number.POSITIVE_INFINITY : word.length + typos,
    ];
    const letters = lettersOf(word);
    const found: string[] = [];
    this.#looks += 1;
    this.#lookedAt = grown(this.#lookedAt, this.#words.length);
    this.#near.of(variantsOfWord(word), (number, length) => {
      if (length < shortest || length > longest || areMissing(letters & ~this.#letters[number]!, typos)) return;
      if ((this.#seen[number]! & seen) === 0 || this.#lookedAt[number] === this.#looks) return;
      this.#lookedAt[number] = this.#looks;
      found.push(this.#words[number]!);
    });
    return found;
  }
}
