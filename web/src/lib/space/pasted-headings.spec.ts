import { expect, it } from 'vitest';
import { nearestHeadings } from './pasted-headings.ts';

it.each([
  ['<h1>Big</h1><p>h1 stays</p>', '<h3>Big</h3><p>h1 stays</p>'],
  ['<H2 class="x">Two</H2><h3>Three</h3><h4>Four</h4>', '<H3 class="x">Two</H3><h3>Three</h3><h4>Four</h4>'],
  ['<h5>Five</h5><h6>Six</h6><hr><h16>no</h16>', '<h4>Five</h4><h4>Six</h4><hr><h16>no</h16>'],
])('%s', (markup, expected) => {
  expect(nearestHeadings(markup)).toBe(expected);
});
