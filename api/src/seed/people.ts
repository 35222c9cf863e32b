import { fold } from '@kopru/schema/fold';
import type { Random } from './random.ts';

/** First and last names as they are common in a country: invented people, whose like there are thousands. */
const NAMES: Readonly<Record<string, readonly [first: string, last: string]>> = {
  TR: [
    'Ayşe Zeynep Elif Fatma Gül İrem Çiğdem Şule Nazlı Ceren Özge Pınar Sibel Yasemin Dilan Berfin Mehmet Ali Mustafa Can Umut Kerem Barış Onur Özgür Çağrı Ufuk Serkan İlker Şahin Rojda Baran Yiğit Ilgın',
    'Yılmaz Kaya Demirci Çelik Şahin Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Özçelik Güneş Işık Bulut Tekin Ünal Bozkurt Erdoğdu Sönmez Karataş Uçar Ağaoğlu',
  ],
  AT: ['Anna Lukas Katharina Florian Magdalena Tobias', 'Gruber Huber Steiner Mayrhofer Pichler Wögerer'],
  BE: ['Lotte Jeroen Élise Mathieu Femke Baptiste', 'Peeters Claes Dubois Lambrecht Wauters Delvaux'],
  BG: ['Елена Иван Мария Петър Десислава Николай', 'Иванова Георгиев Стоянова Димитров Колева Тодоров'],
  CY: ['Μαρία Ανδρέας Ελένη Γιώργος Χριστίνα Νίκος', 'Χαραλάμπους Ιωάννου Γεωργίου Κωνσταντίνου Σάββα Μιχαήλ'],
  CZ: ['Tereza Jiří Kateřina Ondřej Šárka Tomáš', 'Nováková Dvořák Černá Procházka Růžičková Kříž'],
  DE: ['Jonas Miriam Björn Käthe Sebastian Aylin Friederike Malte', 'Weber Schäfer Köhler Groß Jäger Lindemann Yıldız Brandt'],
  DK: ['Mette Søren Freja Jørgen Ida Rasmus', 'Sørensen Højgaard Østergaard Lund Kjær Mølgaard'],
  EE: ['Kärt Jüri Liis Tõnu Mari Rasmus', 'Tamm Mägi Sepp Õunapuu Kask Rebane'],
  ES: ['Lucía Íñigo Marta Joaquín Núria Álvaro', 'García Muñoz Ibáñez Peña Ortega Lorenzo'],
  FI: ['Aino Väinö Sanna Jukka Päivi Eero', 'Virtanen Mäkinen Hämäläinen Järvinen Koskela Niemelä'],
  FR: ['Camille François Élodie Benoît Maëlle Hervé', 'Lefèvre Garçon Bénard Moreau Perrault Noël'],
  GR: ['Κατερίνα Δημήτρης Σοφία Παναγιώτης Ιωάννα Θανάσης', 'Παπαδοπούλου Νικολάου Αγγελίδης Βλάχου Μακρής Δημητρίου'],
  HR: ['Ivana Željko Đurđica Tomislav Matea Luka', 'Horvat Kovačić Babić Jurić Šimić Vuković'],
  HU: ['Zsófia Gergő Ágnes László Réka Bálint', 'Nagy Szabó Tóth Kőszegi Horváth Veres'],
  IE: ['Aoife Ciarán Niamh Seán Róisín Pádraig', 'Byrne Murphy O’Sullivan Kelly Walsh Doyle'],
  IT: ['Chiara Niccolò Giulia Lorenzo Noemi Davide', 'Rossi Bianchi Galli Moretti Caputo Santarelli'],
  LT: ['Rūta Jonas Eglė Šarūnas Živilė Tomas', 'Kazlauskas Petrauskaitė Žukas Butkus Jankauskienė Mažeika'],
  LU: ['Martine Luc Josée Yannick Anouk Pol', 'Schmit Wagener Muller Hoffmann Thill Krier'],
  LV: ['Līga Jānis Ieva Mārtiņš Zane Kārlis', 'Bērziņa Ozols Kalniņa Liepiņš Krūmiņa Vītols'],
  MT: ['Marija Ġorġ Rita Karm Ċensa Mikiel', 'Borg Camilleri Zammit Farruġia Vella Ċini'],
  NL: ['Sanne Thijs Marieke Bram Noor Jelle', 'De Vries Jansen Bakker Visser Kuipers Özdemir'],
  PL: ['Małgorzata Łukasz Agnieszka Paweł Żaneta Michał', 'Kowalczyk Wiśniewski Wójcik Zając Król Szczepański'],
  PT: ['Inês João Catarina Tomás Conceição Rui', 'Silva Gonçalves Araújo Conceição Fonseca Simões'],
  RO: ['Ioana Ștefan Andreea Mihai Crăița Răzvan', 'Popescu Ionescu Țurcanu Munteanu Bălan Dumitrașcu'],
  SE: ['Åsa Björn Ebba Göran Märta Nils', 'Lindström Sjöberg Åkerman Öberg Nyström Hägg'],
  SI: ['Špela Matjaž Nina Gašper Živa Rok', 'Novak Kovač Zupančič Žagar Hočevar Kranjc'],
  SK: ['Zuzana Ľuboš Katarína Matúš Žofia Peter', 'Kováčová Horváth Tóthová Šimko Ďurica Hudák'],
};

/** Somebody who represents an organisation of the demo. Without a password nobody can sign in as them. */
export interface InventedPerson {
  readonly name: string;
  readonly email: string;
}

const letters = (name: string): string =>
  fold(name)
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '');

/** Makes people with names of a country, no e-mail twice. Addresses end in `.test`, which is reserved and reaches nobody (RFC 2606). */
export class Registry {
  private count = 0;

  constructor(private readonly random: Random) {}

  personOf(country: string): InventedPerson {
    const [first = '', last = ''] = NAMES[country] ?? NAMES['DE'] ?? [];
    const name = `${this.random.pick(first.split(' '))} ${this.random.pick(last.replace('De ', 'De_').split(' '))}`.replace('_', ' ');
    this.count += 1;
    return { name, email: `${letters(name) || 'person'}.${this.count}@people.test` };
  }
}

/** The accounts that the demo shows, with what they are for. */
export const DEMO_ACCOUNTS = [
  { email: 'staff@kopru.test', name: 'Derya Tunalı', text: { en: 'programme staff', tr: 'program ekibi' } },
  {
    email: 'aylin@kopru.test',
    name: 'Aylin Demir',
    text: { en: 'a Turkish organisation looking for a partner', tr: 'ortak arayan bir Türk kuruluşu' },
  },
  {
    email: 'lena@kopru.test',
    name: 'Lena Hartmann',
    text: { en: 'a German organisation looking for a partner', tr: 'ortak arayan bir Alman kuruluşu' },
  },
  {
    email: 'emre@kopru.test',
    name: 'Emre Yıldız',
    text: { en: 'Turkish side of a partnership at work', tr: 'süren bir ortaklığın Türkiye tarafı' },
  },
  {
    email: 'sofia@kopru.test',
    name: 'Sofia Marques',
    text: { en: 'Portuguese side of the same partnership', tr: 'aynı ortaklığın Portekiz tarafı' },
  },
] as const;

export type DemoEmail = (typeof DEMO_ACCOUNTS)[number]['email'];

export const DEMO_PASSWORD = 'kopru-demo-2026';
