import { addRow, appendProse, setFact } from '@kopru/schema/capacity-model-document';
import type * as Y from 'yjs';
import { tellAfterwards, tellBudget, tellIndicators, tellJourneys, tellRisks } from './capacity-model.means.ts';
import { dayOf, type Actions, type Story, type Threads } from './capacity-model.threads.ts';

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
