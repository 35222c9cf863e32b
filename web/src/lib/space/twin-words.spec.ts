import { expect, it } from 'vitest';
import { pair, paragraph, settle, Writer } from './editors-without-page.ts';
import { agree, TWO } from './rescue-cases.ts';

const JOINED = 'paragraph(Volunteers leave.Nobody asks them why.)';

it('two people who join a paragraph to the one before at once find its words once, whoever is first at the server', () => {
  for (const first of ['emre', 'sofia'] as const) {
    const { server, emre, sofia } = pair(TWO);
    const deniz = new Writer(server);
    deniz.connect();
    for (const writer of [emre, sofia]) {
      writer.goTo('Nobody', 'before');
      writer.do('join');
    }
    (first === 'emre' ? emre : sofia).send();
    deniz.receive();
    settle([emre, sofia, deniz]);
    expect(agree(emre, sofia, deniz)).toBe(JOINED);
  }
});

it('what either of them goes on to write where they joined stands there, before they hear of each other and after', () => {
  for (const writes of ['emre', 'sofia'] as const) {
    const { emre, sofia } = pair(TWO);
    for (const writer of [emre, sofia]) {
      writer.goTo('Nobody', 'before');
      writer.do('join');
    }
    const author = writes === 'emre' ? emre : sofia;
    author.type(' Why');
    settle([emre, sofia]);
    author.type('? ');
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave. Why? Nobody asks them why.)');
  }
});

it('marks come along, and words in which they differ both stay', () => {
  for (const [marks, whole] of [
    [1, 'paragraph(Volunteers leave.Nobody bold(asks) them why.)'],
    [2, 'paragraph(Volunteers leave.Nobody bold(asks) them why.Nobody asks them why.)'],
  ] as const) {
    const { emre, sofia } = pair(TWO);
    if (marks === 1) emre.mark('asks', 'bold');
    settle([emre, sofia]);
    if (marks === 2) emre.mark('asks', 'bold');
    for (const writer of [emre, sofia]) {
      writer.goTo('Nobody', 'before');
      writer.do('join');
    }
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe(whole);
  }
});

it('both stay when one of them has written more into theirs', () => {
  for (const writes of ['emre', 'sofia'] as const) {
    const { emre, sofia } = pair(TWO);
    for (const writer of [emre, sofia]) writer.disconnect();
    for (const writer of [emre, sofia]) {
      writer.goTo('Nobody', 'before');
      writer.do('join');
    }
    const author = writes === 'emre' ? emre : sofia;
    author.goTo('Nobody');
    author.type(' ever');
    for (const writer of [sofia, emre]) writer.connect();
    settle([emre, sofia]);
    const whole = ['Nobody ever asks them why.', 'Nobody asks them why.'];
    expect(agree(emre, sofia)).toBe(`paragraph(Volunteers leave.${(writes === 'emre' ? whole : whole.toReversed()).join('')})`);
  }
});

it('the same word that two people type at one place at once stands twice, also before a paragraph that is gone', () => {
  const { emre, sofia } = pair([...TWO, paragraph('why')]);
  for (const writer of [emre, sofia]) {
    writer.goTo('them why.');
    writer.type('why');
  }
  emre.takeOut('why');
  settle([emre, sofia]);
  expect(agree(emre, sofia).match(/why/g)!.length).toBeGreaterThan(2);
});

it('two who take their joins of one paragraph back before they hear of it find it once', () => {
  for (const joinsHeard of [false, true]) {
    const { emre, sofia } = pair(TWO);
    for (const writer of [emre, sofia]) {
      writer.pause();
      writer.goTo('Nobody', 'before');
      writer.do('join');
    }
    if (joinsHeard) settle([emre, sofia]);
    for (const writer of [emre, sofia]) writer.undo();
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) paragraph(Nobody asks them why.)');
  }
});
