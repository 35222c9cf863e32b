import type { Sentences } from './sentences.ts';

const age = (days: number): string => {
  if (days <= 7) return 'this week';
  if (days <= 31) return 'in the last month';
  if (days <= 182) return 'in the last half year';
  return days <= 365 ? 'more than half a year ago' : 'more than a year ago';
};

export const ENGLISH: Sentences = {
  needsMet: (list) => `They offer what you look for: ${list}.`,
  needsMetNone: (viewerHasNeeds) =>
    viewerHasNeeds ? 'They offer none of what you look for.' : 'You have not said what you would like to get better at.',
  offersUsed: (list) => `They look for what you offer: ${list}.`,
  offersUsedNone: (viewerHasOffers) =>
    viewerHasOffers ? 'They look for none of what you offer.' : 'You have not said what you could share.',
  sharedNeeds: (list) => `You both want to get better at ${list} and could work it out together.`,
  sharedNeedsNone: 'You look for different things.',
  fields: (list) => `You both work on ${list}.`,
  fieldsNone: 'You work in different fields.',
  languages: (list) => `You can work together in ${list}.`,
  languagesNone: 'Your profiles name no common language.',
  languagesUnknown: 'One of your profiles names no languages yet.',
  kind: (same, representatives) => {
    const shape = same ? 'You have the same legal form' : 'You have different legal forms';
    if (representatives === 0) return `${shape}; nobody of theirs has signed up yet.`;
    return representatives === 1
      ? `${shape}; one person represents them here.`
      : `${shape}; ${representatives} people represent them here.`;
  },
  texts: (closeness) =>
    ({
      close: 'You describe your work in similar words.',
      some: 'Your descriptions have some words in common.',
      little: 'Your descriptions have little in common.',
      unwritten: 'One of you has not described its work yet, so this counts neither for nor against.',
    })[closeness],
  fresh: (days) => `They last changed or confirmed their profile ${age(days)}.`,
  unconfirmed: 'We asked them whether their profile is still right, and they have not answered yet.',
  replies: {
    unknown: 'No invitation or suggestion to them has been answered or has run out yet, so there is no record of how they reply.',
    answers: 'They usually answer invitations and suggestions.',
    sometimes: 'They answer some invitations and suggestions, and let others pass.',
    silent: 'They have let most invitations and suggestions pass unanswered.',
  },
  masked: 'Not shown until both sides agree to reveal it; counted neither for nor against them.',
  missing: {
    theyNeed: (issue) => `They look for ${issue}; you have not said whether you offer it.`,
    youNeed: (issue) => `You look for ${issue}; they have not said whether they offer it. Ask them.`,
    yourIssues: 'Say in your profile what you need and what you can share; most of the score depends on it.',
    theirIssues: 'They have not said what they need or offer. Ask them.',
    yourText: 'Describe your work in a few sentences, so that similar organisations can be found.',
    yourLanguages: 'Name the languages you can work in.',
    noSharedLanguage: 'Agree on a language first: your profiles name none in common.',
    theirRepresentatives: (needed) => `They still need people here: a partnership takes ${needed} from each side.`,
  },
};
