import { type Labels } from './vocabulary/label.ts';

/** One rich text of a section. `side` says whose words belong in it: A is the call's first side, B its second, null both together. */
export interface ProsePart {
  /** Name of the top-level Y.XmlFragment. */
  readonly fragment: string;
  readonly side: 'A' | 'B' | null;
  readonly label: Labels;
}

export interface SectionText {
  readonly id: string;
  readonly label: Labels;
  /** What to write here, as a question or an instruction for a person. */
  readonly guidance: Labels;
  readonly prose: readonly ProsePart[];
}

function together(section: string, label: Labels): ProsePart {
  return { fragment: `prose:${section}`, side: null, label };
}

function perSide(section: string, label: Labels): ProsePart[] {
  return (['A', 'B'] as const).map((side) => ({ fragment: `prose:${section}:${side.toLowerCase()}`, side, label }));
}

/** The thirteen sections in their order, with what a person reads above each. Rows and cells are in capacity-model-columns. */
export const SECTION_TEXTS = [
  {
    id: 'shared-problem',
    label: { en: 'Shared problem and why now', tr: 'Ortak sorun ve neden şimdi' },
    guidance: {
      en: 'Which problem inside your organisations do you both want to solve, and what happens if it stays as it is?',
      tr: 'Kuruluşlarınızın içinde birlikte çözmek istediğiniz sorun hangisi, böyle kalırsa ne olur?',
    },
    prose: [together('shared-problem', { en: 'The problem we share', tr: 'Paylaştığımız sorun' })],
  },
  {
    id: 'baseline',
    label: { en: 'Where each organisation stands', tr: 'Her kuruluşun bugünkü durumu' },
    guidance: {
      en: 'Score each aspect from 1 (not there yet) to 5 (works well) and say what the score rests on.',
      tr: 'Her başlığı 1 (henüz yok) ile 5 (iyi işliyor) arasında puanlayın ve puanın neye dayandığını yazın.',
    },
    prose: [],
  },
  {
    id: 'contributions',
    label: { en: 'What each brings and needs', tr: 'Kim ne getiriyor, neye ihtiyaç duyuyor' },
    guidance: {
      en: 'Write what you do well and can share, and what you want to learn. Then choose together how you will learn.',
      tr: 'İyi yaptığınız ve paylaşabileceğiniz şeyleri, bir de öğrenmek istediklerinizi yazın. Sonra nasıl öğreneceğinizi birlikte seçin.',
    },
    prose: perSide('contributions', { en: 'What we bring and what we need', tr: 'Ne getiriyoruz, neye ihtiyacımız var' }),
  },
  {
    id: 'objectives',
    label: { en: 'Objectives', tr: 'Hedefler' },
    guidance: {
      en: 'Two to five changes you want to see inside your organisations, each with a date.',
      tr: 'Kuruluşlarınızın içinde görmek istediğiniz iki ile beş arası değişiklik, her biri bir tarihle.',
    },
    prose: [],
  },
  {
    id: 'practice',
    label: { en: 'The practice you are designing', tr: 'Tasarladığınız uygulama' },
    guidance: {
      en: 'Describe the new way of working so that a colleague who was not there could try it.',
      tr: 'Yeni çalışma biçimini, orada olmayan bir arkadaşınızın deneyebileceği kadar açık anlatın.',
    },
    prose: [together('practice', { en: 'How it works', tr: 'Nasıl işliyor' })],
  },
  {
    id: 'actions',
    label: { en: 'Actions', tr: 'Eylemler' },
    guidance: {
      en: 'Who does what by when. One person answers for each action, even if many help.',
      tr: 'Kim, neyi, ne zamana kadar yapacak? Yardım eden çok olsa da her eylemden bir kişi sorumludur.',
    },
    prose: [],
  },
  {
    id: 'mobility',
    label: { en: 'Mobility', tr: 'Hareketlilik' },
    guidance: {
      en: 'Visits and meetings that serve an action. Say how many travel from each side; never write passport details here.',
      tr: 'Bir eyleme hizmet eden ziyaret ve toplantılar. Her taraftan kaç kişinin gideceğini yazın; pasaport bilgisi yazmayın.',
    },
    prose: [together('mobility', { en: 'What travellers should learn and bring home', tr: 'Gidenler ne öğrenmeli, eve ne getirmeli' })],
  },
  {
    id: 'budget',
    label: { en: 'Budget', tr: 'Bütçe' },
    guidance: {
      en: 'One envelope for both organisations. Give every cost the organisation that pays it and the action it serves.',
      tr: 'İki kuruluş için tek bütçe. Her giderin yanına ödeyen kuruluşu ve hizmet ettiği eylemi yazın.',
    },
    prose: [together('budget', { en: 'How we share the envelope', tr: 'Bütçeyi nasıl paylaşıyoruz' })],
  },
  {
    id: 'indicators',
    label: { en: 'Indicators and review dates', tr: 'Göstergeler ve gözden geçirme tarihleri' },
    guidance: {
      en: 'How you will see that an objective is reached, and the day on which you look together.',
      tr: 'Bir hedefe ulaşıldığını nasıl göreceksiniz ve hangi gün birlikte bakacaksınız?',
    },
    prose: [],
  },
  {
    id: 'adaptation',
    label: { en: 'Adaptation in each organisation', tr: 'Her kuruluşta uyarlama' },
    guidance: {
      en: 'The core is shared; what will be different in your own organisation, with its people, laws and habits?',
      tr: 'Öz ortak; peki kendi kuruluşunuzda, kendi insanları, yasaları ve alışkanlıklarıyla ne farklı olacak?',
    },
    // Each organisation's own, in a document of its own: see ADAPTATION in capacity-model.
    prose: [],
  },
  {
    id: 'risks',
    label: { en: 'Risks and safeguarding', tr: 'Riskler ve koruma' },
    guidance: {
      en: 'What could go wrong, for the work and for people, and what you will do then. Do not name anyone at risk.',
      tr: 'İş için ve insanlar için ne ters gidebilir, o zaman ne yaparsınız? Risk altındaki kimsenin adını yazmayın.',
    },
    prose: [together('risks', { en: 'How we keep people safe', tr: 'İnsanları nasıl koruyoruz' })],
  },
  {
    id: 'commitment',
    label: { en: 'Commitment after the programme', tr: 'Programdan sonraki taahhüt' },
    guidance: {
      en: 'What stays when the money ends: who carries it, with what time, and what you promise each other.',
      tr: 'Para bittiğinde ne kalacak: kim, hangi zamanla sürdürecek ve birbirinize ne söz veriyorsunuz?',
    },
    prose: [together('commitment', { en: 'What we commit to', tr: 'Neyi taahhüt ediyoruz' })],
  },
  {
    id: 'lessons',
    label: { en: 'Lessons and reusable outputs', tr: 'Dersler ve yeniden kullanılabilir çıktılar' },
    guidance: {
      en: 'What you would tell the next pair, and which templates, guides or recordings they can use.',
      tr: 'Sizden sonraki ortaklara ne söylerdiniz; hangi şablonları, rehberleri, kayıtları kullanabilirler?',
    },
    prose: [together('lessons', { en: 'What we learned and leave behind', tr: 'Ne öğrendik, geriye ne bırakıyoruz' })],
  },
] as const satisfies readonly SectionText[];

export type SectionId = (typeof SECTION_TEXTS)[number]['id'];
