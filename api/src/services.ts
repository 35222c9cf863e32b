import { CopiedSearch, MeilisearchSearch, PostgresSearch } from '@kopru/search';
import { CallService } from './call/call.service.ts';
import type { Config } from './config.ts';
import { CommentService } from './comment/comment.service.ts';
import { CounterpartService } from './counterpart/counterpart.service.ts';
import { Impressions } from './counterpart/impression.store.ts';
import type { Database } from './database/database.ts';
import { DigestService } from './digest/digest.service.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { CallFollower, IndexKeeper } from './directory/index-keeper.ts';
import { DismissalService } from './dismissal/dismissal.service.ts';
import { DocumentImageService } from './document-image/document-image.service.ts';
import { DatabaseImages } from './document-image/document-image.store.ts';
import { DocumentNewsService } from './document-news/document-news.service.ts';
import { DocumentVersionService } from './document-version/document-version.service.ts';
import { DocumentExportService } from './document-version/export.service.ts';
import { RenderingThread } from './document-version/rendering.thread.ts';
import { SignatureService } from './document-version/signature.service.ts';
import { WholeTextService } from './document-version/whole-text.service.ts';
import { DocumentService } from './document/document.service.ts';
import { InvitationAnswerService } from './invitation/invitation-answer.service.ts';
import { Post } from './invitation/invitation.post.ts';
import { InvitationService } from './invitation/invitation.service.ts';
import { Live } from './live/live.ts';
import { MailService } from './mail/mail.service.ts';
import { MentionService } from './mention/mention.service.ts';
import { NotificationLettersService } from './notification/notification-letters.service.ts';
import { NotificationService } from './notification/notification.service.ts';
import { BlockService } from './organisation/block.service.ts';
import { ConfirmationService } from './organisation/confirmation.service.ts';
import { OrganisationService } from './organisation/organisation.service.ts';
import { RepresentativeService } from './organisation/representative.service.ts';
import { PartnershipService } from './partnership/partnership.service.ts';
import { ActivityService } from './programme/activity.service.ts';
import { PictureChecks } from './picture/picture-check.thread.ts';
import { ProgrammeService } from './programme/programme.service.ts';
import { RegisterService } from './register/register.service.ts';
import { SavedSearchDigestService } from './saved-search/saved-search-digest.service.ts';
import { SavedSearchFindsService } from './saved-search/saved-search-finds.service.ts';
import { SavedSearchService } from './saved-search/saved-search.service.ts';
import { RoundService } from './round/round.service.ts';
import { RoundViewService } from './round/round-view.service.ts';
import { RoundWorkService } from './round/round-work.service.ts';
import { SuggestionAnswerService } from './suggestion/suggestion-answer.service.ts';
import { SuggestionPost } from './suggestion/suggestion.post.ts';
import { SuggestionService } from './suggestion/suggestion.service.ts';

/** A demo writes to nobody, and one person plays many: the limits per person are so many times as wide. */
const DEMO_TIMES = 10;

/** What the house can do, one service per concept; built once, shared by every door. */
export class Services {
  /** Where people reach us, for links in mails; a port that the system chooses is known only once it is bound. */
  publicUrl: string;
  readonly live: Live;
  readonly mail: MailService;
  readonly organisation: OrganisationService;
  readonly representative: RepresentativeService;
  readonly block: BlockService;
  readonly confirmation: ConfirmationService;
  readonly activity: ActivityService;
  readonly programme: ProgrammeService;
  readonly call: CallService;
  readonly partnership: PartnershipService;
  readonly invitation: InvitationService;
  readonly invitationAnswer: InvitationAnswerService;
  readonly counterpart: CounterpartService;
  readonly impressions: Impressions;
  readonly dismissal: DismissalService;
  readonly suggestion: SuggestionService;
  readonly suggestionAnswer: SuggestionAnswerService;
  readonly round: RoundService;
  readonly roundView: RoundViewService;
  readonly roundWork: RoundWorkService;
  readonly register: RegisterService;
  readonly directory: DirectoryService;
  readonly savedSearch: SavedSearchService;
  readonly savedSearchFinds: SavedSearchFindsService;
  readonly digest: DigestService;
  readonly document: DocumentService;
  readonly notification: NotificationService;
  readonly notificationLetters: NotificationLettersService;
  readonly comment: CommentService;
  readonly documentImage: DocumentImageService;
  readonly documentVersion: DocumentVersionService;
  readonly documentNews: DocumentNewsService;
  readonly signature: SignatureService;
  readonly documentExport: DocumentExportService;
  private readonly rendering = new RenderingThread();
  /** One per engine that is kept in step: the preferred one first, PostgreSQL last. */
  readonly indexKeepers: readonly IndexKeeper[];
  readonly callFollower: CallFollower;

