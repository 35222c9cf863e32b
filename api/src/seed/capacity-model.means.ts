import { addRow, appendProse } from '@kopru/schema/capacity-model-document';
import type * as Y from 'yjs';
import { dayOf, type Actions, type Story, type Threads } from './capacity-model.threads.ts';

const euros = (amount: number) => ({ cents: amount * 100, currency: 'EUR' as const });

export function tellJourneys(doc: Y.Doc, story: Story, { guide, visit, stairs, circle }: Actions): void {
  addRow(doc, 'mobility', {
    kind: 'opening-meeting',
    action: guide,
    purpose: 'Agree on the problem and look at each other’s numbers without politeness',
    travellers: 'two from each side',
    place: 'Thessaloniki',
    starts: dayOf(story, 10),
    ends: dayOf(story, 12),
    status: 'done',
  });
  addRow(doc, 'mobility', {
    kind: 'job-shadowing',
    action: visit,
    purpose: 'Be a companion in Porto for a week, from the first talk to the meal on day ninety',
    travellers: 'two from Eskişehir, hosted by five companions',
    place: 'Porto',
    starts: dayOf(story, 70),
    ends: dayOf(story, 76),
    status: 'planned',
  });
  addRow(doc, 'mobility', {
    kind: 'online-meeting',
    action: circle,
    purpose: 'First circle together: what tires us, what rests us',
    travellers: 'four coordinators from each side',
    place: 'online',
    starts: dayOf(story, 60),
    ends: dayOf(story, 60),
    status: 'planned',
  });
  addRow(doc, 'mobility', {
    kind: 'study-visit',
    action: stairs,
    purpose: 'See how a stairwell group begins, and bring two of its people to the lanes of Porto afterwards',
    travellers: 'two from Porto',
    place: 'Eskişehir',
    starts: dayOf(story, 110),
    ends: dayOf(story, 115),
    status: 'planned',
  });
  appendProse(doc, 'prose:mobility', [
    'Each traveller keeps a page a day: one thing to copy, one thing to leave where it is, one question. The page is read aloud in the first meeting at home.',
    'Visa applications for Porto go out twelve weeks ahead. Should one be refused, the week takes place in Eskişehir with two companions from Porto.',
  ]);
}

export function tellBudget(doc: Y.Doc, story: Story, { guide, visit, stairs, pilot, circle }: Actions): void {
  const rows = [
    ['Flights Eskişehir – Porto for two', 'travel', visit, story.a, 860, null],
    ['Seven nights in the parish guest house', 'accommodation', visit, story.a, 490, null],
    ['Flights Porto – Eskişehir for two', 'travel', stairs, story.b, 780, null],
    ['Six nights and meals in Eskişehir', 'accommodation', stairs, story.b, 320, null],
    ['Translation of the guide into three languages', 'translation', guide, story.b, 360, 345],
    ['Drawing and printing the five cards', 'materials', guide, story.b, 240, 240],
    ['Twenty meals on day ninety', 'other', pilot, story.a, 250, null],
    ['A facilitator for the first three circles', 'fees', circle, story.a, 200, 65],
  ] as const;
  for (const [item, category, action, organisation, planned, spent] of rows) {
    addRow(doc, 'budget', { item, category, action, organisation, planned: euros(planned), spent: spent === null ? null : euros(spent) });
  }
  appendProse(doc, 'prose:budget', [
    'One envelope of 3,500 EUR. Each side pays its own travellers; Porto pays the guide, Eskişehir the pilot and the circles. Costs in lira are written down with the rate of the day on the receipt.',
    'Whoever spends more than 50 EUR asks the other side first. We look at the table together on the first Monday of the month.',
  ]);
}

export function tellIndicators(doc: Y.Doc, story: Story, { stay, rest, doors }: Threads): void {
  addRow(doc, 'indicators', {
    indicator: 'Newcomers who are still there on day ninety',
    objective: stay,
    start: 'Eskişehir 14 of 61, Porto 38 of 94',
    target: 'every second one, on both sides',
    review: dayOf(story, 150),
    result: '',
  });
  addRow(doc, 'indicators', {
    indicator: 'Days between the first message and the welcome talk',
    objective: stay,
    start: 'Eskişehir 16 on average, Porto 4',
    target: '5 or fewer',
    review: dayOf(story, 90),
    result: 'Eskişehir 7 in the first month, because Gülşah answers on Tuesdays and Fridays',
  });
  addRow(doc, 'indicators', {
    indicator: 'Tasks per coordinator and week',
    objective: rest,
    start: '5.5',
    target: '2',
    review: dayOf(story, 120),
    result: '',
  });
  addRow(doc, 'indicators', {
    indicator: 'Lanes in which a group has met twice without us',
    objective: doors,
    start: '0',
    target: '6',
    review: dayOf(story, 240),
    result: '',
  });
}

export function tellRisks(doc: Y.Doc, story: Story): void {
  addRow(doc, 'risks', {
    risk: 'A visa is refused or comes too late for the week in Porto',
    likelihood: 3,
    harm: 3,
    response: 'The week moves to Eskişehir with two companions from Porto; the flights are booked so that they can be changed.',
    organisation: story.a,
    status: 'watched',
  });
  addRow(doc, 'risks', {
    risk: 'A volunteer abuses the trust of somebody who lives alone',
    likelihood: 1,
    harm: 5,
    response:
      'Nobody visits alone in the first ninety days. Two trained contacts per city; a report is answered the same day and the visits stop until it is clear.',
    organisation: story.b,
    status: 'open',
  });
  addRow(doc, 'risks', {
    risk: 'The two coordinators who carry this fall ill or leave',
    likelihood: 2,
    harm: 4,
    response: 'Every task has a second name. The shared space is the only place where we keep things.',
    organisation: story.a,
    status: 'open',
  });
  appendProse(doc, 'prose:risks', [
    'We write down what we did, not about whom. Lists with names stay in the city in which they were made and are deleted after a year.',
    'Both organisations follow the safeguarding page of Mãos da Rua, which was translated first. Anyone may stop a visit without giving a reason.',
  ]);
}

export function tellAfterwards(doc: Y.Doc): void {
  appendProse(doc, 'prose:commitment', [
    'When the money ends we keep three things: the talk within five days, the companion, and the circle once a month. They cost time, not money: six hours a week in Eskişehir, four in Porto.',
    'We promise each other one call every season and one honest number each: how many of those who began are still there. If one of us stops, the other hears it first.',
  ]);
  appendProse(doc, 'prose:lessons', [
    'So far: showing each other bad numbers on the first evening saved us three polite meetings. A guide of five cards is used; a guide of nine pages is praised.',
    'For the next pair: the five cards in three languages, the table of our lists, and the short version for emergencies are free to copy.',
  ]);
}
