import { fieldById, issueById, languageByCode, labelIn, type LabelLanguage } from '@kopru/schema/vocabulary';
import { COMPONENTS, type Component } from './weights.ts';
import type { Match, Part } from './score.ts';
import type { Closeness, ReplyRecord, Sentences } from './sentences.ts';
import { ENGLISH } from './sentences.en.ts';
import { TURKISH } from './sentences.tr.ts';

/** One component of a score as the API shows it: points, and a sentence for a person. */
export interface Reason {
  readonly component: Component;
  /** Points this component can give at most. */
  readonly weight: number;
  /** Points it gave; the contributions of all reasons add up to the score. */
  readonly contribution: number;
  readonly text: string;
}

const SENTENCES: Readonly<Record<LabelLanguage, Sentences>> = { en: ENGLISH, tr: TURKISH };
const MOST_MISSING = 4;
const MASKABLE: readonly Component[] = ['languages', 'kind-and-size', 'texts', 'freshness', 'replies'];

const baseLanguage = (language: string): LabelLanguage => (language.toLowerCase().split('-')[0] === 'tr' ? 'tr' : 'en');

/** "Volunteer management" inside a sentence; names that start with two capitals (LGBTI+) stay. */
function inSentence(label: string, language: LabelLanguage): string {
  const [first = '', second = ''] = label;
  return second !== second.toLocaleLowerCase(language) ? label : first.toLocaleLowerCase(language) + label.slice(first.length);
}

/** Labels of ids joined as prose, at most four and then "…". */
function listed(labels: readonly string[], language: LabelLanguage): string {
  const shown = labels.length > 4 ? [...labels.slice(0, 4), '…'] : labels;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(shown);
}

const issueLabel = (id: string, language: LabelLanguage): string => {
  const issue = issueById(id);
  return issue ? inSentence(labelIn(issue.labels, language), language) : id;
};
const fieldLabel = (id: string, language: LabelLanguage): string => {
  const field = fieldById(id);
  return field ? inSentence(labelIn(field.labels, language), language) : id;
};
const languageLabel = (id: string, language: LabelLanguage): string => {
  const entry = languageByCode(id);
  return entry ? labelIn(entry.labels, language) : id;
};

function replyRecord(match: Match): ReplyRecord {
  const { answered, unanswered } = match.candidate;
  if (answered + unanswered === 0) return 'unknown';
  const rate = answered / (answered + unanswered);
  return rate >= 0.75 ? 'answers' : rate >= 0.4 ? 'sometimes' : 'silent';
}

/** Where worlds with known partners part the close from the strangers (`npm run bench:match`): strangers rarely reach 0.075. */
function closeness(similarity: number | null): Closeness {
  if (similarity === null) return 'unwritten';
  return similarity >= 0.15 ? 'close' : similarity >= 0.075 ? 'some' : 'little';
}

function sentence(part: Part, match: Match, language: LabelLanguage): string {
  const say = SENTENCES[language];
  if (match.candidate.masked && MASKABLE.includes(part.component)) return say.masked;
  const issues = (ids: readonly string[]): string =>
    listed(
      ids.map((id) => issueLabel(id, language)),
      language,
    );
  const states = (direction: 'NEED' | 'OFFER'): boolean => match.viewer.issues.some((issue) => issue.direction === direction);
  const texts: Record<Component, () => string> = {
    'needs-met': () => (match.needsMet.length > 0 ? say.needsMet(issues(match.needsMet)) : say.needsMetNone(states('NEED'))),
    'offers-used': () => (match.offersUsed.length > 0 ? say.offersUsed(issues(match.offersUsed)) : say.offersUsedNone(states('OFFER'))),
    'shared-needs': () => (match.sharedNeeds.length > 0 ? say.sharedNeeds(issues(match.sharedNeeds)) : say.sharedNeedsNone),
    fields: () =>
      match.sharedFields.length > 0
        ? say.fields(
            listed(
              match.sharedFields.map((id) => fieldLabel(id, language)),
              language,
            ),
          )
        : say.fieldsNone,
    languages: () => languageSentence(match, say, language),
    'kind-and-size': () =>
      say.kind(match.viewer.kind === match.candidate.kind && match.viewer.kind !== 'OTHER', match.candidate.representatives),
    texts: () => say.texts(closeness(match.textSimilarity)),
    freshness: () => (match.candidate.unconfirmed ? say.unconfirmed : say.fresh(match.daysSinceUpdate ?? 0)),
    replies: () => say.replies[replyRecord(match)],
  };
  return texts[part.component]();
}

function languageSentence(match: Match, say: Sentences, language: LabelLanguage): string {
  if (match.viewer.languages.length === 0 || match.candidate.languages.length === 0) return say.languagesUnknown;
  if (match.sharedLanguages.length === 0) return say.languagesNone;
  return say.languages(
    listed(
      match.sharedLanguages.map((id) => languageLabel(id, language)),
      language,
    ),
  );
}

/** The reasons of a match, those that gave most first. Their contributions, in tenths, add up to the score exactly. */
export function reasonsOf(match: Match, language = 'en'): Reason[] {
  const base = baseLanguage(language);
  const order = (part: Part): number => COMPONENTS.indexOf(part.component);
  return [...match.parts]
    .sort((a, b) => b.tenths - a.tenths || order(a) - order(b))
    .map((part) => ({
      component: part.component,
      weight: part.weightTenths / 10,
      contribution: part.tenths / 10,
      text: sentence(part, match, base),
    }));
}

/** What the viewer could do or ask to find out whether the match is better than it looks, most useful first, at most four sentences. */
export function missingOf(match: Match, representativesNeeded: number, language = 'en'): string[] {
  const base = baseLanguage(language);
  const say = SENTENCES[base].missing;
  const { viewer, candidate } = match;
  const stated = (profile: Match['viewer'], issueId: string): boolean => profile.issues.some((issue) => issue.issueId === issueId);
  const unmentioned = (from: Match['viewer'], by: Match['viewer']): string[] =>
    from.issues.filter((issue) => issue.direction === 'NEED' && !stated(by, issue.issueId)).map((issue) => issue.issueId);
  const sentences: string[] = [];
  if (viewer.issues.length === 0) sentences.push(say.yourIssues);
  else
    sentences.push(
      ...unmentioned(candidate, viewer)
        .slice(0, 2)
        .map((id) => say.theyNeed(issueLabel(id, base))),
    );
  if (candidate.issues.length === 0) sentences.push(say.theirIssues);
  else
    sentences.push(
      ...unmentioned(viewer, candidate)
        .slice(0, 2)
        .map((id) => say.youNeed(issueLabel(id, base))),
    );
  if (viewer.languages.length === 0) sentences.unshift(say.yourLanguages);
  else if (!candidate.masked && candidate.languages.length > 0 && match.sharedLanguages.length === 0)
    sentences.unshift(say.noSharedLanguage);
  if (!viewer.about?.trim()) sentences.push(say.yourText);
  if (!candidate.masked && candidate.representatives < representativesNeeded)
    sentences.push(say.theirRepresentatives(representativesNeeded));
  return sentences.slice(0, MOST_MISSING);
}
