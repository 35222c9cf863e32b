import type { Mail } from '../mail/mail.service.ts';

interface About {
  readonly name: string;
  readonly url: string;
}

const ENGLISH = ({ name, url }: About): Omit<Mail, 'to'> => ({
  subject: 'Is your profile on Köprü still right?',
  text: `Hello,\n\nthe profile of ${name} has not been touched for half a year. Is it still right? One press on your home page says so, or lets you change it:\n${url}\n\nUntil somebody answers, others will find you further down among their counterparts. We ask only once.`,
});

const TURKISH = ({ name, url }: About): Omit<Mail, 'to'> => ({
  subject: 'Köprü’deki profiliniz hâlâ doğru mu?',
  text: `Merhaba,\n\n${name} kuruluşunun profiline altı aydır dokunulmadı. Hâlâ doğru mu? Ana sayfanızda tek bir tuşla doğrulayabilir ya da düzeltebilirsiniz:\n${url}\n\nBiri yanıtlayana kadar başkaları sizi karşı kuruluşları arasında daha aşağıda bulur. Yalnızca bir kez soruyoruz.`,
});

/** Asks the people of a profile whether it is still right, in the language of its country as far as we write it. */
export const profileQuestion = (country: string, about: About): Omit<Mail, 'to'> => (country === 'TR' ? TURKISH : ENGLISH)(about);
