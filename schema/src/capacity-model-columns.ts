import { type Labels } from './vocabulary/label.ts';

/** Amounts are whole cents, never fractions. */
export interface Money {
  readonly cents: number;
  readonly currency: 'EUR' | 'TRY';
}

export interface Choice {
  readonly id: string;
  readonly label: Labels;
}

interface Described {
  /** Key of the cell in its row's Y.Map. */
  readonly id: string;
  readonly label: Labels;
}

/**
 * What a cell holds:
 * text: a Y.Text, so that two people typing in one cell keep both their words · score: whole number 1–5 · date: `YYYY-MM-DD` ·
 * status and choice: the id of one of `choices` · money: {@link Money} · organisation: an organisation's id · row: the id of a row of `of`.
 * Every cell but a text may be null: not filled in yet.
 */
export type Column =
  | (Described & { readonly type: 'text'; readonly maxLength: number })
  | (Described & { readonly type: 'score' | 'date' | 'money' | 'organisation' })
  | (Described & { readonly type: 'status' | 'choice'; readonly choices: readonly Choice[] })
  | (Described & { readonly type: 'row'; readonly of: RowSetName });

export type ColumnType = Column['type'];

export const ROW_SET_NAMES = ['baseline', 'objectives', 'actions', 'mobility', 'budget', 'indicators', 'risks'] as const;
export type RowSetName = (typeof ROW_SET_NAMES)[number];

/** 200 rows are far more than a page can be read with; the limit keeps a runaway script from filling the shared page. */
export const MAX_ROWS = 200;
export const SCORE_MIN = 1;
export const SCORE_MAX = 5;
/** 100 million in either currency: past any envelope, and exact as a JavaScript number. */
export const MAX_CENTS = 10_000_000_000;

const label = (en: string, tr: string): Labels => ({ en, tr });
const choice = (id: string, en: string, tr: string): Choice => ({ id, label: { en, tr } });

const organisation: Column = { id: 'organisation', type: 'organisation', label: label('Organisation', 'Kuruluş') };
const action: Column = { id: 'action', type: 'row', of: 'actions', label: label('Serves the action', 'Hizmet ettiği eylem') };
const objective: Column = { id: 'objective', type: 'row', of: 'objectives', label: label('Serves the objective', 'Hizmet ettiği hedef') };

const progress: readonly Choice[] = [
  choice('planned', 'Planned', 'Planlandı'),
  choice('under-way', 'Under way', 'Sürüyor'),
  choice('done', 'Done', 'Tamamlandı'),
  choice('dropped', 'Dropped', 'Vazgeçildi'),
];

