import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

interface About {
  readonly name: string;
  readonly url: string;
}

const IN: Readonly<Record<LetterLanguage, (about: About) => Letter>> = {
  en: ({ name, url }) =>
    letter('en', 'Is your profile on Köprü still right?', [
      `the profile of ${name} has not been touched for half a year. Is it still right? One press on your home page says so, or lets you change it:\n${url}`,
      'Until somebody answers, others will find you further down among their counterparts. We ask only once.',
    ]),
  tr: ({ name, url }) =>
    letter('tr', 'Köprü’deki profiliniz hâlâ doğru mu?', [
      `${name} kuruluşunun profiline altı aydır dokunulmadı. Hâlâ doğru mu? Ana sayfanızda tek bir tuşla doğrulayabilir ya da düzeltebilirsiniz:\n${url}`,
      'Biri yanıtlayana kadar başkaları sizi karşı kuruluşları arasında daha aşağıda bulur. Yalnızca bir kez soruyoruz.',
    ]),
};

/** Asks the people of a profile whether it is still right. */
export const profileQuestion = (language: LetterLanguage, about: About): Letter => IN[language](about);
