import type { IssueId } from '@kopru/schema/vocabulary';

/** What invented organisations say of a need: sentences in English, then some in Turkish. */
export const NEEDS: Readonly<Record<IssueId, { readonly en: readonly string[]; readonly tr: readonly string[] }>> = {
  'volunteer-management': {
    en: [
      'Seventy people help us and one person keeps their phone numbers on paper. We want a way that survives her holidays.',
      'Volunteers stay for one season and leave quietly. We do not know why, because we never ask.',
      'Everyone does everything. We would like clear roles that people can choose.',
    ],
    tr: ['Gönüllülerimiz çok ama kimin ne yaptığını bilen yok; adil bir görev dağılımı kurmak istiyoruz.'],
  },
  'volunteer-recruitment': {
    en: [
      'The same twelve people come to every event. We want to reach those who do not know us yet.',
      'Students find us, people over thirty do not.',
    ],
    tr: ['Mahallenin dışından kimse bize ulaşmıyor; yeni gönüllü bulmanın yollarını arıyoruz.'],
  },
  'staff-wellbeing': {
    en: [
      'Two colleagues burnt out last winter. We want to talk about workload before the third does.',
      'Our work is heavy to listen to and we carry it home. We have no supervision and no rules for rest.',
    ],
    tr: ['Ekip yoruldu. Birbirimize iyi bakmayı, dinlenmeyi de işin parçası saymayı öğrenmek istiyoruz.'],
  },
  'succession-and-leadership': {
    en: [
      'Our founder wants to step back next year and nobody dares to step forward.',
      'Everything important is in the head of one person. We want to share it out before it is lost.',
    ],
    tr: ['Kurucu kuşak çekiliyor; gençlere görevi nasıl devredeceğimizi bilmiyoruz.'],
  },
  'diversity-and-inclusion': {
    en: [
      'We speak for a mixed neighbourhood, but our team is not mixed at all.',
      'Our meetings are in the evening, upstairs, in one language. We know whom that leaves out.',
    ],
    tr: ['Ekibimiz çalıştığımız mahalleye benzemiyor; bunu değiştirmek istiyoruz.'],
  },
  'individual-donor-fundraising': {
    en: [
      'Ninety per cent of our money comes from two project grants. We want two hundred people who give a little each month.',
      'Asking for money embarrasses us. We would like to learn it from people who do it kindly.',
    ],
    tr: ['Düzenli küçük bağışlarla ayakta durmak istiyoruz; bağışçıyla konuşmanın dilini bulamadık.'],
  },
  'institutional-fundraising': {
    en: [
      'We hear of calls a week before they close. We need a calendar and the courage to skip some.',
      'Foundations like our work and then ask for papers we do not have.',
    ],
    tr: ['Fonların dilini çözemiyoruz; hangi kapıyı çalacağımızı öğrenmek istiyoruz.'],
  },
  'social-enterprise-income': {
    en: [
      'Our workshop sells out each December and is empty until spring. Can it carry one salary all year?',
      'We have a product people love and a price that loses money.',
    ],
    tr: ['Ürünlerimiz beğeniliyor ama kazanmıyoruz; fiyat ve satış konusunda yol arıyoruz.'],
  },
  'financial-management': {
    en: [
      'We know what we spent when the year is over. We would like to know it in March.',
      'One treasurer, one spreadsheet, no second pair of eyes.',
    ],
    tr: ['Bütçeyi yıl bitince görüyoruz; her ay nerede olduğumuzu bilmek istiyoruz.'],
  },
  'proposal-writing': {
    en: ['Our proposals describe what we do, never what will change.', 'We write at night before the deadline and it shows.'],
    tr: ['İyi iş yapıyoruz ama yazıya dökemiyoruz; öneri yazmayı birlikte çalışmak isteriz.'],
  },
  'board-development': {
    en: [
      'Our board signs what we put in front of it. We would like it to ask questions.',
      'Seven kind people, three of whom come. We want a board that knows its job.',
    ],
    tr: ['Yönetim kurulumuz kâğıt üzerinde; birlikte düşünen bir kurula ihtiyacımız var.'],
  },
  'legal-and-compliance': {
    en: ['New rules arrive each year and we read them in the newspaper.', 'Data protection frightens us, so we do nothing about it.'],
    tr: ['Mevzuat sık değişiyor, yetişemiyoruz; sade bir uyum takvimine ihtiyacımız var.'],
  },
  'internal-democracy': {
    en: ['Decisions are made by whoever stays longest in the meeting.', 'Members pay and nod. We want them to decide something real.'],
    tr: ['Kararları hep aynı üç kişi alıyor; üyelerin gerçekten söz sahibi olmasını istiyoruz.'],
  },
  safeguarding: {
    en: [
      'We work with children and our only rule is common sense. That is not enough.',
      'When somebody reports harm, we would not know whom to call first.',
    ],
    tr: ['Çocuklarla çalışıyoruz, yazılı bir koruma politikamız yok; birlikte hazırlamak istiyoruz.'],
  },
  'strategic-planning': {
    en: ['We say yes to everything. We need a plan that helps us to say no.', 'Our strategy ended three years ago and nobody noticed.'],
    tr: ['Günü kurtarıyoruz; üç yıl sonrasını düşünmeye alan açmak istiyoruz.'],
  },
  'advocacy-and-lobbying': {
    en: [
      'We know the problem street by street, but the town hall does not answer our letters.',
      'We were invited to a committee once and did not know what to ask for.',
    ],
    tr: ['Belediyeyle konuşuyoruz ama sözümüz karara dönüşmüyor; savunuculuğu öğrenmek istiyoruz.'],
  },
  'external-communication': {
    en: ['Our newsletter is long, late and read by our relatives.', 'We have good stories and a website from 2014.'],
    tr: ['Yaptığımızı anlatamıyoruz; sade ve sıcak bir iletişim dili arıyoruz.'],
  },
  campaigning: {
    en: [
      'Our petitions gather four hundred signatures and then nothing happens.',
      'We would like to run one campaign well instead of five at once.',
    ],
    tr: ['Kampanyalarımız bir hafta sürüyor, sonra unutuluyor; uzun soluklu olmayı öğrenmek istiyoruz.'],
  },
  'media-relations': {
    en: [
      'Journalists call us when something terrible happens and never otherwise.',
      'We are afraid of interviews, so others speak about our topic.',
    ],
    tr: ['Yerel basın bizi tanımıyor; güvene dayalı bir ilişki kurmak istiyoruz.'],
  },
  'community-organising': {
    en: [
      'Neighbours come to us for help. We want them to come together without us.',
      'We do things for people; we would like to do them with people.',
    ],
    tr: ['Mahalleli bizden hizmet bekliyor; birlikte örgütlenmenin yolunu arıyoruz.'],
  },
  'online-mentoring': {
    en: [
      'Our mentors live two hours away from the young people they accompany. Online would help, if we knew how to keep it personal.',
      'We tried video mentoring once and half of the pairs went silent.',
    ],
    tr: ['Çevrim içi mentorluğa başladık ama eşleşmeler üçüncü haftada kopuyor; sürekliliği nasıl sağlayacağımızı arıyoruz.'],
  },
  'digital-tools': {
    en: ['Four chat groups, three drives, no overview.', 'We still count participants by hand and copy the numbers four times.'],
    tr: ['Dosyalarımız herkesin kendi bilgisayarında; ortak ve basit araçlara geçmek istiyoruz.'],
  },
  'digital-security': {
    en: [
      'We share one password and it is the name of our street.',
      'People trust us with sensitive stories. We are not sure that our phones deserve it.',
    ],
    tr: ['Hassas bilgilerle çalışıyoruz; telefonlarımızı ve yazışmalarımızı korumayı öğrenmek istiyoruz.'],
  },
  'programme-design': {
    en: [
      'Our activities are loved but do not add up to anything. We would like to design a path from the first visit to the last.',
      'Every year we begin from an empty page.',
    ],
    tr: ['Etkinliklerimiz tek tek güzel ama bir bütün değil; program tasarlamayı öğrenmek istiyoruz.'],
  },
  'training-methods': {
    en: ['Our trainings are lectures with biscuits.', 'We know our subject well and teach it badly.'],
    tr: ['Eğitimlerimiz tek yönlü geçiyor; katılımcıyı içine alan yöntemler arıyoruz.'],
  },
  'participatory-methods': {
    en: [
      'We ask people what they think after everything is decided.',
      'The loud ones fill our workshops. We want methods in which the quiet ones shape the result.',
    ],
    tr: ['Toplantılarda hep aynı kişiler konuşuyor; herkesin katkı verebileceği yöntemler arıyoruz.'],
  },
  'monitoring-and-evaluation': {
    en: ['We count heads. We would like to know what changed for them.', 'Funders ask for indicators and we invent them in the last week.'],
    tr: ['Kaç kişiye ulaştığımızı biliyoruz, neyin değiştiğini bilmiyoruz.'],
  },
  'knowledge-management': {
    en: [
      'When somebody leaves, three years of experience leave with them.',
      'We have solved the same problem four times because nobody wrote it down.',
    ],
    tr: ['Bilgi kişilerde kalıyor; deneyimi yazıya döken bir düzen kurmak istiyoruz.'],
  },
  'internal-communication': {
    en: [
      'Our two offices learn about each other from social media.',
      'Meetings are long and afterwards everybody remembers another decision.',
    ],
    tr: ['Şubelerimiz birbirinden habersiz; iç iletişimi düzene koymak istiyoruz.'],
  },
  'networking-and-partnerships': {
    en: ['We know everyone in our town and nobody outside it.', 'We have signed many partnerships and worked in few of them.'],
    tr: ['Yurt dışında hiç ortağımız yok; güvene dayalı bir ortaklığın nasıl kurulduğunu öğrenmek istiyoruz.'],
  },
  'crisis-response': {
    en: [
      'After the flood we did everything at once and nothing well. We want to be ready before the next one.',
      'When a crisis comes we have no list of who does what.',
    ],
    tr: ['Depremden sonra yaptıklarımızı yazmadık; bir sonraki krize hazırlıklı olmak istiyoruz.'],
  },
};
