import type { IssueId } from '@kopru/schema/vocabulary';

/** What invented organisations say of something they do well: sentences in English, then some in Turkish. */
export const OFFERS: Readonly<Record<IssueId, { readonly en: readonly string[]; readonly tr: readonly string[] }>> = {
  'volunteer-management': {
    en: [
      'Two hundred volunteers, one coordinator, and a shift calendar that people fill in themselves. It has run for six years.',
      'We train our volunteers to train the next ones and can show how we hand over.',
    ],
    tr: ['Gönüllülerimizle altı aylık sözleşmeler yapıyor, her dönem sonunda birlikte değerlendiriyoruz; yöntemimizi paylaşırız.'],
  },
  'volunteer-recruitment': {
    en: [
      'We find volunteers at bus stops, in choirs and in night schools, and half of them stay.',
      'Our open Thursdays bring five new faces a month.',
    ],
    tr: ['Her ay düzenlediğimiz tanışma kahvaltıları yeni gönüllülerin kapısı oldu.'],
  },
  'staff-wellbeing': {
    en: [
      'A four-day week in summer, supervision every month and a rule that nobody answers mail on Sundays. It held, even in hard times.',
      'We have a small care fund and a plan for people who come back after illness.',
    ],
    tr: ['Ekip içi destek çemberlerimiz dört yıldır sürüyor; nasıl kurduğumuzu anlatırız.'],
  },
  'succession-and-leadership': {
    en: [
      'We changed our whole leadership in two years without losing a partner. We wrote a diary of it.',
      'Two people share the director’s chair; we know what it takes.',
    ],
    tr: ['Eş yöneticilik modeline geçtik; nelerin işe yaradığını biliyoruz.'],
  },
  'diversity-and-inclusion': {
    en: [
      'Half of our team came to this country in the last ten years. We changed our hiring to make that happen.',
      'All our events have a quiet room, an interpreter and a budget line for both.',
    ],
    tr: ['Etkinliklerimizi baştan herkes için erişilebilir kurguluyoruz; kontrol listemizi paylaşırız.'],
  },
  'individual-donor-fundraising': {
    en: [
      'Eight hundred households give us six euros a month. We write to them like neighbours.',
      'Our yearly call raises a third of our budget; we can show every letter and what came back.',
    ],
    tr: ['Dört yüz düzenli bağışçımız var; onlarla nasıl bağ kurduğumuzu anlatabiliriz.'],
  },
  'institutional-fundraising': {
    en: ['We have managed eleven European grants and still like each other.', 'We keep a map of funders with what they really pay for.'],
    tr: ['Kurumsal fonlarla on yıllık deneyimimiz var; takvimimizi ve şablonlarımızı açarız.'],
  },
  'social-enterprise-income': {
    en: [
      'Our café pays for two of our five salaries. We can open the books.',
      'We turned a hobby workshop into a small business that trains people.',
    ],
    tr: ['Kooperatifimizin geliri dernek giderlerinin yarısını karşılıyor; hesabımızı paylaşırız.'],
  },
  'financial-management': {
    en: [
      'A one-page budget that our youngest member understands, updated on the fifth of each month.',
      'We passed four audits and keep the folder structure that made it painless.',
    ],
    tr: ['Aylık tek sayfalık mali tablomuz var; şablonu ve eğitimini veririz.'],
  },
  'proposal-writing': {
    en: [
      'We write proposals in mixed teams of three and win one out of three.',
      'We read each other’s drafts with a simple list of questions; it works for beginners too.',
    ],
    tr: ['Öneri yazma atölyemizi her yıl yerel örgütlere açıyoruz.'],
  },
  'board-development': {
    en: [
      'Our board has a job description, a mentor for newcomers and an end date.',
      'Once a year our board evaluates itself, gently and in writing.',
    ],
    tr: ['Yönetim kuruluna yeni gelenler için bir yıllık uyum programımız var.'],
  },
  'legal-and-compliance': {
    en: [
      'A lawyer among us wrote a yearly calendar of duties in plain words.',
      'We went through a full data protection review and kept all the forms.',
    ],
    tr: ['Derneklerin yıllık yükümlülüklerini sade bir takvime döktük; paylaşırız.'],
  },
  'internal-democracy': {
    en: ['Two hundred members decide our budget each spring in one afternoon.', 'We decide by consent and can still decide quickly.'],
    tr: ['Genel kurulumuz yılda bir gün değil, yılda dört akşam; katılım üç katına çıktı.'],
  },
  safeguarding: {
    en: [
      'A child-friendly complaint box, two trained contacts and a policy that fits on two pages.',
      'We have handled hard cases and learned to do it calmly.',
    ],
    tr: ['Çocuk koruma politikamızı çocuklarla birlikte yazdık; sürecini anlatabiliriz.'],
  },
  'strategic-planning': {
    en: [
      'Every three years we close for a week and plan with those we work for.',
      'Our strategy is one drawing that hangs in the kitchen. Everybody can explain it.',
    ],
    tr: ['Stratejimizi katılımcılarla birlikte bir haftalık kampta yapıyoruz.'],
  },
  'advocacy-and-lobbying': {
    en: [
      'We changed one sentence in a regional law and know the thirty conversations behind it.',
      'Our members speak in the council themselves; we train them for it.',
    ],
    tr: ['Kent konseyinde üç kararın çıkmasını sağladık; adım adım anlatırız.'],
  },
  'external-communication': {
    en: [
      'People read our monthly letter because it is short and has one good photograph.',
      'We help scientists and grandmothers to tell the same story.',
    ],
    tr: ['Sade dille yazma atölyeleri düzenliyoruz; örneklerimizi açarız.'],
  },
  campaigning: {
    en: [
      'Eighteen months, one demand, nine towns: we won and wrote down how.',
      'We make campaigns that people can join in five minutes and lead after five weeks.',
    ],
    tr: ['Yerel bir kampanyayı iki yıl canlı tuttuk; planımızı ve hatalarımızı paylaşırız.'],
  },
  'media-relations': {
    en: [
      'Local papers call us first because we answer within the hour and never exaggerate.',
      'We train people with lived experience for interviews and stay beside them.',
    ],
    tr: ['Yerel gazetecilerle aylık buluşmalarımız var; nasıl başladığımızı anlatırız.'],
  },
  'community-organising': {
    en: [
      'Four tenants’ groups grew out of our kitchen table and no longer need us.',
      'We knock on doors and listen for ten minutes. We can teach the ten minutes.',
    ],
    tr: ['Mahalle meclislerinin kuruluşuna eşlik ettik; deneyimimizi açarız.'],
  },
  'online-mentoring': {
    en: [
      'A hundred and forty mentoring pairs online, nine out of ten last the whole year. We match slowly and check in every month.',
      'We built a simple guide for mentors who meet young people on a screen.',
    ],
    tr: ['Çevrim içi mentorluk rehberimiz ve eşleştirme yöntemimiz var; birlikte uyarlayabiliriz.'],
  },
  'digital-tools': {
    en: [
      'We moved a team of forty to free software in one spring, without tears.',
      'We choose few tools, write one page for each and help in person.',
    ],
    tr: ['Küçük örgütler için açık kaynak araç setimiz var; kurulumunu da gösteririz.'],
  },
  'digital-security': {
    en: [
      'We teach security to people who hate computers, with stories instead of fear.',
      'We have a simple plan for lost phones, stolen accounts and raids.',
    ],
    tr: ['Hak örgütleri için iki günlük dijital güvenlik atölyemiz var.'],
  },
  'programme-design': {
    en: [
      'Our year-long programme has a clear path with doors to enter late and leave early.',
      'We design with participants on the first day and again in the middle.',
    ],
    tr: ['Bir yıllık program tasarımımızı katılımcılarla birlikte yapıyoruz; araçlarımız hazır.'],
  },
  'training-methods': {
    en: [
      'Our trainers use theatre, maps and silence. Nobody sleeps.',
      'We wrote forty exercises for mixed groups and tried each of them ten times.',
    ],
    tr: ['Oyun temelli eğitim yöntemlerimizi eğitmenlere aktarıyoruz.'],
  },
  'participatory-methods': {
    en: [
      'Children, elders and officials around one map: we have done it sixty times.',
      'We know how to run an assembly in which the quiet ones decide as much as the loud.',
    ],
    tr: ['Katılımcı haritalama ve forum tiyatrosunu yıllardır kullanıyoruz.'],
  },
  'monitoring-and-evaluation': {
    en: [
      'We ask three questions before, after and a year later, and we change things because of the answers.',
      'Our participants evaluate us with photographs; funders accept it.',
    ],
    tr: ['Hikâye temelli değerlendirme yapıyoruz; rakamlarla birlikte kullanmayı gösterebiliriz.'],
  },
  'knowledge-management': {
    en: [
      'Whoever leaves writes a letter to whoever comes. We have thirty such letters and an index.',
      'Our open handbook is read by groups we have never met.',
    ],
    tr: ['Örgüt hafızası için basit bir arşiv düzenimiz var; şablonunu veririz.'],
  },
  'internal-communication': {
    en: [
      'One page on Monday, twenty minutes on Thursday. Four towns stay in step with it.',
      'We write decisions down while they are made, on the wall.',
    ],
    tr: ['Dört şehirdeki ekibimiz haftalık tek sayfayla haberleşiyor; yöntemimiz basit.'],
  },
  'networking-and-partnerships': {
    en: [
      'We keep a network of thirty small groups alive with two meetings a year.',
      'Before each partnership we spend a day on what could go wrong. It saves a year.',
    ],
    tr: ['Bölgemizde yirmi örgütlük bir ağı yürütüyoruz; nasıl canlı tuttuğumuzu paylaşırız.'],
  },
  'crisis-response': {
    en: [
      'After the earthquake we fed nine hundred people a day for three months and wrote down every mistake.',
      'We have a crisis plan on one page, practised twice a year.',
    ],
    tr: ['Afet sonrası koordinasyon deneyimimizi ve tek sayfalık planımızı paylaşırız.'],
  },
};
