import type { FieldId } from './fields.ts';
import type { IssueId } from './issues.ts';

/** Words, in each interface language, that people type when they mean a field or an issue. */
export interface SearchWords {
  readonly en: readonly string[];
  readonly tr: readonly string[];
}

/**
 * Search words besides the label, per field. A person who types "çevre" or "climate" means ecology, in whichever language the
 * organisation wrote its profile. Only words that stand for the whole field: a word for one activity in it belongs into the profile.
 */
export const FIELD_SYNONYMS: Readonly<Record<FieldId, SearchWords>> = {
  ecology: { en: ['environment', 'climate', 'nature', 'sustainability'], tr: ['çevre', 'iklim', 'doğa', 'sürdürülebilirlik'] },
  gender: { en: ['gender equality', 'feminism', 'GBV', 'SGBV'], tr: ['cinsiyet eşitliği', 'feminizm'] },
  'human-rights': { en: ['civil rights', 'freedoms'], tr: ['insan hakkı', 'özgürlükler'] },
  'childrens-rights': { en: ['children', 'child protection'], tr: ['çocuklar', 'çocuk koruma'] },
  'womens-rights': { en: ['women', 'feminism'], tr: ['kadınlar', 'kadın hareketi', 'feminizm'] },
  'formal-education': { en: ['school', 'university', 'teaching'], tr: ['okul', 'üniversite', 'öğretim'] },
  'non-formal-education': {
    en: ['informal learning', 'adult education', 'lifelong learning', 'NFE'],
    tr: ['halk eğitimi', 'yaşam boyu öğrenme'],
  },
  'urban-development': { en: ['city', 'housing', 'planning'], tr: ['şehir', 'konut', 'planlama', 'kentsel'] },
  'anti-discrimination': { en: ['antiracism', 'equality', 'racism'], tr: ['ırkçılık karşıtı', 'eşitlik'] },
  youth: { en: ['young people', 'youth work'], tr: ['gençler', 'gençlik çalışması'] },
  disability: { en: ['disabled people', 'accessibility'], tr: ['engelliler', 'engelsiz', 'erişilebilirlik'] },
  'refugees-and-migration': { en: ['migrants', 'asylum', 'refugee'], tr: ['göçmen', 'sığınmacı', 'mülteci', 'iltica'] },
  'lgbti-rights': {
    en: ['lgbt', 'lgbtq', 'lgbtqi', 'lgbtiq', 'lgbtqia', 'queer', 'trans'],
    tr: ['lgbt', 'kuir', 'eşcinsel', 'trans'],
  },
  'culture-and-arts': { en: ['music', 'theatre', 'heritage', 'art'], tr: ['müzik', 'tiyatro', 'kültürel miras'] },
  health: { en: ['public health', 'mental health', 'care'], tr: ['halk sağlığı', 'ruh sağlığı', 'bakım'] },
  'rural-development': { en: ['village', 'agriculture', 'farming'], tr: ['köy', 'tarım', 'çiftçi'] },
  'democracy-and-participation': { en: ['citizenship', 'civic', 'elections'], tr: ['yurttaşlık', 'vatandaşlık', 'seçim'] },
  'animal-rights': { en: ['animal welfare', 'animals'], tr: ['hayvan refahı', 'hayvanlar'] },
  'peace-and-dialogue': {
    en: ['conflict resolution', 'reconciliation', 'peacebuilding'],
    tr: ['çatışma çözümü', 'uzlaşma', 'barış inşası'],
  },
  'social-economy': { en: ['social enterprise', 'solidarity economy', 'cooperatives'], tr: ['sosyal girişim', 'dayanışma ekonomisi'] },
};

