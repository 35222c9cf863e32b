import { describe, expect, it } from 'vitest';
import { textBlocks } from './text-blocks.ts';

describe('the blocks of an exported document', () => {
  it('are headings, tables and words, without their dress', () => {
    const markdown =
      '# Model\n\n## Why\n\n**Tea** first,\\\nthen *words*: [here](<https://a.test/b>).\n\n| A | B |\n| --- | --- |\n| 1 \\| 2 | x |\n';
    expect(textBlocks(markdown)).toEqual([
      { kind: 'heading', level: 1, text: 'Model' },
      { kind: 'heading', level: 2, text: 'Why' },
      { kind: 'text', text: 'Tea first,\nthen words: here (https://a.test/b).' },
      {
        kind: 'table',
        rows: [
          ['A', 'B'],
          ['1 | 2', 'x'],
        ],
      },
    ]);
  });

  it('show images of this site, whatever address they are given by', () => {
    const source = '/documents/0199-a/images/0199-b';
    expect(textBlocks(`![A \\[rota\\]](<https://kopru.test${source}>)\n\n![](<https://kopru.test${source}>)`)).toEqual([
      { kind: 'image', source, alt: 'A [rota]' },
      { kind: 'image', source, alt: '' },
    ]);
    expect(textBlocks(`- ![A rota](<https://kopru.test${source}>)`)).toEqual([
      { kind: 'text', text: `- A rota (https://kopru.test${source})` },
    ]);
  });

  it('keep the signs that somebody wrote', () => {
    expect(textBlocks('\\# 2 \\* 3 \\<b\\> \\\\o/')).toEqual([{ kind: 'text', text: '# 2 * 3 <b> \\o/' }]);
  });
});
