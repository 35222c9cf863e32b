import type { FieldId } from '@kopru/schema/vocabulary';

/** What invented organisations do, by field. `{n}` becomes a number, `{place}` a part of town or country. Whole sentences. */
export const WORK: Readonly<Record<FieldId, { readonly en: readonly string[]; readonly tr: readonly string[] }>> = {
  ecology: {
    en: [
      'We measure the water of {n} streams together with the people who live beside them.',
      'Each autumn {n} volunteers plant hedges where the wind took the soil away.',
      'Our seed library lends {n} old varieties to gardens {place}.',
      'We walk the shore after every storm and publish what we find.',
      'School classes adopt a pond {place} and come back to it all year.',
    ],
    tr: ['Dere kenarındaki köylerle suyun kalitesini birlikte ölçüyoruz.', 'Her sonbahar {n} gönüllüyle fidan dikiyor, yazın suluyoruz.'],
  },
  gender: {
    en: [
      'We look at budgets, stages and street signs and ask who is missing.',
      'Fathers meet in our kitchen on Sundays to talk about care.',
      'Our trainers have visited {n} offices to make rules against harassment that people really use.',
    ],
    tr: ['Okullarda toplumsal cinsiyet atölyeleri yürütüyor, öğretmenlere kılavuzlar hazırlıyoruz.'],
  },
  'human-rights': {
    en: [
      'We keep an archive of {n} testimonies and help researchers to use it with care.',
      'Lawyers among us give free advice {place} every Tuesday.',
      'We observe trials, write short reports and translate them.',
      'People come to us when an office does not answer; we go there with them.',
    ],
    tr: ['Hak ihlallerini belgeliyor, başvuru yollarını sade bir dille anlatıyoruz.', 'Her hafta ücretsiz hukuki danışma veriyoruz.'],
  },
  'childrens-rights': {
    en: [
      'Children run our council; adults take the minutes.',
      'We turned {n} courtyards {place} into places where children may be loud.',
      'Our play bus reaches villages that have a school bell but no playground.',
      'We help schools to answer complaints of children within a week.',
      'A child-made radio programme goes out every Saturday.',
    ],
    tr: ['Çocuklarla birlikte çocuk haklarını oyunla anlatıyoruz.', 'Mevsimlik işçi çocukları için gezici oyun otobüsümüz var.'],
  },
  'womens-rights': {
    en: [
      'Our house is open to women who need a lawyer, a doctor or an hour of quiet.',
      '{n} women have learned a trade with us and set their own prices.',
      'We accompany women to court and wait with them in the corridor.',
      'Grandmothers and students write a newspaper together {place}.',
    ],
    tr: [
      'Şiddete maruz kalan kadınlara hukuki ve psikolojik destek veriyoruz.',
      'Kadınların ürettiklerini aracısız sattığı bir pazar kurduk.',
    ],
  },
  'formal-education': {
    en: [
      'We support {n} teachers who work with mixed classes.',
      'Our scholars visit the schools they came from and answer every question.',
      'We bring laboratory boxes to village schools {place}.',
      'We sit with parents who never liked school and make the first visit easier.',
    ],
    tr: ['Köy okullarına gezici laboratuvar götürüyoruz.', 'Öğretmenlerin birbirinden öğrendiği bir ağ kurduk.'],
  },
  'non-formal-education': {
    en: [
      'Evening courses {place}: reading, sewing, coding, whatever people ask for.',
      'Our workshops have no exams and a long waiting list.',
      'We lend tools, books and time to {n} people a month.',
      'Young people plan our summer school and we only hold the keys.',
    ],
    tr: ['Yetişkinler için okuma yazma ve dijital beceri kursları açıyoruz.', 'Gençlerin kendi tasarladığı atölyelere alan açıyoruz.'],
  },
  'urban-development': {
    en: [
      'We draw maps with neighbours {place} and carry them into the town hall.',
      'An empty shop became a common room with {n} keys.',
      'We count cyclists, benches and broken lifts, and publish the numbers.',
      'Our walks show how a street feels to somebody with a pram, a stick or no money.',
    ],
    tr: ['Mahallelilerle birlikte haritalar çiziyor, belediyeye taşıyoruz.', 'Boş bir dükkânı ortak çalışma odasına çevirdik.'],
  },
  'anti-discrimination': {
    en: [
      'We note what happens to people at doors, desks and on the phone, and call back those who did it.',
      'Our advisers speak {n} languages and go with people to appointments.',
      'We test whether flats and jobs are open to everyone. Often they are not.',
      'With football clubs {place} we write rules that players themselves defend.',
    ],
    tr: ['Ayrımcılık vakalarını kayda geçiriyor, başvurulara eşlik ediyoruz.'],
  },
  youth: {
    en: [
      'A youth house with {n} square metres, a stage and no closing time in summer.',
      'Young people decide on half of our budget and spend it better than we did.',
      'We send {n} volunteers abroad each year and visit them all once.',
      'Our street workers know the courts, the staircases and the night buses.',
      'Mentors meet teenagers {place} for a year, not for a project.',
    ],
    tr: ['Gençlerin kendi yönettiği bir merkezimiz var.', 'Mahalledeki gençlerle bir yıl süren mentorluk çalışması yürütüyoruz.'],
  },
  disability: {
    en: [
      'We test museums, apps and bus stops and tell their makers what to change.',
      'Our members lead the organisation; helpers help.',
      'A loan shelf with {n} aids, from ramps to speaking labels.',
      'We translate official letters into easy language within two days.',
    ],
    tr: ['Erişilebilirlik denetimlerini engelli üyelerimiz yapıyor.', 'Resmî yazıları iki gün içinde kolay anlaşılır dile çeviriyoruz.'],
  },
  'refugees-and-migration': {
    en: [
      'A language café with {n} tables, open to those who came last week and those born here.',
      'We go with families to schools, offices and hospitals until they go alone.',
      'Former refugees are our best counsellors, and they are paid for it.',
      'We collect stories of arrival {place} and play them in the trams.',
    ],
    tr: [
      'Yeni gelen ailelere okul, hastane ve kurum yolculuğunda eşlik ediyoruz.',
      'Dil kafemizde haftada iki akşam birlikte konuşuyoruz.',
    ],
  },
  'lgbti-rights': {
    en: [
      'A phone line, a library and a living room, with a door that does not say what is behind it.',
      'We train doctors and teachers who ask before they assume.',
      'Families of our members meet once a month and bring cake.',
    ],
    tr: ['Danışma hattımız haftanın beş günü açık.', 'Sağlık çalışanlarıyla güvenli hizmet üzerine çalışıyoruz.'],
  },
  'culture-and-arts': {
    en: [
      'Our stage is a lorry; it has stood in {n} villages.',
      'We collect songs in four languages and give them back as concerts.',
      'Painters without studios share our old depot {place}.',
      'We make theatre with people who have never been to one.',
      'Our film nights begin with soup and end with an argument.',
    ],
    tr: ['Gezici sahnemiz bugüne kadar {n} köye gitti.', 'Dört dilde türküler derliyor, konserlerle geri veriyoruz.'],
  },
  health: {
    en: [
      'Nurses among us drive to farms {place} on Wednesdays.',
      'We train hairdressers and barbers to notice when somebody is not well.',
      'Patients and doctors write leaflets together, and the patients have the last word.',
      'Our self-help groups meet in {n} libraries.',
    ],
    tr: ['Kırsalda gezici sağlık taramaları yapıyoruz.', 'Hasta yakınları için dayanışma grupları yürütüyoruz.'],
  },
  'rural-development': {
    en: [
      '{n} small farms sell together and share one van.',
      'We keep the last bakery {place} open, three days a week.',
      'Young people who come back to the village find a desk, a mentor and a goat.',
      'We repair terraces, and with them the habit of working together.',
    ],
    tr: ['{n} küçük üretici birlikte satıyor, tek araçla dağıtıyoruz.', 'Köye dönen gençlere masa, yol arkadaşı ve pazar buluyoruz.'],
  },
  'democracy-and-participation': {
    en: [
      'We explain the town’s budget on one page and ask people where they would cut.',
      'Citizens drawn by lot met {n} times with us and wrote proposals that were adopted.',
      'We follow every council meeting and publish who said what.',
      'Our debates take place in laundrettes, because people wait there anyway.',
    ],
    tr: [
      'Belediye bütçesini tek sayfada anlatıyor, halkla tartışıyoruz.',
      'Meclis toplantılarını izliyor, kararları sade dille yayımlıyoruz.',
    ],
  },
  'animal-rights': {
    en: [
      'Our shelter has {n} places and finds a home for most within a season.',
      'We go to schools with a calm dog and a long list of questions.',
      'We help small farms to leave cages behind.',
      'Volunteers count nests {place} every April.',
    ],
    tr: ['Barınağımızdaki hayvanların çoğuna bir mevsim içinde yuva buluyoruz.', 'Sokak hayvanları için mahalle gönüllü ağları kuruyoruz.'],
  },
  'peace-and-dialogue': {
    en: [
      'We bring together people who lost something on both sides and let them talk slowly.',
      'Teachers from {n} schools learn with us to mediate quarrels before they grow.',
      'Our summer camp has two languages and one kitchen.',
      'We clear paths between two villages and walk them together.',
    ],
    tr: ['Okullarda akran arabuluculuğu programı yürütüyoruz.', 'İki dilli yaz kampımızda tek mutfak var.'],
  },
  'social-economy': {
    en: [
      'A repair café, a canteen and a laundry, owned by those who work in them.',
      '{n} members, one vote each, and a profit that is spent {place}.',
      'We help groups to become cooperatives and stay for the first two years.',
      'Our shop sells what was too crooked for the supermarket.',
    ],
    tr: [
      'Ortaklarımızın her birinin bir oyu var; kazancı birlikte paylaşıyoruz.',
      'Kooperatif kurmak isteyen gruplara iki yıl eşlik ediyoruz.',
    ],
  },
};
