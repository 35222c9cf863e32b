import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

/** `who` is the other side as the reader may know it: a name or an alias. `url` leads to the invitation, or to what came of it. */
export interface About {
  readonly who: string;
  readonly url: string;
}

/** One letter in each language that letters are written in. */
export type LetterKind = Readonly<Record<LetterLanguage, (about: About) => Letter>>;

/** `replyBy`: the reply-by date in words of the reader's language. */
export function invitationArrived(message: string, replyBy: (language: LetterLanguage) => string): LetterKind {
  return {
    en: ({ who, url }) =>
      letter('en', `${who} invites you to be its partner`, [
        `${who} would like to be your partner on Köprü. They write:`,
        message,
        `Please answer by ${replyBy('en')}. A friendly no helps too: they can then ask somebody else.`,
        url,
      ]),
    tr: ({ who, url }) =>
      letter('tr', `${who} sizi ortağı olmaya davet ediyor`, [
        `${who}, Köprü’de ortağınız olmak istiyor. Şöyle yazdılar:`,
        message,
        `Lütfen şu tarihe kadar yanıt verin: ${replyBy('tr')}. Nazik bir hayır da işe yarar: o zaman başkasına sorabilirler.`,
        url,
      ]),
  };
}

export const invitationWasAccepted: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `${who} accepted your invitation`, [
      `Good news: ${who} accepted your invitation. You are partners now, and your shared space is ready: begin with the capacity model.`,
      url,
    ]),
  tr: ({ who, url }) =>
    letter('tr', `${who} davetinizi kabul etti`, [
      `Güzel haber: ${who} davetinizi kabul etti. Artık ortaksınız ve ortak alanınız hazır: kapasite modeliyle başlayın.`,
      url,
    ]),
};

/** What organisations that are declined because another was faster may read; kept in the working language of the programme. */
export const POLITE_REASON =
  'Thank you for inviting us. We have found a partner in this call, so we cannot take part with you this time. We wish you a good counterpart.';
const POLITE_REASON_IN: Readonly<Record<LetterLanguage, string>> = {
  en: POLITE_REASON,
  tr: 'Davetiniz için teşekkür ederiz. Bu çağrıda bir ortak bulduk, bu yüzden bu kez sizinle katılamayacağız. Size iyi bir eş dileriz.',
};

export function invitationWasDeclined(reason: string | null): LetterKind {
  const why = (language: LetterLanguage): string | null => (reason === POLITE_REASON ? POLITE_REASON_IN[language] : reason);
  return {
    en: ({ who, url }) =>
      letter('en', `${who} cannot be your partner this time`, [
        `${who} declined your invitation.${reason ? ' They write:' : ''}`,
        why('en'),
        'Other organisations across the border are looking for a partner too.',
        url,
      ]),
    tr: ({ who, url }) =>
      letter('tr', `${who} bu kez ortağınız olamıyor`, [
        `${who} davetinizi geri çevirdi.${reason ? ' Şöyle yazdılar:' : ''}`,
        why('tr'),
        'Sınırın öte yanında ortak arayan başka kuruluşlar da var.',
        url,
      ]),
  };
}

export const invitationWasWithdrawn: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `${who} withdrew its invitation`, [`${who} withdrew its invitation to you. There is nothing left for you to do.`, url]),
  tr: ({ who, url }) =>
    letter('tr', `${who} davetini geri çekti`, [`${who} size gönderdiği daveti geri çekti. Yapmanız gereken bir şey kalmadı.`, url]),
};

export const invitationRanOut: LetterKind = {
  en: ({ who, url }) =>
    letter('en', `No answer from ${who}`, [
      `${who} did not answer your invitation in time, so it has ended. You can invite somebody else now.`,
      url,
    ]),
  tr: ({ who, url }) =>
    letter('tr', `${who} yanıt vermedi`, [
      `${who} davetinize zamanında yanıt vermedi; davetin süresi doldu. Artık başka birini davet edebilirsiniz.`,
      url,
    ]),
};
