import { inflateRawSync } from 'node:zlib';
import { ADAPTATION } from '@kopru/schema/capacity-model';
import { readPng, writePng } from '@kopru/api/picture/picture.png';
import { pixelsOf } from '@kopru/api/picture/picture.read';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newSpace } from '../support/space.ts';
import { adaptationOf, change, NAME } from '../support/versions.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

/** One pixel each. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
/** Turquoise that fades to the right. */
const PIXELS = {
  width: 40,
  height: 20,
  rgba: Uint8Array.from({ length: 40 * 20 * 4 }, (_, at) => [13, 115, 119, 255 - ((at >> 2) % 40) * 6][at % 4] ?? 0),
};

let world: World;
let documentId: string;
let versionId: string;
const sources: Record<'rota' | 'line' | 'gif' | 'webp' | 'damaged' | 'own' | 'strange', string> = {
  rota: '',
  line: '',
  gif: '',
  webp: '',
  damaged: '',
  own: '',
  strange: '',
};

async function upload(who: Inhabitant, id: string, type: string, bytes: Uint8Array): Promise<string> {
  const headers = { cookie: who.client.cookie, 'content-type': `image/${type}` };
  const answer = await fetch(`${world.server.url}/documents/${id}/images`, { method: 'POST', headers, body: new Uint8Array(bytes) });
  return ((await answer.json()) as { src: string }).src;
}

/** A PNG whose checksums are right and whose picture is none. */
function damagedPng(): Buffer {
  const whole = Buffer.from(writePng({ ...PIXELS, width: 20, height: 40 }));
  return Buffer.concat([whole.subarray(0, 16), Buffer.from([0, 0, 1, 0]), whole.subarray(20)]);
}

const image = (src: string, alt: string): Y.XmlElement => {
  const node = new Y.XmlElement('image');
  node.setAttribute('src', src);
  node.setAttribute('alt', alt);
  return node;
};

beforeAll(async () => {
  world = await newWorld();
  const { aylin, lena, stranger, callId, server } = world;
  ({ documentId } = await newSpace(server.services, callId, aylin.organisationId, lena.organisationId));
  const adaptationId = await adaptationOf(lena, documentId);
  const elsewhere = await newSpace(server.services, callId, aylin.organisationId, stranger.organisationId);
  sources.rota = await upload(aylin, documentId, 'png', writePng(PIXELS));
  sources.line = await upload(lena, documentId, 'png', writePng({ width: 2, height: 1, rgba: new Uint8Array(8).fill(255) }));
  sources.gif = await upload(lena, documentId, 'gif', GIF);
  sources.webp = await upload(lena, documentId, 'webp', WEBP);
  sources.own = await upload(lena, adaptationId, 'png', writePng({ width: 1, height: 1, rgba: new Uint8Array(4).fill(200) }));
  sources.strange = await upload(stranger, elsewhere.documentId, 'png', writePng(PIXELS));
  const { rows } = await server.services.db.query<{ id: string }>(
    `insert into document_image (document_id, hash, type, width, height, bytes) values ($1, 'damaged', 'image/png', 20, 256, $2) returning id`,
    [documentId, damagedPng()],
  );
  sources.damaged = `/documents/${documentId}/images/${rows[0]!.id}`;
  await change(aylin, documentId, (doc) => {
    const cell = new Y.XmlElement('tableCell');
    cell.insert(0, [image(sources.webp, 'A stairwell')]);
    const row = new Y.XmlElement('tableRow');
    row.insert(0, [cell]);
    const table = new Y.XmlElement('table');
    table.insert(0, [row]);
    doc
      .getXmlFragment('prose:practice')
      .insert(0, [
        image(sources.rota, 'The rota (on the wall)'),
        image(sources.line, ''),
        image(sources.gif, 'A door'),
        image(sources.damaged, 'What got lost'),
        image(sources.strange, 'Of others'),
        table,
      ]);
  });
  await change(lena, adaptationId, (doc) => doc.getXmlFragment(ADAPTATION.fragment).insert(0, [image(sources.own, 'The bakery')]));
  versionId = (await aylin.client.ask(NAME, { documentId, name: 'With pictures' })).nameDocumentVersion.id;
});
afterAll(() => world.close());

