import { expect, it } from 'vitest';
import { addRow, removeRow, setCell } from '@kopru/schema/capacity-model-document';
import { list, pair, paragraph, row, settle, Writer } from './editors-without-page.ts';
import { agree, CASES, THREE, TWO } from './rescue-cases.ts';

/** Emre writes without network, while Sofia changes the same text; then both know everything. */
function apart(
  blocks: Parameters<typeof pair>[0],
  away: (emre: Writer) => void,
  here: (sofia: Writer) => void,
): { emre: Writer; sofia: Writer } {
  const { emre, sofia } = pair(blocks);
  emre.disconnect();
  away(emre);
  here(sofia);
  sofia.send();
  emre.connect();
  settle([emre, sofia]);
  return { emre, sofia };
}

/** Behind a word. */
const typed =
  (behind: string, text: string) =>
  (writer: Writer): void => {
    writer.goTo(behind);
    writer.type(text);
  };

it.each(CASES)(
  'words typed without network in a paragraph that somebody else changes (%s) stand in what became of it',
  (command, whole) => {
    const { emre, sofia } = apart(TWO, typed('Nobody', ' ever'), (at) => {
      at.goTo('Nobody', 'before');
      expect(at.do(command)).toBe(true);
    });
    expect(agree(emre, sofia)).toBe(whole);
    expect(emre.moved).toEqual([]);
  },
);

it.each(CASES.filter(([command]) => command !== 'code'))(
  'a mark that somebody sets while another changes the paragraph (%s) is kept, on words that stood there and on words that come along',
  (command, whole) => {
    for (const first of ['emre', 'sofia'] as const) {
      const { emre, sofia } = pair(TWO);
      emre.goTo('Nobody');
      emre.type(' ever');
      emre.mark('ever', 'bold');
      emre.mark('why', 'link', { href: 'https://example.org' });
      sofia.goTo('Nobody', 'before');
      sofia.do(command);
      (first === 'emre' ? emre : sofia).send();
      settle([emre, sofia]);
      expect(agree(emre, sofia)).toBe(whole.replace('ever', 'bold(ever)').replace('why', 'link(why)'));
    }
  },
);

it('words typed in the half that somebody else takes to a new paragraph are kept', () => {
  const { emre, sofia } = apart(TWO, typed('them', ' ever'), (at) => {
    at.goTo('asks');
    at.do('split');
  });
  expect(agree(emre, sofia)).toContain('ever');
});

it('words that come back into one line divide no word of it, whatever order their places have there', () => {
  const away = (writer: Writer): void => {
    typed('Third ', 'few ')(writer);
    writer.goTo('Third', 'before');
    writer.type('Every ');
  };
  const { emre, sofia } = apart([paragraph('Send words there.'), paragraph('Third words.')], away, (at) => {
    at.goTo('Third', 'before');
    at.do('join');
    at.do('heading');
    at.goTo('Third');
    at.do('split');
  });
  expect(agree(emre, sofia)).toBe('heading(Send few words there.Every Third) heading( words.)');
});

it.each(CASES)('the same while both are online (%s), whoever is first at the server', (command, whole) => {
  for (const first of ['emre', 'sofia'] as const) {
    const { emre, sofia } = pair(TWO);
    emre.goTo('Nobody');
    emre.type(' ever');
    sofia.goTo('Nobody', 'before');
    sofia.do(command);
    (first === 'emre' ? emre : sofia).send();
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe(whole);
  }
});

it('a text that ends in a heading gets an empty paragraph behind it, and the words still go into the heading', () => {
  const { emre, sofia } = apart(TWO, typed('Nobody ', 'ever '), (at) => {
    at.goTo('Nobody', 'before');
    at.do('heading');
    at.append(paragraph(''));
  });
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.) paragraph()');
});

it('the cursor stays among its words, and undo takes back what was brought back', () => {
  const { emre, sofia } = pair(THREE);
  emre.pause();
  emre.goTo('Nobody');
  emre.type(' ev');
  sofia.goTo('Nobody', 'before');
  sofia.do('heading');
  sofia.send();
  settle([emre, sofia]);
  emre.type('er');
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.) paragraph(We do.)');
  emre.undo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody asks them why.) paragraph(We do.)');
});

