import type { ActivityRow } from './activity.reads.ts';

/**
 * Turkish sentences by kind. `{0}` is the name of the first organisation, `{#0}` the first number of the stored English sentence. A
 * kind that is not here is told in English.
 */
const TURKISH: Readonly<Record<string, string>> = {
  ORGANISATION_CREATED: '{0} katıldı.',
  ORGANISATION_UPDATED: '{0} profilini güncelledi.',
  ORGANISATION_VERIFIED: '{0} doğrulandı.',
  VERIFICATION_WITHDRAWN: '{0} için verilen doğrulama geri alındı.',
  ORGANISATIONS_IMPORTED: 'Bir liste içe aktarıldı: {#0} yeni kuruluş, {#1} değişiklik.',
  REPRESENTATIVE_INVITED: '{0} ikinci temsilcisini davet etti.',
  REPRESENTATIVE_JOINED: 'Artık ikinci bir kişi de {0} adına çalışıyor.',
  REPRESENTATIVE_LEFT: 'Bir kişi artık {0} adına çalışmıyor.',
  INVITATION_SENT: '{0}, {1} kuruluşunu davet etti.',
  INVITATION_ACCEPTED: '{0}, {1} kuruluşunun davetini kabul etti.',
  INVITATION_DECLINED: '{0}, {1} kuruluşunun davetini geri çevirdi.',
  INVITATION_WITHDRAWN: '{0}, {1} kuruluşuna gönderdiği daveti geri çekti.',
  INVITATION_EXPIRED: '{0} kuruluşunun {1} kuruluşuna gönderdiği davetin süresi doldu.',
  PARTNERSHIP_FORMED: '{0} ile {1} ortak oldu.',
  PARTNERSHIP_DROPPED_OUT: '{0}, {1} ile ortaklığından ayrıldı.',
  SUGGESTION_MADE: '{0} ile {1} birbirine önerildi.',
  SUGGESTION_ACCEPTED: '{0}, {1} ile ilgili öneriye evet dedi.',
  SUGGESTION_AGREED: '{0} da evet dedi: {1} ile ilgili öneride anlaştılar.',
  SUGGESTION_DECLINED: '{0}, {1} ile ilgili öneriye hayır dedi.',
  SUGGESTION_EXPIRED: '{0} ile {1} arasındaki önerinin süresi doldu.',
  SUGGESTION_OVERTAKEN: '{0} başka yoldan ortak buldu; {1} ile ilgili öneri sona erdi.',
  SUGGESTION_REMINDED: '{0} kuruluşuna, {1} ile ilgili öneriyi yanıtlaması hatırlatıldı.',
  MATCH_ROUND_MADE: 'Bir eşleştirme turu başlatıldı.',
  MATCH_ROUND_CHANGED: 'Bir eşleştirme turunun ayarları değiştirildi.',
  MATCH_ROUND_PAIR_LOCKED: 'Bir eşleştirme turunda {0} ile {1} çift olarak sabitlendi.',
  MATCH_ROUND_PAIR_FORBIDDEN: 'Bir eşleştirme turunda {0} ile {1} ayrı tutuldu.',
  MATCH_ROUND_PAIR_FREED: 'Bir eşleştirme turunda {0} ile {1} yeniden tura bırakıldı.',
  MATCH_ROUND_QUEUED: 'Bir eşleştirme turu yeniden çözülüyor.',
  MATCH_ROUND_SOLVED: 'Bir eşleştirme turunun çiftleri bulundu.',
  MATCH_ROUND_FAILED: 'Bir eşleştirme turu çözülemedi.',
  MATCH_ROUND_CANCELLED: 'Bir eşleştirme turu durduruldu.',
  MATCH_ROUND_PUBLISHED: 'Bir eşleştirme turu yayımlandı: {#0} öneri.',
  MATCH_ROUND_WEIGHTS_ADOPTED: 'Çağrı, bir eşleştirme turunun ağırlıklarını devraldı.',
  VERSION_NAMED: '{0}, {1} ile yazdığının bir sürümünü adlandırdı.',
  VERSION_RESTORED: '{0}, {1} ile yazdığının bir sürümünü geri yükledi.',
  VERSION_REMOVED: '{0}, {1} ile yazdığının bir sürümünü kaldırdı.',
  VERSION_SIGNED: '{0} bir sürümü imzaladı; {1} kuruluşunun imzası bekleniyor.',
  VERSION_JOINTLY_SIGNED: '{0} da imzaladı: bir sürümde artık hem {0} hem {1} imzası var.',
  SIGNATURE_WITHDRAWN: '{0}, {1} ile yazdığı bir sürümdeki imzasını geri çekti.',
  SIGNATURE_FALLEN: '{0} kuruluşunun imzası düştü, çünkü {1} ile yazdığı metin değiştirildi.',
  CALL_CREATED: 'Yeni bir çağrı duyuruldu.',
  DEADLINE_EXTENDED: 'Çağrının son başvuru tarihi uzatıldı.',
};

const UNNAMED: Readonly<Record<string, string>> = { en: 'an organisation', tr: 'bir kuruluş' };

/** The sentence of an event in a language (`en` for every other one than `tr`), with the names the organisations have now. */
export function sentenceOf(activity: ActivityRow, language: string): string {
  const spoken = language === 'tr' && TURKISH[activity.kind] ? 'tr' : 'en';
  const template = (spoken === 'tr' ? TURKISH[activity.kind] : undefined) ?? activity.template;
  const numbers = activity.template.match(/(?<!\{)\b\d+\b(?!\})/g) ?? [];
  // One pass: a name that itself holds `{1}` stays as it is.
  const sentence = template.replace(/\{(#?)(\d+)\}/g, (_whole, isNumber: string, index: string) =>
    isNumber ? (numbers[Number(index)] ?? '') : (activity.names[Number(index)] ?? UNNAMED[spoken] ?? ''),
  );
  // A name such as “Uferleben e. V.” brings its own full stop.
  return sentence.replace(/\.\.$/, '.');
}
