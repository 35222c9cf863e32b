/** Two people press Enter in one line at once: each end of it stands once. */
import { expect, it } from 'vitest';
import { list, pair, paragraph, row, settle, Writer } from './editors-without-page.ts';
import { agree } from './rescue-cases.ts';

const LINE = 'Alpha beta gamma delta';

/** Enter, before some words. */
function divide(writer: Writer, words: string): void {
  writer.goTo(words, 'before');
  expect(writer.do('splitItem') || writer.do('split')).toBe(true);
}

/** Whoever of the two has the lower client. */
const BOTH = ['emre', 'sofia'] as const;

it('the words stand once, whoever divides where and is first at the server', () => {
  for (const first of BOTH) {
    for (const earlier of BOTH) {
      const { server, emre, sofia } = pair([paragraph(LINE), paragraph('Omega')]);
      const deniz = new Writer(server);
      deniz.connect();
      divide(emre, earlier === 'emre' ? 'beta' : 'delta');
      divide(sofia, earlier === 'emre' ? 'delta' : 'beta');
      (first === 'emre' ? emre : sofia).send();
      deniz.receive();
      settle([emre, sofia, deniz]);
      expect(agree(emre, sofia, deniz), `${first} ${earlier}`).toBe(
        'paragraph(Alpha ) paragraph(beta gamma ) paragraph(delta) paragraph(Omega)',
      );
      const later = new Writer(server);
      later.connect();
      expect(later.text).toBe(emre.text);
    }
  }
});

it('what both go on to write right behind stands where they are, before they hear of each other and after', () => {
  for (const earlier of BOTH) {
    for (const heard of [0, 1, 2]) {
      const { emre, sofia } = pair([paragraph(LINE)]);
      const [one, other] = earlier === 'emre' ? [emre, sofia] : [sofia, emre];
      divide(one, 'beta');
      divide(other, 'delta');
      for (const [at, letter] of [...'123'].entries()) {
        if (at === heard) settle([emre, sofia]);
        one.type(letter);
        other.type(String.fromCharCode(letter.charCodeAt(0) + 3));
      }
      settle([emre, sofia]);
      expect(agree(emre, sofia), `${earlier} ${heard}`).toBe('paragraph(Alpha ) paragraph(123beta gamma ) paragraph(456delta)');
    }
  }
});

it('the same when one of them was without network, and had the page loaded again', () => {
  for (const earlier of BOTH) {
    for (const again of [false, true]) {
      const { server, emre, sofia } = pair([paragraph(LINE)]);
      emre.disconnect();
      divide(emre, earlier === 'emre' ? 'beta' : 'delta');
      emre.type('Hm ');
      divide(sofia, earlier === 'emre' ? 'delta' : 'beta');
      settle([sofia]);
      const now = again ? new Writer(server, emre.left) : emre;
      if (again) emre.destroy();
      now.connect();
      settle([now, sofia]);
      const whole = earlier === 'emre' ? ['Hm beta gamma ', 'delta'] : ['beta gamma ', 'Hm delta'];
      expect(agree(now, sofia)).toBe(`paragraph(Alpha ) ${whole.map((line) => `paragraph(${line})`).join(' ')}`);
    }
  }
});

it('the same when the other is not there any more', () => {
  for (const earlier of BOTH) {
    const { emre, sofia } = pair([paragraph(LINE)]);
    emre.disconnect();
    divide(emre, earlier === 'emre' ? 'beta' : 'delta');
    divide(sofia, earlier === 'emre' ? 'delta' : 'beta');
    settle([sofia]);
    sofia.destroy();
    emre.connect();
    settle([emre]);
    expect(emre.text).toBe('paragraph(Alpha ) paragraph(beta gamma ) paragraph(delta)');
  }
});

it('at the same place it is one division, and what either wrote there stands', () => {
  for (const typed of [0, 1, 2, 3]) {
    const { emre, sofia } = pair([paragraph(LINE)]);
    for (const writer of [emre, sofia]) divide(writer, 'gamma');
    if (typed & 1) emre.type('①');
    if (typed & 2) sofia.type('②');
    settle([emre, sofia]);
    emre.type('3');
    settle([emre, sofia]);
    const words = agree(emre, sofia);
    expect(words.match(/gamma delta/g), words).toHaveLength(1);
    expect(words, words).toContain(typed & 1 ? '①3' : '3');
    if (typed & 2) expect(words).toContain('②');
    if (typed === 0) expect(words).toBe('paragraph(Alpha beta ) paragraph(3gamma delta)');
  }
});