it('two windows of one person bring the same words back once', () => {
  const { server, emre, sofia } = pair(TWO);
  emre.disconnect();
  emre.goTo('Nobody');
  emre.type(' ever');
  const second = new Writer(server, emre.left);
  sofia.goTo('Nobody', 'before');
  sofia.do('heading');
  sofia.send();
  for (const window of [emre, second]) window.hear();
  for (const window of [emre, second]) window.connect();
  settle([emre, second, sofia]);
  expect(agree(emre, second, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.)');
});

it('of words that two people bring back, one of them some more, each stands once', () => {
  const { server, emre, sofia } = pair([list('Nobody asks them why.')]);
  const deniz = new Writer(server);
  deniz.connect();
  deniz.disconnect();
  emre.goTo('why.');
  emre.do('split');
  emre.type('Ask first,');
  settle([emre, sofia]);
  sofia.goTo('first,');
  sofia.type(' then');
  settle([emre, sofia]);
  sofia.disconnect();
  sofia.type(' listen.');
  deniz.goTo('Nobody');
  deniz.do('unlist');
  deniz.connect();
  // Both bring back what Emre knows before they hear of each other.
  sofia.hear();
  settle([emre, deniz]);
  sofia.connect();
  settle([emre, sofia, deniz]);
  expect(
    agree(emre, sofia, deniz)
      .match(/Ask|first|then|listen|Nobody/g)
      ?.toSorted(),
  ).toEqual(['Ask', 'Nobody', 'first', 'listen', 'then']);
});

it('what somebody wrote in a paragraph that was brought back stays when another window brought it back too', () => {
  const { server, emre, sofia } = pair([list('Nobody asks them why.')]);
  const deniz = new Writer(server);
  deniz.connect();
  deniz.disconnect();
  emre.goTo('why.');
  emre.do('split');
  emre.type('Ask first');
  settle([emre, sofia]);
  emre.disconnect();
  deniz.goTo('Nobody');
  deniz.do('unlist');
  server.take(deniz.unsent.shift()!);
  emre.hear();
  settle([sofia]);
  sofia.goTo('Ask first');
  sofia.type(', then listen');
  sofia.send();
  for (const writer of [emre, deniz]) writer.connect();
  settle([emre, sofia, deniz]);
  expect(
    agree(emre, sofia, deniz)
      .match(/Ask first|then listen|Nobody/g)
      ?.toSorted(),
  ).toEqual(['Ask first', 'Nobody', 'then listen']);
});

it('what gave way to the same words of another is not brought back once more by who heard late that it went', () => {
  const { server, emre, sofia } = pair(TWO);
  const deniz = new Writer(server);
  deniz.connect();
  sofia.disconnect();
  sofia.goTo('Nobody');
  sofia.type(' ever');
  emre.goTo('Nobody');
  emre.do('list');
  settle([emre, deniz]);
  emre.do('heading');
  sofia.connect();
  sofia.disconnect();
  // Both bring back what Sofia brought back, and what Deniz put in before that comes into Emre's text as lost.
  settle([emre, deniz]);
  sofia.connect();
  settle([emre, sofia, deniz]);
  expect(agree(emre, sofia, deniz)).toBe('paragraph(Volunteers leave.) bulletList(listItem(heading(Nobody ever asks them why.)))');
});

it('a heading that is taken back stays around what somebody else wrote in it', () => {
  const { emre, sofia } = pair(TWO);
  sofia.pause();
  sofia.goTo('Nobody', 'before');
  sofia.do('heading');
  settle([emre, sofia]);
  emre.goTo('Nobody');
  emre.type(' ever');
  settle([emre, sofia]);
  sofia.undo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(ever ) paragraph(Nobody asks them why.)');
  sofia.redo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.)');
});

it('words that were sent from a window that is gone come back too, though their author wrote them in another', () => {
  const { server, emre, sofia } = pair(TWO);
  sofia.disconnect();
  sofia.goTo('Nobody', 'before');
  sofia.do('heading');
  emre.goTo('Nobody');
  emre.type(' ever');
  emre.send();
  emre.disconnect();
  const second = new Writer(server, emre.left);
  emre.destroy();
  // Sofia's heading goes out before she hears of the words, and she is gone before they reach her.
  server.take(sofia.unsent.shift()!);
  sofia.destroy();
  second.connect();
  settle([second]);
  expect(second.text).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.)');
});

it('words of somebody who left before they could bring them back are brought back by who made the heading', () => {
  const { emre, sofia } = pair(TWO);
  sofia.disconnect();
  sofia.goTo('Nobody', 'before');
  sofia.do('heading');
  emre.goTo('Nobody');
  emre.type(' ever');
  emre.send();
  emre.destroy();
  sofia.connect();
  settle([sofia]);
  expect(sofia.text).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.)');
});

it('what somebody read and took out stays out', () => {
  const { emre, sofia } = pair(TWO);
  emre.goTo('Nobody');
  emre.type(' ever');
  settle([emre, sofia]);
  emre.disconnect();
  sofia.goTo('Nobody', 'before');
  sofia.do('heading');
  sofia.takeOut(' ever');
  sofia.send();
  emre.connect();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody asks them why.)');
});

it('words whose paragraph is gone stand in one of their own, and their author is told', () => {
  const { emre, sofia } = apart(THREE, typed('Nobody', ' ever'), (at) => {
    at.takeOut('Nobody asks them why.');
    at.do('join');
  });
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) paragraph(ever ) paragraph(We do.)');
  expect(emre.moved).toEqual([{ root: 'prose:shared-problem', words: 'ever', now: 'paragraph' }]);
  expect(sofia.moved).toEqual([]);
});

it('words in a cell of a table come along when the cell becomes a heading of its column, or stand below when its column goes', () => {
  for (const [command, whole] of [
    ['header', 'table(tableRow(tableHeader(paragraph(Who)) tableHeader(paragraph(By when exactly))))'],
    ['removeColumn', 'table(tableRow(tableCell(paragraph(Who)))) paragraph( exactly)'],
  ] as const) {
    const { emre, sofia } = apart([row('Who', 'By when'), paragraph('')], typed('By when', ' exactly'), (at) => {
      at.goTo('By when');
      at.do(command);
    });
    expect(agree(emre, sofia)).toBe(`${whole} paragraph()`);
  }
});

it('words in a cell of a row that somebody removed are told to their author', () => {
  const { emre, sofia } = pair(TWO);
  const id = addRow(emre.doc, 'actions', { action: 'Meet' });
  settle([emre, sofia]);
  emre.disconnect();
  setCell(emre.doc, 'actions', id, 'action', 'Meet every month');
  removeRow(sofia.doc, 'actions', id);
  sofia.send();
  emre.connect();
  expect(emre.moved).toEqual([{ root: 'rows:actions', words: 'Meet every month', now: 'nowhere' }]);
});