/** The columns of each set of rows, in the order in which they are shown. */
export const COLUMNS: Readonly<Record<RowSetName, readonly Column[]>> = {
  baseline: [
    organisation,
    { id: 'aspect', type: 'text', maxLength: 200, label: label('Aspect', 'Başlık') },
    { id: 'score', type: 'score', label: label('Score 1–5', 'Puan 1–5') },
    { id: 'evidence', type: 'text', maxLength: 2000, label: label('What the score rests on', 'Puanın dayanağı') },
  ],
  objectives: [
    { id: 'objective', type: 'text', maxLength: 500, label: label('What will have changed', 'Ne değişmiş olacak') },
    { ...organisation, label: label('In which organisation (empty: both)', 'Hangi kuruluşta (boşsa ikisinde)') },
    { id: 'due', type: 'date', label: label('By', 'Tarih') },
  ],
  actions: [
    { id: 'action', type: 'text', maxLength: 500, label: label('Action', 'Eylem') },
    objective,
    { id: 'owner', type: 'text', maxLength: 120, label: label('Who answers for it', 'Sorumlu kişi') },
    organisation,
    { id: 'due', type: 'date', label: label('Due', 'Son tarih') },
    { id: 'status', type: 'status', choices: progress, label: label('Status', 'Durum') },
  ],
  mobility: [
    {
      id: 'kind',
      type: 'choice',
      label: label('Kind', 'Tür'),
      choices: [
        choice('study-visit', 'Study visit', 'Çalışma ziyareti'),
        choice('job-shadowing', 'Job shadowing', 'İşbaşı gözlem'),
        choice('residency', 'Residency', 'Konuk çalışma'),
        choice('online-meeting', 'Online meeting', 'Çevrim içi toplantı'),
        choice('working-group', 'Working group', 'Çalışma grubu'),
        choice('opening-meeting', 'Opening meeting', 'Açılış toplantısı'),
        choice('closing-meeting', 'Closing meeting', 'Kapanış toplantısı'),
      ],
    },
    action,
    { id: 'purpose', type: 'text', maxLength: 500, label: label('What it is for', 'Amacı') },
    { id: 'travellers', type: 'text', maxLength: 200, label: label('Who takes part, from each side', 'Her taraftan kimler katılıyor') },
    { id: 'place', type: 'text', maxLength: 120, label: label('Place', 'Yer') },
    { id: 'starts', type: 'date', label: label('First day', 'İlk gün') },
    { id: 'ends', type: 'date', label: label('Last day', 'Son gün') },
    { id: 'status', type: 'status', choices: progress, label: label('Status', 'Durum') },
  ],
  budget: [
    { id: 'item', type: 'text', maxLength: 200, label: label('What for', 'Ne için') },
    {
      id: 'category',
      type: 'choice',
      label: label('Category', 'Kalem'),
      choices: [
        choice('travel', 'Travel', 'Yol'),
        choice('accommodation', 'Accommodation and meals', 'Konaklama ve yemek'),
        choice('fees', 'Fees', 'Ücretler'),
        choice('materials', 'Materials', 'Malzeme'),
        choice('venue', 'Venue', 'Mekân'),
        choice('translation', 'Translation', 'Çeviri'),
        choice('other', 'Other', 'Diğer'),
      ],
    },
    action,
    { ...organisation, label: label('Who pays', 'Kim ödüyor') },
    { id: 'planned', type: 'money', label: label('Planned', 'Planlanan') },
    { id: 'spent', type: 'money', label: label('Spent', 'Harcanan') },
  ],
  indicators: [
    { id: 'indicator', type: 'text', maxLength: 300, label: label('What we look at', 'Neye bakıyoruz') },
    objective,
    { id: 'start', type: 'text', maxLength: 200, label: label('At the start', 'Başlangıçta') },
    { id: 'target', type: 'text', maxLength: 200, label: label('Target', 'Hedeflenen') },
    { id: 'review', type: 'date', label: label('We look on', 'Bakacağımız gün') },
    { id: 'result', type: 'text', maxLength: 500, label: label('What we saw', 'Ne gördük') },
  ],
  risks: [
    { id: 'risk', type: 'text', maxLength: 500, label: label('What could go wrong', 'Ne ters gidebilir') },
    { id: 'likelihood', type: 'score', label: label('Likelihood 1–5', 'Olasılık 1–5') },
    { id: 'harm', type: 'score', label: label('Harm 1–5', 'Zarar 1–5') },
    { id: 'response', type: 'text', maxLength: 1000, label: label('What we do then', 'O zaman ne yaparız') },
    { ...organisation, label: label('Who watches it', 'Kim izliyor') },
    {
      id: 'status',
      type: 'status',
      label: label('Status', 'Durum'),
      choices: [choice('open', 'Open', 'Açık'), choice('watched', 'Watched', 'İzleniyor'), choice('closed', 'Closed', 'Kapandı')],
    },
  ],
};

/** Single cells of a section, kept in the Y.Map `facts` under their id. */
export const FACTS = [
  {
    section: 'contributions',
    column: {
      id: 'learning-mode',
      type: 'choice',
      label: label('How we learn', 'Nasıl öğreniyoruz'),
      choices: [
        choice('MUTUAL', 'From each other', 'Birbirimizden'),
        choice('ONE_FROM_OTHER', 'One learns from the other', 'Birimiz ötekinden'),
        choice('TOGETHER_FROM_OTHERS', 'Together from others', 'Birlikte başkalarından'),
      ],
    },
  },
] as const satisfies readonly { section: string; column: Column }[];

export type FactId = (typeof FACTS)[number]['column']['id'];
