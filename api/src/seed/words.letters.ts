/** What invented organisations write to each other. `{name}` is the organisation addressed. */
export const MESSAGES: readonly string[] = [
  'Dear {name}, we read your page twice. You do well what we stumble over, and perhaps the other way round. Shall we talk for half an hour next week?',
  'Merhaba {name}! Your way of working with volunteers is what we have been looking for. We could show you how we hold our assemblies.',
  'Hello, we are looking for a partner who is patient and curious. What you wrote about your board made us smile, because ours is the same.',
  'We both work with young people and we both struggle with money. Let us struggle together, with a plan. May we call you?',
  'Dear colleagues of {name}, Köprü suggested you and we think it is right. Our coordinator is in your city in spring anyway.',
  'You offer what we need, we offer what you need: it looks almost too simple. Would you like to find out whether it is?',
  'We have never worked across a border and would like to begin with you. Our English is enough for jokes.',
  'Your story about the empty shop convinced our whole team. We would bring twelve years of keeping rooms open with no money.',
  'Merhaba, kırsalda benzer sorunlarla uğraşıyoruz. Birlikte çalışmak bize iyi gelir; ne dersiniz?',
  'Dear {name}, we would like to learn digital security before we need it. In return we can share how we find donors nearby.',
  'Two of us could travel in autumn, two of you could come when the plums are ripe. In between we write a model that we both use.',
  'Hello {name}, we are a small team and answer quickly. If you are looking for a big partner we are the wrong ones; otherwise please say yes.',
];

export const DECLINE_REASONS: readonly string[] = [
  'Thank you, your letter was lovely. We are already talking to another organisation and want to be fair to them.',
  'This year is too full for us. Please ask again in the next call.',
  'We think that our needs are too alike: we would both be waiting for the other to know.',
  'Our board decided to stay at home this year. It is not about you.',
  'Teşekkür ederiz; şu sıralar ekibimiz çok küçük, söz verip tutamamak istemiyoruz.',
];

export const DROP_OUT_REASONS: readonly string[] = [
  'Our coordinator has left and we cannot keep what we promised. We are sorry, and grateful for the weeks together.',
  'The office that was to host the visits was closed. We want our partner to be free for another one.',
];