it('with marks, in an item, in a cell, in a quote', () => {
  for (const earlier of BOTH) {
    for (const [content, whole] of [
      [
        [list('Before', LINE, 'Omega')],
        'bulletList(listItem(paragraph(Before)) listItem(paragraph(Alpha )) listItem(paragraph(beta bold(gamma) )) listItem(paragraph(delta)) listItem(paragraph(Omega)))',
      ],
      [[row(LINE, 'Omega'), paragraph('')], null],
      [[{ type: 'blockquote', content: [paragraph(LINE)] }], 'blockquote(paragraph(Alpha ) paragraph(beta bold(gamma) ) paragraph(delta))'],
    ] as const) {
      const { emre, sofia } = pair(content);
      emre.mark('gamma', 'bold');
      settle([emre, sofia]);
      divide(emre, earlier === 'emre' ? 'beta' : 'delta');
      divide(sofia, earlier === 'emre' ? 'delta' : 'beta');
      settle([emre, sofia]);
      const words = agree(emre, sofia);
      if (whole) expect(words).toBe(whole);
      else expect(words).toContain('tableCell(paragraph(Alpha ) paragraph(beta bold(gamma) ) paragraph(delta))');
    }
  }
});

it('what the one that divides before wrote into the end meanwhile goes along', () => {
  for (const earlier of BOTH) {
    const { emre, sofia } = pair([paragraph(LINE)]);
    const [one, other] = earlier === 'emre' ? [emre, sofia] : [sofia, emre];
    one.disconnect();
    divide(one, 'beta');
    one.goTo('delta');
    one.type(' and more');
    one.goTo('del');
    one.type('①');
    divide(other, 'delta');
    settle([other]);
    one.connect();
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe('paragraph(Alpha ) paragraph(beta gamma ) paragraph(del①ta and more)');
  }
});

it('three people divide one line', () => {
  for (const order of [0, 1, 2, 3, 4, 5]) {
    const { server, emre, sofia } = pair([paragraph(LINE)]);
    const deniz = new Writer(server);
    deniz.connect();
    settle([emre, sofia, deniz]);
    const all = [emre, sofia, deniz];
    const places = ['beta', 'gamma', 'delta'];
    const first = places.splice(order % 3, 1);
    const mixed = [...first, ...(order > 2 ? places.toReversed() : places)];
    for (const [at, words] of mixed.entries()) divide(all[at]!, words);
    settle(all);
    const words = agree(...all);
    for (const word of LINE.split(' ')) expect(words.split(word), words).toHaveLength(2);
    expect(words.match(/paragraph/g), words).toHaveLength(4);
  }
});

it('undo takes back the own division alone, once, in any order', () => {
  for (const earlier of BOTH) {
    for (const first of BOTH) {
      const { emre, sofia } = pair([paragraph(LINE)]);
      for (const writer of [emre, sofia]) writer.pause();
      divide(emre, earlier === 'emre' ? 'beta' : 'delta');
      divide(sofia, earlier === 'emre' ? 'delta' : 'beta');
      settle([emre, sofia]);
      const [one, other] = first === 'emre' ? [emre, sofia] : [sofia, emre];
      const told = [agree(emre, sofia)];
      for (const step of [() => one.undo(), () => other.undo(), () => other.redo(), () => one.redo()]) {
        step();
        settle([emre, sofia]);
        const words = agree(emre, sofia);
        told.push(words);
        for (const word of LINE.split(' ')) expect(words.split(word), told.join('\n')).toHaveLength(2);
      }
      expect(told[2], told.join('\n')).toBe(`paragraph(${LINE})`);
    }
  }
});

it('words that only look like it stay: what one took out of a copy, and what one typed again', () => {
  const { emre, sofia } = pair([paragraph(LINE)]);
  emre.disconnect();
  divide(emre, 'beta');
  divide(sofia, 'delta');
  sofia.takeOut('delta');
  settle([sofia]);
  emre.connect();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toContain('delta');
  const other = pair([paragraph(LINE)]);
  divide(other.emre, 'beta');
  other.sofia.takeOut('delta');
  other.sofia.append(paragraph('delta too'));
  settle([other.emre, other.sofia]);
  expect(agree(other.emre, other.sofia)).toContain('delta too');
});
