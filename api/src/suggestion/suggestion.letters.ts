import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

/** `who` is the other side as the reader may know it: a name or an alias. `url` leads to the suggestion, or to what came of it. */
export interface About {
  readonly who: string;
  readonly url: string;
  /** The reply-by date in words. */
  readonly replyBy: string;
}

/** One letter in each language that letters are written in. */
export type LetterKind = Readonly<Record<LetterLanguage, (about: About) => Letter>>;

export const suggestionArrived: LetterKind = {
  en: ({ who, url, replyBy }) =>
    letter('en', `A partner for you? We suggest ${who}`, [
      `The programme team has looked at all organisations of the call together and suggests ${who} to you as a partner. Why the two of you could fit stands here:`,
      url,
      `Please answer by ${replyBy}. You are partners only if both say yes; until then neither of you learns what the other has answered. A no is fine too: tell us why, we alone read it.`,
    ]),
  tr: ({ who, url, replyBy }) =>
    letter('tr', `Size bir ortak önerimiz var: ${who}`, [
      `Program ekibi çağrıdaki bütün kuruluşlara birlikte baktı ve size ortak olarak şu kuruluşu öneriyor: ${who}. Neden birbirinize uyabileceğinizi burada okuyabilirsiniz:`,
      url,
      `Lütfen şu tarihe kadar yanıt verin: ${replyBy}. Ancak ikiniz de evet derseniz ortak olursunuz; o zamana kadar hiçbiriniz ötekinin yanıtını görmez. Hayır da diyebilirsiniz: nedenini yalnızca biz okuruz.`,
    ]),
};

export const suggestionReminder: LetterKind = {
  en: ({ who, url, replyBy }) =>
    letter('en', `Please answer soon: ${who}`, [
      `We suggested ${who} to you as a partner and still wait for your answer, until ${replyBy}.`,
      url,
    ]),
  tr: ({ who, url, replyBy }) =>
    letter('tr', `Lütfen yakında yanıt verin: ${who}`, [
      `Size ortak olarak ${who} kuruluşunu önermiştik. Yanıtınızı şu tarihe kadar bekliyoruz: ${replyBy}.`,
      url,
    ]),
};

export const suggestionWasAgreed: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `You and ${who} are partners now`, [
      `Good news: you both said yes. You and ${who} are partners now, and your shared space is ready: begin with the capacity model.`,
      url,
    ]),
  tr: ({ who, url }) =>
    letter('tr', `Artık ${who} ile ortaksınız`, [
      `Güzel haber: ikiniz de evet dediniz. Artık ${who} ile ortaksınız ve ortak alanınız hazır: kapasite modeliyle başlayın.`,
      url,
    ]),
};

export const suggestionWasDeclined: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `No partnership with ${who} this time`, [
      `Our suggestion of ${who} did not become a partnership. That says nothing about your work. You stay among those we look for partners for, and you can invite other organisations at any time.`,
      url,
    ]),
  tr: ({ who, url }) =>
    letter('tr', `${who} ile bu kez ortaklık olmadı`, [
      `Size önerdiğimiz ${who} ile ortaklık kurulamadı. Bu, çalışmanız hakkında bir şey söylemez. Sizin için ortak aramayı sürdürüyoruz; başka kuruluşları da istediğiniz zaman davet edebilirsiniz.`,
      url,
    ]),
};

export const suggestionRanOut: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `The suggestion of ${who} has run out`, [
      `We suggested ${who} to you as a partner. Not both of you said yes by the reply-by date, so the suggestion has ended. You can invite organisations yourself at any time.`,
      url,
    ]),
  tr: ({ who, url }) =>
    letter('tr', `${who} önerisinin süresi doldu`, [
      `Size ortak olarak ${who} kuruluşunu önermiştik. Yanıt tarihine kadar iki taraf da evet demiş olmadığı için öneri sona erdi. Kuruluşları istediğiniz zaman kendiniz de davet edebilirsiniz.`,
      url,
    ]),
};

export const suggestionWasOvertaken: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `${who} is no longer free`, [
      `${who}, whom we suggested to you as a partner, has found another partner in this call. We go on looking for you; there is nothing left to answer.`,
      url,
    ]),
  tr: ({ who, url }) =>
    letter('tr', `${who} artık boşta değil`, [
      `Size ortak olarak önerdiğimiz ${who}, bu çağrıda başka bir ortak buldu. Sizin için aramayı sürdürüyoruz; yanıtlamanız gereken bir şey kalmadı.`,
      url,
    ]),
};
