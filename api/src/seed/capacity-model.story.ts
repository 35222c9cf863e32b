import { addRow, appendProse, setFact } from '@kopru/schema/capacity-model-document';
import type * as Y from 'yjs';

/** Whose model it is, and from when on its dates count. */
export interface Story {
  /** Ids of the organisations: A in Eskişehir, B in Porto. */
  readonly a: string;
  readonly b: string;
  /** First day of the work together. */
  readonly start: Date;
}

/** Ids of rows that other rows point at. */
export interface Threads {
  readonly stay: string;
  readonly rest: string;
  readonly doors: string;
}

const DAY = 86_400_000;
const euros = (amount: number) => ({ cents: amount * 100, currency: 'EUR' as const });

/** `YYYY-MM-DD`, some days after the start. */
export function dayOf({ start }: Pick<Story, 'start'>, days: number): string {
  return new Date(start.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** What Emre wrote first: the problem, where his side stands, what it brings, and the objectives. */
export function tellFirstPart(doc: Y.Doc, story: Story): Threads {
  appendProse(doc, 'prose:shared-problem', [
    'In both our cities people want to help, and most of them come once. In Eskişehir three hundred neighbours worked for months after the earthquakes; a year later forty were left, and four of them did everything. In Porto the rota is full, but only because our office phones every evening.',
    'We lose people in the first ninety days. Nobody welcomes them properly, nobody notices when they stop coming, and those who stay grow tired. If it goes on like this, Komşu Eli will close its soup evening in spring and Mãos da Rua will need a third salary that nobody pays.',
    'Why now: both of us have a quiet season ahead, a room to meet in, and one person on each side who is free to carry it.',
  ]);
  addRow(doc, 'baseline', {
    organisation: story.a,
    aspect: 'Welcoming new volunteers',
    score: 1,
    evidence: 'A phone number on a list. Of 61 people who wrote to us last year, 19 got an answer within a week.',
  });
  addRow(doc, 'baseline', {
    organisation: story.a,
    aspect: 'Volunteers who are still there after ninety days',
    score: 2,
    evidence: 'Counted by hand from the kitchen lists: 14 of 61.',
  });
  addRow(doc, 'baseline', {
    organisation: story.a,
    aspect: 'Neighbours who organise without us',
    score: 4,
    evidence: 'Fourteen stairwell groups, eleven of them met last month without anyone of ours.',
  });
  appendProse(doc, 'prose:contributions:a', [
    'Getiriyoruz: merdiven komşuluğu grupları. Fourteen stairwells organise themselves; we know how to knock, listen and leave again. We also bring a crisis kitchen that was set up in two days and closed without debts.',
    'Öğrenmek istiyoruz: how a new person is welcomed, accompanied and, if need be, said goodbye to, without everything hanging on four tired people.',
  ]);
  const stay = addRow(doc, 'objectives', {
    objective: 'Half of those who begin are still with us after ninety days (today: one in four in Eskişehir, two in five in Porto).',
    due: dayOf(story, 300),
  });
  const rest = addRow(doc, 'objectives', {
    objective: 'Nobody carries more than two tasks a week, and every coordinator has one free weekend in two.',
    organisation: story.a,
    due: dayOf(story, 240),
  });
  const doors = addRow(doc, 'objectives', {
    objective: 'Six lanes in Porto have a group of neighbours that meets without our office.',
    organisation: story.b,
    due: dayOf(story, 330),
  });
  appendProse(doc, 'prose:adaptation:a', [
    'We keep the talk, the companion and the call. We change the rota: our people do not plan two weeks ahead, so tasks are hung on the wall of the depot every Thursday and in the group chat every Friday.',
    'The welcome talk happens over tea, with a second chair for whoever the newcomer brings along. After a disaster the ninety days shrink to nine; we wrote a short version for that.',
  ]);
  return { stay, rest, doors };
}

/** What Sofia added: the rest of the model, from the practice to the lessons so far. */
export function tellSecondPart(doc: Y.Doc, story: Story, threads: Threads): void {
  tellPractice(doc, story);
  const actions = tellActions(doc, story, threads);
  tellJourneys(doc, story, actions);
  tellBudget(doc, story, actions);
  tellIndicators(doc, story, threads);
  tellRisks(doc, story);
  tellAfterwards(doc);
}

function tellPractice(doc: Y.Doc, story: Story): void {
  addRow(doc, 'baseline', {
    organisation: story.b,
    aspect: 'Welcoming new volunteers',
    score: 4,
    evidence: 'Everyone has a talk within five days and a companion from the first task on.',
  });
  addRow(doc, 'baseline', {
    organisation: story.b,
    aspect: 'Volunteers who are still there after ninety days',
    score: 3,
    evidence: 'Rota of the last two years: 38 of 94.',
  });
  addRow(doc, 'baseline', {
    organisation: story.b,
    aspect: 'Neighbours who organise without us',
    score: 1,
    evidence: 'None that we know of. When our office closed for a week in August, nobody called on anybody.',
  });
  appendProse(doc, 'prose:contributions:b', [
    'We bring a rota that volunteers fill in themselves, the companion of the first ninety days, and a monthly circle in which we look after one another. All of it is written down on nine pages.',
    'We want to learn how stairs, lanes and courtyards become groups that need no office, and how one prepares for a heatwave before it comes.',
  ]);
  setFact(doc, 'learning-mode', 'MUTUAL');
  appendProse(doc, 'prose:practice', [
    'We call it “the first ninety days”. It has five steps, each small enough for a busy person.',
    'One: a talk of twenty minutes within five days, about what you like doing, not about what we need. Two: a companion, somebody who began less than a year ago. Three: a first task that can be finished in two hours. Four: a call after three weeks, from the companion, with one question: what would make you come again? Five: on day ninety a meal, at which you choose to stay, to change or to leave with thanks.',
    'Whoever stays becomes a companion. Whoever leaves writes one line for the wall. A coordinator keeps the list, and may keep no more than fifteen names.',
  ]);
}

interface Actions {
  readonly guide: string;
  readonly visit: string;
  readonly stairs: string;
  readonly pilot: string;
  readonly circle: string;
}

function tellActions(doc: Y.Doc, story: Story, { stay, rest, doors }: Threads): Actions {
  const guide = addRow(doc, 'actions', {
    action: 'Rewrite the nine pages as a guide in English, Turkish and Portuguese, one page per step',
    objective: stay,
    owner: 'Sofia Marques',
    organisation: story.b,
    due: dayOf(story, 45),
    status: 'done',
  });
  const visit = addRow(doc, 'actions', {
    action: 'Two people from Eskişehir work a week with the companions in Porto',
    objective: stay,
    owner: 'Gülşah Ertuğ',
    organisation: story.a,
    due: dayOf(story, 80),
    status: 'under-way',
  });
  const stairs = addRow(doc, 'actions', {
    action: 'Walk six lanes of Porto with the stairwell organisers and hold the first six meetings on the steps',
    objective: doors,
    owner: 'Tiago Abrantes',
    organisation: story.b,
    due: dayOf(story, 130),
    status: 'planned',
  });
  const pilot = addRow(doc, 'actions', {
    action: 'Try the first ninety days with twenty newcomers in the tram depot',
    objective: stay,
    owner: 'Emre Yıldız',
    organisation: story.a,
    due: dayOf(story, 210),
    status: 'planned',
  });
  const circle = addRow(doc, 'actions', {
    action: 'Start a monthly circle for coordinators, led by turns, with two guests from the other city online',
    objective: rest,
    owner: 'Emre Yıldız',
    organisation: story.a,
    due: dayOf(story, 100),
    status: 'under-way',
  });
  return { guide, visit, stairs, pilot, circle };
}

function tellJourneys(doc: Y.Doc, story: Story, { guide, visit, stairs, circle }: Actions): void {
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

function tellBudget(doc: Y.Doc, story: Story, { guide, visit, stairs, pilot, circle }: Actions): void {
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

function tellIndicators(doc: Y.Doc, story: Story, { stay, rest, doors }: Threads): void {
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
  appendProse(doc, 'prose:adaptation:b', [
    'We keep the stairwell meeting and its three rules: on the steps, never longer than an hour, bring your own chair. We change who invites: in Porto it is the baker and the chemist, because people open the door to them.',
    'Many of our neighbours are over eighty. The groups therefore begin with a list of who has whose key, and a plan for hot days hangs beside it.',
  ]);
}

function tellRisks(doc: Y.Doc, story: Story): void {
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

function tellAfterwards(doc: Y.Doc): void {
  appendProse(doc, 'prose:commitment', [
    'When the money ends we keep three things: the talk within five days, the companion, and the circle once a month. They cost time, not money: six hours a week in Eskişehir, four in Porto.',
    'We promise each other one call every season and one honest number each: how many of those who began are still there. If one of us stops, the other hears it first.',
  ]);
  appendProse(doc, 'prose:lessons', [
    'So far: showing each other bad numbers on the first evening saved us three polite meetings. A guide of five cards is used; a guide of nine pages is praised.',
    'For the next pair: the five cards in three languages, the table of our lists, and the short version for emergencies are free to copy.',
  ]);
}
