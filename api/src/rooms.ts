import { Call } from './call/call.entity.ts';
import { CallResolver, EligibilityCheckResolver, OrganisationEligibilityResolver } from './call/call.resolver.ts';
import { CommentResolver, CommentThreadResolver, DocumentCommentsResolver } from './comment/comment.resolver.ts';
import { CounterpartResolver } from './counterpart/counterpart.resolver.ts';
import { DigestResolver } from './digest/digest.resolver.ts';
import { DirectoryResolver } from './directory/directory.resolver.ts';
import { DismissalResolver } from './dismissal/dismissal.resolver.ts';
import { DocumentNewsResolver, DocumentWithNewsResolver } from './document-news/document-news.resolver.ts';
import {
  DocumentSignatureResolver,
  DocumentVersionResolver,
  DocumentVersionsResolver,
} from './document-version/document-version.resolver.ts';
import { Document } from './document/document.entity.ts';
import { DocumentResolver, PartnershipDocumentsResolver } from './document/document.resolver.ts';
import { Invitation } from './invitation/invitation.entity.ts';
import { InvitationFieldResolver, InvitationResolver, OrganisationInvitationResolver } from './invitation/invitation.resolver.ts';
import { NotificationResolver } from './notification/notification.resolver.ts';
import { BlockResolver } from './organisation/block.resolver.ts';
import { ConfirmationResolver } from './organisation/confirmation.resolver.ts';
import { OrganisationPrivateResolver, ProfileViewResolver } from './organisation/organisation-private.resolver.ts';
import { OrganisationIssue } from './organisation/organisation-issue.entity.ts';
import { Organisation } from './organisation/organisation.entity.ts';
import { OrganisationIssueResolver, OrganisationResolver } from './organisation/organisation.resolver.ts';
import { Registration } from './organisation/registration.entity.ts';
import { Partnership } from './partnership/partnership.entity.ts';
import { OrganisationPartnershipResolver, PartnershipResolver } from './partnership/partnership.resolver.ts';
import { ActivityResolver } from './programme/activity.resolver.ts';
import { ProgrammeResolver } from './programme/programme.resolver.ts';
import { PersonResolver } from './person/person.resolver.ts';
import { MatchRound } from './round/round.entity.ts';
import { CallPlacesResolver, MatchRoundFieldResolver, MatchRoundResolver } from './round/round.resolver.ts';
import {
  RoundPairFieldResolver,
  RoundLackResolver,
  RoundPairIdsResolver,
  RoundPairResolver,
  RoundCandidateResolver,
  RoundHistoryResolver,
  UnmatchedOrganisationResolver,
} from './round/round-result.resolver.ts';
import { RegisterResolver } from './register/register.resolver.ts';
import { Suggestion } from './suggestion/suggestion.entity.ts';
import {
  CounterpartSuggestionResolver,
  SuggestionAnswerResolver,
  SuggestionFieldResolver,
  SuggestionResolver,
} from './suggestion/suggestion.resolver.ts';
import { SavedSearchNewsResolver, SavedSearchResolver } from './saved-search/saved-search.resolver.ts';
import { IssueResolver, WorkFieldResolver } from './vocabulary/vocabulary.resolver.ts';

/** Everything the rooms bring to the database… */
export const ENTITIES = [Organisation, OrganisationIssue, Registration, Call, Invitation, Partnership, Suggestion, MatchRound, Document];

/** …and to the API. A new room adds itself here and in `services.ts`. */
export const RESOLVERS = [
  WorkFieldResolver,
  IssueResolver,
  PersonResolver,
  OrganisationResolver,
  OrganisationIssueResolver,
  OrganisationPrivateResolver,
  ProfileViewResolver,
  BlockResolver,
  ConfirmationResolver,
  CallResolver,
  OrganisationEligibilityResolver,
  EligibilityCheckResolver,
  InvitationResolver,
  InvitationFieldResolver,
  OrganisationInvitationResolver,
  PartnershipResolver,
  OrganisationPartnershipResolver,
  CounterpartSuggestionResolver,
  SuggestionResolver,
  SuggestionFieldResolver,
  MatchRoundResolver,
  MatchRoundFieldResolver,
  CallPlacesResolver,
  RoundPairResolver,
  RoundPairFieldResolver,
  RoundLackResolver,
  RoundPairIdsResolver,
  RoundCandidateResolver,
  RoundHistoryResolver,
  UnmatchedOrganisationResolver,
  SuggestionAnswerResolver,
  DirectoryResolver,
  DigestResolver,
  SavedSearchResolver,
  SavedSearchNewsResolver,
  CounterpartResolver,
  DismissalResolver,
  RegisterResolver,
  DocumentResolver,
  PartnershipDocumentsResolver,
  CommentResolver,
  CommentThreadResolver,
  DocumentCommentsResolver,
  NotificationResolver,
  DocumentVersionResolver,
  DocumentSignatureResolver,
  DocumentVersionsResolver,
  DocumentNewsResolver,
  DocumentWithNewsResolver,
  ActivityResolver,
  ProgrammeResolver,
];