async function exported(format: string, language = 'en'): Promise<Buffer> {
  const path = `/documents/${documentId}/export.${format}?version=${versionId}&language=${language}`;
  const answer = await fetch(`${world.server.url}${path}`, { headers: { cookie: world.lena.client.cookie } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

describe('images in an export', () => {
  it('are figures with their descriptions in PDF, where decoration is no part of the text and what cannot be shown is said', async () => {
    const bytes = (await exported('pdf')).toString('latin1');
    // Five, and how much shows of the three that one can see through.
    expect(bytes.match(/\/Subtype \/Image/g)).toHaveLength(8);
    expect(bytes.match(/\/SMask /g)).toHaveLength(3);
    expect(bytes.match(/\/S \/Figure/g)).toHaveLength(4);
    for (const alt of ['The rota \\(on the wall\\)', 'A door', 'A stairwell', 'The bakery']) expect(bytes).toContain(`/Alt (${alt})`);
    expect(bytes).toContain('/BBox');
    expect(bytes).not.toContain('/Alt (Of others)');
  });

  it('are pictures with their descriptions in DOCX', async () => {
    const files = unzipped(await exported('docx', 'tr'));
    const media = [...files.keys()].filter((name) => name.startsWith('word/media/'));
    expect(media.map((name) => name.slice(-4)).sort()).toEqual(['.gif', '.png', '.png', '.png', '.png']);
    const text = files.get('word/document.xml') ?? '';
    for (const alt of ['The rota (on the wall)', 'A door', 'A stairwell', 'The bakery']) expect(text).toContain(`descr="${alt}"`);
    expect(text).toMatch(/decorative[^>]*val="1"/);
    expect(text).toContain('Bu dosyada gösterilemeyen görsel: What got lost');
    expect(text).toContain('Bu dosyada gösterilemeyen görsel: Of others');
  });

  it('leave out what would take too long to read, and only that', async () => {
    const { db } = world.server.services;
    const id = sources.rota.split('/').at(-1);
    await db.query('update document_image set width = 9000, height = 9000 where id = $1', [id]);
    const text = unzipped(await exported('docx')).get('word/document.xml') ?? '';
    expect(text).not.toContain('descr="The rota (on the wall)"');
    expect(text).toContain('descr="The bakery"');
    await db.query('update document_image set width = 40, height = 20 where id = $1', [id]);
  });

  it('are links in Markdown, and listed with their addresses in JSON', async () => {
    const url = world.server.url.replace('127.0.0.1', 'localhost');
    const markdown = (await exported('md')).toString();
    expect(markdown).toContain(`\n\n![The rota (on the wall)](<${url}${sources.rota}>)\n\n![](<${url}${sources.line}>)\n\n`);
    expect(markdown).toContain(`![The bakery](<${url}${sources.own}>)`);
    const { images } = JSON.parse((await exported('json')).toString()) as { images: { address: string; alt: string }[] };
    expect(images.map(({ address, alt }) => [address.slice(url.length), alt])).toEqual([
      [sources.rota, 'The rota (on the wall)'],
      [sources.line, ''],
      [sources.gif, 'A door'],
      [sources.damaged, 'What got lost'],
      [sources.strange, 'Of others'],
      [sources.webp, 'A stairwell'],
      [sources.own, 'The bakery'],
    ]);
  });
});

describe('a stored image', () => {
  it('is read as the pixels that it was made of, and as none when it is damaged', async () => {
    expect(readPng(writePng(PIXELS))).toEqual(PIXELS);
    expect(await pixelsOf('image/webp', WEBP)).toMatchObject({ width: 1, height: 1 });
    expect((await pixelsOf('image/gif', GIF))?.rgba).toHaveLength(4);
    for (const type of ['image/png', 'image/webp', 'image/gif'] as const) expect(await pixelsOf(type, damagedPng().subarray(9))).toBeNull();
    expect(await pixelsOf('image/png', damagedPng())).toBeNull();
  });
});

/** The files of an archive that holds their sizes in its directory (PKWARE APPNOTE 4.3). */
function unzipped(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); bytes.readUInt32LE(at) === 0x02014b50;) {
    const [packed, name, extra, comment] = [20, 28, 30, 32].map((place) =>
      place === 20 ? bytes.readUInt32LE(at + place) : bytes.readUInt16LE(at + place),
    ) as [number, number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(begin, begin + packed);
    const text = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body;
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}
