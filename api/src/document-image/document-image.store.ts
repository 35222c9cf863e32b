import { createHash } from 'node:crypto';
import type { SqlClient } from '../database/database.ts';
import type { CleanImage, ImageType } from './image.types.ts';

/** An image as it is served. */
export interface StoredImage {
  readonly type: ImageType;
  readonly bytes: Uint8Array;
}

/** An image with where it is stored. */
export interface PlacedImage extends StoredImage {
  readonly id: string;
  readonly documentId: string;
  /** As it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
}

export interface NewImage {
  readonly documentId: string;
  readonly personId: string;
  readonly image: CleanImage;
}

/** What all images of a document may be together. */
export interface Room {
  readonly images: number;
  readonly bytes: number;
}

/** What images have together at most. Pixels are counted where an image must be read as such, which takes a fifth of a second a million: not in a JPEG. */
export interface ImageRoom {
  readonly bytes: number;
  readonly pixels: number;
}

/** Where images are kept. Object storage would be another of these; the rules are the service's. */
export interface ImageStore {
  /** Answers the image's id, the same for the same bytes again; null when the document has no room for it. */
  put(image: NewImage, room: Room): Promise<string | null>;
  find(documentId: string, imageId: string): Promise<StoredImage | null>;
  /** Those of the images that are in documents of a partnership, in the order asked, as long as they have no more bytes together. */
  ofPartnership(partnershipId: string, imageIds: readonly string[], most: ImageRoom): Promise<PlacedImage[]>;
}

/** The document's row is locked, so that two uploads at once do not both find the last room free. */
const PUT = `
  with locked as (select id from document where id = $1 for update),
  known as (select i.id from document_image i join locked on i.document_id = locked.id where i.hash = $2),
  taken as (select count(*)::int as images, coalesce(sum(length(i.bytes)), 0)::bigint as bytes from document_image i where i.document_id = $1),
  made as (
    insert into document_image (document_id, hash, person_id, type, width, height, bytes)
    select locked.id, $2, $3, $4, $5, $6, $7 from locked, taken
    where not exists (select from known) and taken.images < $8 and taken.bytes + length($7::bytea) <= $9
    returning id)
  select id from known union all select id from made`;
const FIND = 'select type, bytes from document_image where document_id = $1 and id = $2';

const OF_PARTNERSHIP = `
  with asked as (
    select i.id, i.document_id, i.type, asked.place, sum(length(i.bytes)) over (order by asked.place) as bytes,
      sum(case i.type when 'image/jpeg' then 0 else i.width::bigint * i.height end) over (order by asked.place) as pixels
    from unnest($2::uuid[]) with ordinality asked(id, place) join document_image i on i.id = asked.id
      join document d on d.id = i.document_id where d.partnership_id = $1 and (i.type = 'image/jpeg' or i.width::bigint * i.height <= $4) and length(i.bytes) <= $3)
  select asked.id, asked.document_id as "documentId", asked.type, i.width, i.height, i.bytes from asked join document_image i on i.id = asked.id
  where asked.bytes <= $3 and asked.pixels <= $4 order by asked.place`;

/** Images in the database: one backup holds all, every process has them, and they go with their document. */
export class DatabaseImages implements ImageStore {
  constructor(private readonly db: SqlClient) {}

  async put({ documentId, personId, image }: NewImage, room: Room): Promise<string | null> {
    const bytes = Buffer.from(image.bytes);
    const hash = createHash('sha256').update(bytes).digest();
    const { rows } = await this.db.query<{ id: string }>(PUT, [
      documentId,
      hash,
      personId,
      image.type,
      image.width,
      image.height,
      bytes,
      room.images,
      room.bytes,
    ]);
    return rows[0]?.id ?? null;
  }

  async find(documentId: string, imageId: string): Promise<StoredImage | null> {
    const { rows } = await this.db.query<StoredImage>(FIND, [documentId, imageId]);
    return rows[0] ?? null;
  }
  async ofPartnership(partnershipId: string, imageIds: readonly string[], { bytes, pixels }: ImageRoom): Promise<PlacedImage[]> {
    const { rows } = await this.db.query<PlacedImage>(OF_PARTNERSHIP, [partnershipId, imageIds, bytes, pixels]);
    return rows;
  }
}
