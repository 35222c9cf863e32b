import type { OrganisationRow } from '../organisation/organisation-batch.service.ts';
import { IssueDirection, OrganisationKind, Visibility } from '../organisation/organisation.enums.ts';
import type { DemoEmail, InventedPerson } from './people.ts';

/** An organisation that a demo account represents, with the colleague who is its second representative. */
export interface Protagonist {
  readonly email: DemoEmail;
  readonly colleague: InventedPerson;
  /** How long ago it joined. */
  readonly joinedDaysAgo: number;
  readonly registration: { readonly scheme: string; readonly value: string };
  readonly row: OrganisationRow & { readonly alias: string };
}

const { NEED, OFFER } = IssueDirection;
const common = { kind: OrganisationKind.ASSOCIATION, visibility: Visibility.PUBLIC, externalSource: null, externalId: null } as const;

/** Aylin's and Lena's organisations were made for each other; Emre's and Sofia's have already met. */
export const PROTAGONISTS: readonly Protagonist[] = [
  {
    email: 'aylin@kopru.test',
    colleague: { name: 'Kerem Aksoy', email: 'kerem.aksoy@people.test' },
    joinedDaysAgo: 40,
    registration: { scheme: 'TR-MOI', value: '35-999-001' },
    row: {
      ...common,
      name: 'Kıyı Boyu Gençlik ve Ekoloji Derneği',
      alias: 'Ecology organisation in Turkey (K4A7)',
      acronym: 'KIYIGED',
      formerNames: ['Körfez Gönüllüleri'],
      country: 'TR',
      city: 'İzmir',
      about:
        'Along the bay of İzmir young people adopt a stretch of shore, walk it every month and write down what they find: plastic, seaweed, nests, new walls. ' +
        'Their maps are drawn in open workshops with fishers, schools and the municipality. We know how to bring people around one map; we are less good at ' +
        'keeping our volunteers after the first summer. Kıyıyı gençlerle birlikte izliyor, bulduklarımızı mahalleliyle haritaya döküyoruz.',
      website: 'https://kiyi-boyu.example/',
      fieldIds: ['ecology', 'youth', 'non-formal-education'],
      languages: ['tr', 'en', 'de'],
      issues: [
        {
          issueId: 'volunteer-management',
          direction: NEED,
          statement: 'Two hundred volunteers in July, thirty in November. We would like them to stay, and to know why they leave.',
        },
        {
          issueId: 'individual-donor-fundraising',
          direction: NEED,
          statement: 'Bağış istemeye çekiniyoruz. Küçük ve düzenli destek veren bir çevre kurmak istiyoruz.',
        },
        {
          issueId: 'monitoring-and-evaluation',
          direction: NEED,
          statement: 'We count bags of rubbish. What changes in the people who carry them?',
        },
        {
          issueId: 'participatory-methods',
          direction: OFFER,
          statement: 'Participatory mapping with young people, fishers and officials around one table: sixty workshops so far.',
        },
        {
          issueId: 'community-organising',
          direction: OFFER,
          statement: 'Eleven neighbourhood groups on the shore run themselves today; we helped each of them through its first year.',
        },
      ],
    },
  },
  {
    email: 'lena@kopru.test',
    colleague: { name: 'Jonas Weidner', email: 'jonas.weidner@people.test' },
    joinedDaysAgo: 33,
    registration: { scheme: 'DE-CR', value: 'VR 99901' },
    row: {
      ...common,
      name: 'Uferleben – Jugend und Umwelt e. V.',
      alias: 'Ecology organisation in Germany (U9R2)',
      acronym: 'UJU',
      formerNames: ['Aktion Saubere Elster'],
      country: 'DE',
      city: 'Leipzig',
      about:
        'Young people look after rivers and lakes around Leipzig: every group adopts a stretch of shore, walks it every month and writes down what it finds. ' +
        'Four hundred volunteers stay with us for three years on average, because they choose their own tasks and somebody calls when they are missing. ' +
        'Our maps, though, are made by experts at a desk; we would like young people and neighbours to draw them together.',
      website: 'https://uferleben.example/',
      fieldIds: ['ecology', 'youth', 'non-formal-education'],
      languages: ['de', 'en'],
      issues: [
        {
          issueId: 'participatory-methods',
          direction: NEED,
          statement: 'We inform young people very well and ask them too late. We want to learn mapping and planning together with them.',
        },
        {
          issueId: 'community-organising',
          direction: NEED,
          statement: 'Our groups depend on our office. They should stand on their own feet.',
        },
        {
          issueId: 'monitoring-and-evaluation',
          direction: NEED,
          statement: 'We measure the water, not what our volunteers learn from it.',
        },
        {
          issueId: 'volunteer-management',
          direction: OFFER,
          statement:
            'Four hundred volunteers, two coordinators: a welcome talk, a buddy, tasks to choose from and a call when somebody is missing.',
        },
        {
          issueId: 'individual-donor-fundraising',
          direction: OFFER,
          statement: 'Nine hundred people give eight euros a month for “their” shore. We can show every letter we wrote.',
        },
      ],
    },
  },
  {
    email: 'emre@kopru.test',
    colleague: { name: 'Gülşah Ertuğ', email: 'gulsah.ertug@people.test' },
    joinedDaysAgo: 150,
    registration: { scheme: 'TR-MOI', value: '26-999-002' },
    row: {
      ...common,
      name: 'Komşu Eli Mahalle Gönüllüleri Derneği',
      alias: 'Urban development organisation in Turkey (K7E3)',
      acronym: null,
      formerNames: ['Tramvay Deposu Dayanışması'],
      country: 'TR',
      city: 'Eskişehir',
      about:
        'After the earthquakes of 2023 three hundred neighbours in Eskişehir sorted, cooked and drove for months. Out of this grew a house in the old tram depot: ' +
        'a tool library, a soup evening, lifts for people who cannot climb stairs. Everybody wants to help; few know how to begin, and many do not come twice.',
      website: 'https://komsu-eli.example/',
      fieldIds: ['urban-development', 'youth', 'social-economy'],
      languages: ['tr', 'en'],
      issues: [
        {
          issueId: 'volunteer-management',
          direction: NEED,
          statement: 'İlk günün heyecanı ikinci haftaya kalmıyor; gönüllüyü karşılamayı öğrenmek istiyoruz.',
        },
        { issueId: 'staff-wellbeing', direction: NEED, statement: null },
        {
          issueId: 'crisis-response',
          direction: OFFER,
          statement: 'A relief kitchen for nine hundred people, set up in two days and closed without debts.',
        },
        {
          issueId: 'community-organising',
          direction: OFFER,
          statement: 'Street by street: fourteen stairwell groups that help each other without us.',
        },
      ],
    },
  },
  {
    email: 'sofia@kopru.test',
    colleague: { name: 'Tiago Abrantes', email: 'tiago.abrantes@people.test' },
    joinedDaysAgo: 146,
    registration: { scheme: 'PT-CR', value: '999 003' },
    row: {
      ...common,
      name: 'Mãos da Rua – Associação de Vizinhança',
      alias: 'Urban development organisation in Portugal (M3R8)',
      acronym: null,
      formerNames: [],
      country: 'PT',
      city: 'Porto',
      about:
        'In the lanes above the Douro older people live alone behind very steep stairs. Our volunteers carry, repair, read aloud and stay for coffee. We keep a rota that ' +
        'people fill in themselves and a promise: nobody starts without a companion. What we miss is the neighbourhood itself, organising without our office.',
      website: 'https://maos-da-rua.example/',
      fieldIds: ['urban-development', 'social-economy', 'health'],
      languages: ['pt', 'en', 'es'],
      issues: [
        {
          issueId: 'community-organising',
          direction: NEED,
          statement: 'People wait for our volunteers. We want them to knock at each other’s doors.',
        },
        { issueId: 'crisis-response', direction: NEED, statement: 'Heatwaves hit our lanes first and we have no plan.' },
        {
          issueId: 'volunteer-management',
          direction: OFFER,
          statement: 'A rota filled in by volunteers themselves and a companion for the first ninety days.',
        },
        {
          issueId: 'staff-wellbeing',
          direction: OFFER,
          statement: 'Monthly supervision in a circle, led by turns; five years without burnout.',
        },
      ],
    },
  },
];
