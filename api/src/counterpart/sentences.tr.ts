import type { Sentences } from './sentences.ts';

const age = (days: number): string => {
  if (days <= 7) return 'bu hafta';
  if (days <= 31) return 'son bir ay içinde';
  if (days <= 182) return 'son altı ay içinde';
  return days <= 365 ? 'altı aydan uzun süre önce' : 'bir yıldan uzun süre önce';
};

export const TURKISH: Sentences = {
  needsMet: (list) => `Aradığınızı sunuyorlar: ${list}.`,
  needsMetNone: (viewerHasNeeds) =>
    viewerHasNeeds ? 'Aradıklarınızdan hiçbirini sunmuyorlar.' : 'Hangi konuda gelişmek istediğinizi henüz yazmadınız.',
  offersUsed: (list) => `Sunduğunuzu arıyorlar: ${list}.`,
  offersUsedNone: (viewerHasOffers) =>
    viewerHasOffers ? 'Sunduklarınızdan hiçbirini aramıyorlar.' : 'Neyi paylaşabileceğinizi henüz yazmadınız.',
  sharedNeeds: (list) => `İkiniz de şu konuda gelişmek istiyorsunuz, birlikte çözebilirsiniz: ${list}.`,
  sharedNeedsNone: 'Aradıklarınız birbirinden farklı.',
  fields: (list) => `Ortak alanlarınız: ${list}.`,
  fieldsNone: 'Farklı alanlarda çalışıyorsunuz.',
  languages: (list) => `Birlikte çalışabileceğiniz diller: ${list}.`,
  languagesNone: 'Profillerinizde ortak bir dil yok.',
  languagesUnknown: 'Profillerinizden birinde henüz dil yazılmamış.',
  kind: (same, representatives) => {
    const shape = same ? 'Hukuki yapınız aynı' : 'Hukuki yapılarınız farklı';
    return representatives === 0
      ? `${shape}; onlardan henüz kimse kaydolmadı.`
      : `${shape}; burada onları ${representatives} kişi temsil ediyor.`;
  },
  texts: (closeness) =>
    ({
      close: 'Çalışmalarınızı benzer sözlerle anlatıyorsunuz.',
      some: 'Tanıtım metinlerinizde bazı ortak sözcükler var.',
      little: 'Tanıtım metinlerinizin ortak yanı az.',
      unwritten: 'İkinizden biri çalışmalarını henüz anlatmamış; bu yüzden bu ölçüt ne olumlu ne olumsuz sayılıyor.',
    })[closeness],
  fresh: (days) => `Profillerini ${age(days)} değiştirdiler ya da doğruladılar.`,
  unconfirmed: 'Profillerinin hâlâ doğru olup olmadığını sorduk; henüz yanıt vermediler.',
  replies: {
    unknown: 'Şimdiye kadar ne yanıtladıkları ne de süresi dolan bir davet ya da öneri var; bu yüzden nasıl yanıt verdikleri bilinmiyor.',
    answers: 'Davetlere ve önerilere genellikle yanıt veriyorlar.',
    sometimes: 'Davet ve önerilerin bazılarına yanıt veriyor, bazılarını geçiriyorlar.',
    silent: 'Davet ve önerilerin çoğunu yanıtsız bıraktılar.',
  },
  masked: 'İki taraf da açıklamayı kabul edene kadar gösterilmez; lehlerine de aleyhlerine de sayılmadı.',
  missing: {
    theyNeed: (issue) => `Aradıkları: ${issue}. Bunu sunup sunmadığınızı yazmadınız.`,
    youNeed: (issue) => `Aradığınız: ${issue}. Bunu sunup sunmadıklarını yazmadılar; sorun.`,
    yourIssues: 'Profilinize neye ihtiyacınız olduğunu ve neyi paylaşabileceğinizi yazın; puanın çoğu buna bağlı.',
    theirIssues: 'Neye ihtiyaçları olduğunu ya da ne sunduklarını yazmamışlar. Sorun.',
    yourText: 'Çalışmanızı birkaç cümleyle anlatın ki benzer örgütler bulunabilsin.',
    yourLanguages: 'Çalışabileceğiniz dilleri yazın.',
    noSharedLanguage: 'Önce bir dilde anlaşın: profillerinizde ortak dil yok.',
    theirRepresentatives: (needed) => `Temsilcileri eksik: ortaklık her iki taraftan ${needed} kişi ister.`,
  },
};
