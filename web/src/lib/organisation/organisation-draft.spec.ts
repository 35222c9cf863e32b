import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, grown, inputOf, readDraft, statementWithoutIssue } from './organisation-draft.ts';

const PROFILE = {
  name: 'Yeşil Vadi',
  acronym: null,
  formerNames: ['Vadi Grubu', 'Vadi'],
  kind: 'ASSOCIATION',
  country: 'TR',
  city: 'İzmir',
  about: null,
  website: null,
  visibility: 'PSEUDONYMOUS',
  fields: [{ id: 'ecology' }],
  languages: ['tr'],
  issues: [
    { direction: 'NEED' as const, statement: 'We start.', issue: { id: 'digital-security' } },
    { direction: 'OFFER' as const, statement: null, issue: { id: 'advocacy-and-lobbying' } },
  ],
  registrations: [],
};

function formOf(fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

describe('the profile form', () => {
  it('sends back what it was given', () => {
    expect(inputOf(draftOf(PROFILE))).toEqual({
      name: 'Yeşil Vadi',
      acronym: null,
      formerNames: ['Vadi Grubu', 'Vadi'],
      kind: 'ASSOCIATION',
      country: 'TR',
      city: 'İzmir',
      about: null,
      website: null,
      visibility: 'PSEUDONYMOUS',
      fields: ['ecology'],
      languages: ['tr'],
      issues: [
        { issueId: 'digital-security', direction: 'NEED', statement: 'We start.' },
        { issueId: 'advocacy-and-lobbying', direction: 'OFFER', statement: null },
      ],
      registrations: [],
    });
  });

  it('keeps each statement with its issue when rows between are empty', () => {
    const draft = readDraft(
      formOf([
        ['needs-issue', ''],
        ['needs-statement', ''],
        ['needs-issue', 'digital-security'],
        ['needs-statement', 'Ours'],
        ['scheme', 'tr-moi'],
        ['number', ' 35-1 '],
      ]),
    );
    expect(inputOf(draft)).toMatchObject({
      issues: [{ issueId: 'digital-security', direction: 'NEED', statement: 'Ours' }],
      registrations: [{ scheme: 'TR-MOI', value: '35-1' }],
    });
    expect(draft.needs.at(-1)).toEqual({ issue: '', statement: '' });
  });

  it('grows by a row and starts with little shown', () => {
    expect(grown(emptyDraft(), 'offers').offers).toHaveLength(2);
    expect(grown(emptyDraft(), 'registrations').registrations).toHaveLength(2);
    expect(emptyDraft().visibility).toBe('MEMBERS');
  });

  it('notices a statement that has no issue', () => {
    expect(statementWithoutIssue(draftOf(PROFILE))).toBe(false);
    expect(
      statementWithoutIssue(
        readDraft(
          formOf([
            ['offers-issue', ''],
            ['offers-statement', 'Much'],
          ]),
        ),
      ),
    ).toBe(true);
  });
});
