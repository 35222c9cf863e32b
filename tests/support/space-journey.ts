import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openBrowser, visitAs, WEB_BUILD } from './browser.ts';
import { isSaved } from './space-page.ts';
import { spaceOfTwo } from './space.ts';
import { newWorld, type Inhabitant, type World } from './world.ts';

/** What journeys through a shared space begin with: the built pages, a browser, and the space of Aylin's and Lena's organisations. */
export class SpaceJourney {
  world!: World;
  browser!: Browser;
  documentId!: string;

  get address(): string {
    return `/documents/${this.documentId}`;
  }

  async begin(): Promise<void> {
    this.browser = await openBrowser();
    this.world = await newWorld({}, { webBuild: WEB_BUILD });
  }

  async open(): Promise<void> {
    this.documentId = await spaceOfTwo(this.world);
  }

  /** Somebody's own window at the space, once the server has everything in it. */
  async enter(who: Inhabitant, options: Parameters<typeof visitAs>[2] = {}) {
    const opened = await visitAs(this.browser, who.client, options);
    await opened.page.goto(this.address);
    await isSaved(opened.page);
    return opened;
  }

  async end(): Promise<void> {
    await this.browser?.close();
    await this.world?.close();
  }
}

/** Opens a space for the journeys of a file: one for all of them, or an empty one for each. To be called once, outside of any test. */
export function journeysInSpace(each: 'file' | 'journey' = 'file'): SpaceJourney {
  const space = new SpaceJourney();
  beforeAll(() => space.begin());
  if (each === 'file') beforeAll(() => space.open());
  else beforeEach(() => space.open());
  afterAll(() => space.end());
  return space;
}
