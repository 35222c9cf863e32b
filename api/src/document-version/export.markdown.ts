import type { Block, Page, Run } from './export.layout.ts';

/** CommonMark with tables. What people wrote is escaped, so that it stays what they wrote. */
export function renderMarkdown({ blocks, address }: Page): Uint8Array {
  return new TextEncoder().encode(`${blocks.map((block) => markdown(block, address)).join('\n\n')}\n`);
}

/** Images stay where they are, at an address of `site`: a text file has no room for them. */
function markdown(block: Block, site: string): string {
  switch (block.kind) {
    case 'image':
      return `![${oneLine(escaped(block.alt))}](<${site}${block.source}>)`;
    case 'heading':
      return `${'#'.repeat(block.level)} ${oneLine(escaped(block.text))}`;
    case 'list':
      return block.items
        .map((item, place) => {
          const sign = block.ordered ? `${place + 1}. ` : '- ';
          const inner = item.map((part) => markdown(part, site)).join('\n\n');
          return `${sign}${inner.replaceAll('\n', `\n${' '.repeat(sign.length)}`)}`;
        })
        .join('\n');
    case 'table':
      return table(block.head ? block.rows : [(block.rows[0] ?? []).map(() => ''), ...block.rows]);
    case 'paragraph': {
      if (block.look === 'code') return fenced(block.runs.map(({ text }) => text).join(''));
      const text = block.runs.map(runMarkdown).join('');
      if (block.look === 'quote') return `> ${text.replaceAll('\n', '\n> ')}`;
      return text;
    }
  }
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const width = Math.max(head.length, ...rows.map((row) => row.length), 1);
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => oneLine(escaped(cells[at] ?? '')).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n');
}

/** Longer than any row of backticks inside. */
function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

function runMarkdown({ text, bold, italic, strike, code, link }: Run): string {
  if (text === '\n') return '\\\n';
  // Signs around spaces would be signs and no emphasis.
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (!inner) return text;
  let shown = code ? codeSpan(inner) : escaped(inner);
  if (strike) shown = `~~${shown}~~`;
  if (italic) shown = `*${shown}*`;
  if (bold) shown = `**${shown}**`;
  if (link) shown = `[${shown}](<${link.replace(/[<>\s]/g, encodeURIComponent)}>)`;
  return before + shown + after;
}

function codeSpan(text: string): string {
  const ticks = '`'.repeat(Math.max(1, ...[...text.matchAll(/`+/g)].map(([found]) => found.length + 1)));
  return `${ticks} ${text} ${ticks}`;
}

/** Signs that Markdown or HTML would read, also at the beginning of a line; other control characters would break a file's reader. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- those are the ones
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/[\\`*_[\]<>~&]/g, '\\$&')
      .replace(
        /^(\s*)([#+-]|\d+[.)]|=+)(?=\s|$)/gm,
        (_whole, space: string, sign: string) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`,
      )
  );
}

const oneLine = (text: string): string => text.replace(/\s*\r?\n\s*/g, ' ');