/** Search words besides the label, per issue. */
export const ISSUE_SYNONYMS: Readonly<Record<IssueId, SearchWords>> = {
  'volunteer-management': { en: ['volunteers', 'volunteering'], tr: ['gönüllüler', 'gönüllülük'] },
  'volunteer-recruitment': { en: ['finding volunteers', 'new volunteers'], tr: ['gönüllü bulma', 'yeni gönüllüler'] },
  'staff-wellbeing': { en: ['burnout', 'self-care'], tr: ['tükenmişlik', 'öz bakım'] },
  'succession-and-leadership': { en: ['generational change', 'leaders'], tr: ['kuşak değişimi', 'liderler'] },
  'diversity-and-inclusion': { en: ['inclusive organisation', 'diverse', 'D&I', 'E&D', 'DEI', 'EDI'], tr: ['kapsayıcı örgüt', 'çeşitli'] },
  'individual-donor-fundraising': { en: ['donors', 'donations', 'crowdfunding'], tr: ['bağışçı', 'bağış', 'kitle fonlaması'] },
  'institutional-fundraising': { en: ['grants', 'funders', 'corporate donors'], tr: ['hibe', 'fon', 'fon verenler'] },
  'social-enterprise-income': { en: ['earned income', 'own income'], tr: ['iktisadi işletme', 'gelir getirici'] },
  'financial-management': { en: ['accounting', 'budgeting', 'bookkeeping'], tr: ['muhasebe', 'bütçe', 'finans'] },
  'proposal-writing': { en: ['grant writing', 'project proposals'], tr: ['proje yazma', 'proje teklifi'] },
  'board-development': { en: ['board members', 'trustees'], tr: ['yönetim kurulu', 'mütevelli'] },
  'legal-and-compliance': { en: ['law', 'data protection', 'regulations'], tr: ['yasal', 'veri koruma', 'mevzuat'] },
  'internal-democracy': { en: ['decision-making', 'members'], tr: ['karar alma', 'üyeler'] },
  safeguarding: { en: ['child safeguarding', 'abuse prevention', 'PSEA'], tr: ['çocuk güvenliği', 'istismarı önleme'] },
  'strategic-planning': { en: ['strategy', 'planning'], tr: ['strateji', 'planlama'] },
  'advocacy-and-lobbying': { en: ['policy work', 'lobby'], tr: ['politika çalışması', 'lobi'] },
  'external-communication': {
    en: ['public relations', 'social media', 'visibility', 'C4D'],
    tr: ['halkla ilişkiler', 'sosyal medya', 'görünürlük'],
  },
  campaigning: { en: ['campaigns', 'petition'], tr: ['kampanyalar', 'imza kampanyası'] },
  'media-relations': { en: ['press', 'journalists'], tr: ['basın', 'gazeteciler'] },
  'community-organising': { en: ['grassroots', 'mobilisation'], tr: ['taban', 'seferberlik', 'mahalle örgütlenmesi'] },
  'online-mentoring': { en: ['mentors', 'e-mentoring'], tr: ['mentor', 'uzaktan mentorluk'] },
  'digital-tools': { en: ['software', 'database', 'digitalisation', 'ICT'], tr: ['yazılım', 'veri tabanı', 'dijitalleşme', 'BİT'] },
  'digital-security': { en: ['cybersecurity', 'privacy'], tr: ['siber güvenlik', 'mahremiyet'] },
  'programme-design': { en: ['project design', 'theory of change', 'ToC'], tr: ['proje tasarımı', 'değişim teorisi'] },
  'training-methods': { en: ['trainers', 'facilitation', 'workshops', 'ToT'], tr: ['eğitmen', 'kolaylaştırıcılık', 'atölye'] },
  'participatory-methods': { en: ['participation', 'co-creation'], tr: ['katılım', 'birlikte tasarım'] },
  'monitoring-and-evaluation': { en: ['impact measurement', 'indicators', 'M&E', 'MEL'], tr: ['etki ölçümü', 'göstergeler', 'İ&D'] },
  'knowledge-management': { en: ['archive', 'institutional memory'], tr: ['arşiv', 'kurumsal hafıza'] },
  'internal-communication': { en: ['teamwork', 'meetings'], tr: ['ekip çalışması', 'toplantı'] },
  'networking-and-partnerships': { en: ['networks', 'coalition', 'partners'], tr: ['ağlar', 'koalisyon', 'ortak'] },
  'crisis-response': { en: ['earthquake', 'disaster', 'emergency', 'DRR'], tr: ['deprem', 'afet', 'acil durum'] },
};
