import { MAX_IMAGE_BYTES } from '@kopru/schema/co-editing';
import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { DocumentView } from '../document/document.reads.ts';
import type { DocumentService } from '../document/document.service.ts';
import { isId } from '../schema/paging.ts';
import type { ImageRoom, ImageStore, PlacedImage, Room, StoredImage } from './document-image.store.ts';
import { cleanImage, DAMAGED } from './image.clean.ts';
import type { PictureChecks } from '../picture/picture-check.thread.ts';

/** A document of months has some dozens of pictures. */
const ROOM: Room = { images: 200, bytes: 100 * 1024 * 1024 };

/** An image that is stored, as the editor shows it. */
export interface UploadedImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export const tooLarge = (): Error => badInput({ image: `An image has at most ${MAX_IMAGE_BYTES / 1024 / 1024} MB.` });

/** Images in documents: put there by those who write the document, seen by those who read it. */
export class DocumentImageService {
  constructor(
    private readonly store: ImageStore,
    private readonly document: DocumentService,
    private readonly checks: PictureChecks,
  ) {}

  /** Throws as `upload` would, before any byte of the image has come. */
  async checkUpload(actor: Actor, documentId: string): Promise<void> {
    await this.document.assertWritable(actor, documentId);
  }

  /**
   * Stores an image without what it tells beside the picture; the same image again answers the same id. BAD_USER_INPUT when it is none, damaged, too
   * large or has too many pixels; RULE_BROKEN (`document-images`) when the document has no room for it.
   */
  async upload(actor: Actor, documentId: string, bytes: Uint8Array): Promise<UploadedImage> {
    await this.document.assertWritable(actor, documentId);
    if (!isSignedIn(actor)) throw unauthenticated();
    if (bytes.length > MAX_IMAGE_BYTES) throw tooLarge();
    const image = cleanImage(bytes);
    if ('problem' in image) throw badInput({ image: image.problem });
    const verdict = await this.checks.verdict(image.type, image.bytes);
    if (verdict !== 'whole')
      throw badInput({ image: verdict === 'damaged' ? DAMAGED : 'This image takes too long to read. Make it smaller.' });
    const id = await this.store.put({ documentId, personId: actor.personId, image }, ROOM);
    if (!id) throw ruleBroken('document-images', `A document has at most ${ROOM.images} images of 100 MB together.`);
    return { id, width: image.width, height: image.height };
  }

  async read(actor: Actor, documentId: string, imageId: string): Promise<StoredImage> {
    await this.document.assertReadable(actor, documentId);
    const image = isId(imageId) ? await this.store.find(documentId, imageId) : null;
    if (!image) throw notFound('This image');
    return image;
  }
  /**
   * Of the images with these ids those that are in documents of the document's partnership, in their order, as far as there is room.
   * Whoever reads one document of a partnership reads them all.
   */
  async ofPartnership(actor: Actor, document: DocumentView, imageIds: readonly string[], room: ImageRoom): Promise<PlacedImage[]> {
    await this.document.assertReadable(actor, document.id);
    return imageIds.length > 0 ? this.store.ofPartnership(document.partnershipId, imageIds, room) : [];
  }
}
