import type { Labels } from './label.ts';

/** The six areas that organisational issues fall into, in the order in which they are shown. */
export const AREAS = [
  { id: 'people', labels: { en: 'People', tr: 'İnsan' } },
  { id: 'money', labels: { en: 'Money', tr: 'Para' } },
  { id: 'governance', labels: { en: 'Governance', tr: 'Yönetişim' } },
  { id: 'voice', labels: { en: 'Voice', tr: 'Ses' } },
  { id: 'practice', labels: { en: 'Practice', tr: 'Uygulama' } },
  { id: 'learning', labels: { en: 'Learning', tr: 'Öğrenme' } },
] as const satisfies readonly { readonly id: string; readonly labels: Labels }[];

export type AreaId = (typeof AREAS)[number]['id'];

interface IssueShape {
  readonly id: string;
  readonly area: AreaId;
  readonly labels: Labels;
}

/** What an organisation can need or offer: the leaves of the two-level vocabulary. Ids are stable; they are retired, never renamed. */
export const ISSUES = [
  { id: 'volunteer-management', area: 'people', labels: { en: 'Volunteer management', tr: 'Gönüllü yönetimi' } },
  { id: 'volunteer-recruitment', area: 'people', labels: { en: 'Volunteer recruitment', tr: 'Gönüllü kazanma' } },
  { id: 'staff-wellbeing', area: 'people', labels: { en: 'Staff wellbeing', tr: 'Çalışanların iyi oluşu' } },
  { id: 'succession-and-leadership', area: 'people', labels: { en: 'Succession and leadership', tr: 'Görev devri ve liderlik' } },
  { id: 'diversity-and-inclusion', area: 'people', labels: { en: 'Diversity and inclusion', tr: 'Çeşitlilik ve kapsayıcılık' } },
  { id: 'individual-donor-fundraising', area: 'money', labels: { en: 'Fundraising from individuals', tr: 'Bireysel bağışçılık' } },
  { id: 'institutional-fundraising', area: 'money', labels: { en: 'Fundraising from institutions', tr: 'Kurumsal kaynak geliştirme' } },
  { id: 'social-enterprise-income', area: 'money', labels: { en: 'Social enterprise income', tr: 'Sosyal girişim geliri' } },
  { id: 'financial-management', area: 'money', labels: { en: 'Financial management', tr: 'Mali yönetim' } },
  { id: 'proposal-writing', area: 'money', labels: { en: 'Proposal writing', tr: 'Proje önerisi yazma' } },
  { id: 'board-development', area: 'governance', labels: { en: 'Board development', tr: 'Yönetim kurulunu geliştirme' } },
  { id: 'legal-and-compliance', area: 'governance', labels: { en: 'Legal matters and compliance', tr: 'Hukuk ve mevzuata uyum' } },
  { id: 'internal-democracy', area: 'governance', labels: { en: 'Internal democracy', tr: 'Örgüt içi demokrasi' } },
  { id: 'safeguarding', area: 'governance', labels: { en: 'Safeguarding', tr: 'Koruma politikası' } },
  { id: 'strategic-planning', area: 'governance', labels: { en: 'Strategic planning', tr: 'Stratejik planlama' } },
  { id: 'advocacy-and-lobbying', area: 'voice', labels: { en: 'Advocacy and lobbying', tr: 'Savunuculuk ve lobicilik' } },
  { id: 'external-communication', area: 'voice', labels: { en: 'External communication', tr: 'Dış iletişim' } },
  { id: 'campaigning', area: 'voice', labels: { en: 'Campaigning', tr: 'Kampanya yürütme' } },
  { id: 'media-relations', area: 'voice', labels: { en: 'Media relations', tr: 'Medya ilişkileri' } },
  { id: 'community-organising', area: 'voice', labels: { en: 'Community organising', tr: 'Topluluk örgütlenmesi' } },
  { id: 'online-mentoring', area: 'practice', labels: { en: 'Online mentoring', tr: 'Çevrim içi mentorluk' } },
  { id: 'digital-tools', area: 'practice', labels: { en: 'Digital tools', tr: 'Dijital araçlar' } },
  { id: 'digital-security', area: 'practice', labels: { en: 'Digital security', tr: 'Dijital güvenlik' } },
  { id: 'programme-design', area: 'practice', labels: { en: 'Programme design', tr: 'Program tasarımı' } },
  { id: 'training-methods', area: 'practice', labels: { en: 'Training methods', tr: 'Eğitim yöntemleri' } },
  { id: 'participatory-methods', area: 'practice', labels: { en: 'Participatory methods', tr: 'Katılımcı yöntemler' } },
  { id: 'monitoring-and-evaluation', area: 'learning', labels: { en: 'Monitoring and evaluation', tr: 'İzleme ve değerlendirme' } },
  { id: 'knowledge-management', area: 'learning', labels: { en: 'Knowledge management', tr: 'Bilgi yönetimi' } },
  { id: 'internal-communication', area: 'learning', labels: { en: 'Internal communication', tr: 'İç iletişim' } },
  { id: 'networking-and-partnerships', area: 'learning', labels: { en: 'Networking and partnerships', tr: 'Ağ kurma ve ortaklıklar' } },
  { id: 'crisis-response', area: 'learning', labels: { en: 'Crisis response', tr: 'Krize müdahale' } },
] as const satisfies readonly IssueShape[];

export type IssueId = (typeof ISSUES)[number]['id'];

/** An organisational issue: stable kebab-case id, the area it belongs to, labels. */
export interface Issue extends IssueShape {
  readonly id: IssueId;
}

/** An area of issues. */
export interface Area {
  readonly id: AreaId;
  readonly labels: Labels;
}

const byId: ReadonlyMap<string, Issue> = new Map<string, Issue>(ISSUES.map((issue) => [issue.id, issue]));
const areasById: ReadonlyMap<string, Area> = new Map<string, Area>(AREAS.map((area) => [area.id, area]));

/** The issue with this id, or undefined. */
export function issueById(id: string): Issue | undefined {
  return byId.get(id);
}

export function isIssueId(id: string): id is IssueId {
  return byId.has(id);
}

/** The area with this id, or undefined. */
export function areaById(id: string): Area | undefined {
  return areasById.get(id);
}

/** The issues of one area, in vocabulary order. */
export function issuesOfArea(area: AreaId): readonly Issue[] {
  return ISSUES.filter((issue) => issue.area === area);
}