  constructor(
    readonly config: Config,
    readonly db: Database,
  ) {
    this.publicUrl = config.publicUrl;
    const address = (): string => this.publicUrl;
    this.live = Live.open(config.redisUrl ?? undefined);
    this.mail = new MailService(db, config.smtpUrl ?? undefined, config.mailFrom);
    const times = config.demo && !config.smtpUrl ? DEMO_TIMES : 1;
    this.organisation = new OrganisationService(db, this.mail, times);
    this.representative = new RepresentativeService(db, this.mail, address);
    this.block = new BlockService(db);
    this.confirmation = new ConfirmationService(db, this.mail, address);
    this.call = new CallService(db);
    this.partnership = new PartnershipService(db, this.organisation, this.call, address);
    const post = new Post(this.organisation, address);
    this.invitation = new InvitationService(db, this.organisation, this.call, post, times);
    this.invitationAnswer = new InvitationAnswerService(db, this.organisation, this.call, this.partnership, this.invitation, post);
    this.impressions = new Impressions(db);
    this.counterpart = new CounterpartService(db, this.live, this.call, this.impressions, config.authSecret);
    this.dismissal = new DismissalService(db, this.organisation);
    const suggestionPost = new SuggestionPost(this.organisation, this.call, address);
    this.suggestion = new SuggestionService(db, this.organisation, this.call, this.counterpart, suggestionPost);
    this.suggestionAnswer = new SuggestionAnswerService(
      db,
      this.organisation,
      this.call,
      this.partnership,
      this.invitation,
      this.suggestion,
      suggestionPost,
    );
    this.round = new RoundService(db, this.call, this.counterpart, this.suggestion);
    this.roundView = new RoundViewService(db, this.call);
    this.roundWork = new RoundWorkService(db, this.live, this.call, this.counterpart, this.suggestion);
    this.register = new RegisterService(db);
    this.activity = new ActivityService(db, this.live, this.call);
    this.programme = new ProgrammeService(db, this.call);
    this.document = new DocumentService(db, this.live);
    this.notification = new NotificationService(db, this.live);
    this.comment = new CommentService(db, this.document, this.notification);
    new MentionService(this.document, this.comment, this.notification);
    const postgres = new PostgresSearch(db.pool);
    const engines = [...(config.meilisearch ? [new MeilisearchSearch(config.meilisearch)] : []), new CopiedSearch(db.pool, postgres)];
    this.documentImage = new DocumentImageService(new DatabaseImages(db), this.document, new PictureChecks());
    const wholes = new WholeTextService(this.document);
    this.documentVersion = new DocumentVersionService(db, this.live, this.document, wholes, this.rendering);
    this.documentNews = new DocumentNewsService(db, this.document, this.documentVersion);
    this.documentExport = new DocumentExportService(
      db,
      this.document,
      this.documentVersion,
      this.comment,
      this.documentImage,
      this.rendering,
      address,
    );
    this.signature = new SignatureService(db, this.document, this.documentVersion, wholes, this.organisation, this.notification, address);
    this.indexKeepers = engines.map((engine) => new IndexKeeper(db, engine));
    this.callFollower = new CallFollower(db);
    this.directory = new DirectoryService(db, this.indexKeepers, postgres);
    this.savedSearch = new SavedSearchService(db, this.directory);
    this.savedSearchFinds = new SavedSearchFindsService(db, this.directory, this.live);
    const savedSearchLetters = new SavedSearchDigestService(this.organisation, this.savedSearchFinds, address);
    this.notificationLetters = new NotificationLettersService(db, address);
    this.digest = new DigestService(db, this.mail, config.authSecret, address, [this.notificationLetters, savedSearchLetters]);
    db.onAnnounce((topic, payload) => this.live.publish(topic, payload));
    db.onCommit((events) => {
      for (const event of events) for (const { topic, payload } of event.announce ?? []) this.live.publish(topic, payload);
    });
  }

  async close(): Promise<void> {
    await this.rendering.close();
    await this.document.close();
    await this.live.close();
  }
}
