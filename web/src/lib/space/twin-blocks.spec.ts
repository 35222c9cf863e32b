import { expect, it } from 'vitest';
import { list, pair, paragraph, settle, Writer } from './editors-without-page.ts';
import { agree, CASES, THREE, TWO } from './rescue-cases.ts';

it.each(CASES.filter(([command]) => command !== 'join'))(
  'two people who do the same to a paragraph at once (%s) find it once, with what either wrote in it since',
  (command, whole) => {
    for (const first of ['emre', 'sofia'] as const)
      for (const writes of ['emre', 'sofia'] as const) {
        const { server, emre, sofia } = pair(TWO);
        const deniz = new Writer(server);
        deniz.connect();
        for (const writer of [emre, sofia]) {
          writer.goTo('Nobody', 'before');
          writer.do(command);
        }
        const author = writes === 'emre' ? emre : sofia;
        author.goTo('Nobody');
        author.type(' ever');
        (first === 'emre' ? emre : sofia).send();
        deniz.receive();
        settle([emre, sofia, deniz]);
        expect(agree(emre, sofia, deniz)).toBe(whole);
      }
  },
);

it('words typed in one of two equal headings, whose author had not heard of the other, stand in the one that stays', () => {
  for (const writes of ['emre', 'sofia'] as const) {
    const { emre, sofia } = pair(TWO);
    for (const writer of [emre, sofia]) {
      writer.goTo('Nobody', 'before');
      writer.do('heading');
      writer.send();
    }
    const [author, other] = writes === 'emre' ? [emre, sofia] : [sofia, emre];
    other.receive();
    other.receive();
    author.goTo('Nobody');
    author.type(' ever');
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) heading(Nobody ever asks them why.)');
  }
});

it('a heading and a quote that two people made of one paragraph both stay', () => {
  const { emre, sofia } = pair(TWO);
  for (const writer of [emre, sofia]) writer.goTo('Nobody', 'before');
  emre.do('heading');
  sofia.do('quote');
  settle([emre, sofia]);
  const text = agree(emre, sofia);
  for (const one of ['heading(Nobody asks them why.)', 'blockquote(paragraph(Nobody asks them why.))']) expect(text).toContain(one);
});

it('several paragraphs that two people make a list, or headings, at once stand once each, also right after one of them wrote the line before', () => {
  const { emre, sofia } = pair(THREE);
  sofia.goTo('leave.');
  sofia.type(' Always.');
  settle([emre, sofia]);
  for (const writer of [emre, sofia]) {
    writer.select('Nobody', 'We do.');
    writer.do('heading');
  }
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave. Always.) heading(Nobody asks them why.) heading(We do.)');
  for (const writer of [emre, sofia]) {
    writer.select('Nobody', 'We do.');
    writer.do('list');
  }
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe(
    'paragraph(Volunteers leave. Always.) bulletList(listItem(heading(Nobody asks them why.)) listItem(heading(We do.)))',
  );
});

it('an item that two people join to the one before at once is there once', () => {
  const { emre, sofia } = pair([list('Ask why.', 'Then listen.')]);
  for (const writer of [emre, sofia]) {
    writer.goTo('Then', 'before');
    writer.do('join');
  }
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('bulletList(listItem(paragraph(Ask why.) paragraph(Then listen.)))');
});

it('the same words that two people put in at one place both stay', () => {
  const { emre, sofia } = pair(TWO);
  for (const writer of [emre, sofia]) writer.append(paragraph('We do.'));
  settle([emre, sofia]);
  expect(agree(emre, sofia).match(/We do/g)).toHaveLength(2);
});
