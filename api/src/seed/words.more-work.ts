import type { FieldId } from '@kopru/schema/vocabulary';

/** Further sentences for `WORK`, mainly for the fields that most organisations share. */
export const MORE_WORK: Readonly<Partial<Record<FieldId, readonly string[]>>> = {
  ecology: [
    'An old mill {place} is now a laboratory where anyone may ask what is in the air.',
    'We persuaded {n} balconies, two schools and a cemetery to stop mowing in spring.',
    'Fishers and schoolchildren sort our nets of plastic together and keep the statistics.',
    'We repair what the river takes, and argue against building where it will come again.',
    'Our night walks count bats, moths and street lamps that could be switched off.',
    'Compost is our currency: {n} households bring peelings and carry home soil.',
  ],
  youth: [
    'Four girls started it with a borrowed camera; now {n} teenagers film what adults walk past.',
    'Our homework room {place} is really a place to be tired in good company.',
    'We train young people to run a meeting, a budget and a party, in that order.',
    'On Fridays the kitchen belongs to apprentices, on Saturdays to whoever cooks.',
    'Young people out of school work with us half a day and look for their next step in the other half.',
    'Every spring {n} school leavers plan one year of life with our help and an honest calendar.',
  ],
  'childrens-rights': [
    'We teach judges to talk with children at eye level.',
    'A red telephone in {n} schools rings in our office and somebody always answers.',
    'Our puppets explain what a right is, and the audience interrupts.',
    'We walk the way to school with first-year pupils and then with the mayor.',
    'Children who live with us for a while choose the colour of the walls and the rules of the house.',
  ],
  'culture-and-arts': [
    'We print poems on bakery bags {place}.',
    'An orchestra of borrowed instruments, {n} players, nobody auditioned.',
    'Retired craftspeople teach what they know before it is gone, and we film their hands.',
    'We open locked cinemas for one night and see whether they want to stay open.',
    'Our archive of family photographs grows by a shoebox a week.',
    'Murals are planned with those who will have to look at them.',
  ],
  'social-economy': [
    'Thirty hours a week, fair pay and a boss chosen by the staff: we show that it can work.',
    'We dye, sew and sell with {n} people whom others call hard to employ.',
    'Our kitchen cooks for three kindergartens and teaches a trade on the side.',
    'Old computers come in, apprentices and working computers go out.',
    'We share machines that no farm or studio could afford alone.',
  ],
  'rural-development': [
    'We drive one minibus {place} and nobody misses the doctor any more.',
    'A village shop, a post office and a library in one room, open when people are free.',
    'Our shepherds’ school has had {n} graduates, most of them from cities.',
    'We bring broadband, choirs and apprentices to valleys that had lost all three.',
    'We grow old grains again, and find bakers who are curious.',
  ],
  'urban-development': [
    'Tenants learn with us to read a contract, a plan and a politician.',
    'We planted {n} trees {place} and wrote down who waters which.',
    'On Sundays our street belongs to chairs.',
    'We turn complaints about noise into plans for a square.',
    'Our model of the quarter, made of cardboard, has convinced two mayors.',
  ],
  'womens-rights': [
    'We publish a small book each year in which women tell how they left.',
    'Our evening school teaches driving, contracts and saying no.',
    'Women from {n} villages meet on market day and decide what the market needs.',
    'We lend a room, a sewing machine and the first month’s rent to those who begin again.',
  ],
  'refugees-and-migration': [
    'We match {n} families with a neighbour who knows the forms.',
    'Our football team has eleven mother tongues and one coach.',
    'We teach the language of workplaces in the workplace.',
    'Doctors and interpreters of ours spend Thursdays {place}.',
  ],
  'democracy-and-participation': [
    'We rehearse elections in schools, with real boxes and hard questions.',
    'We helped {n} towns to open their council meetings to people who work in the evening.',
    'Our hotline tells citizens which office is responsible; then it calls the office.',
  ],
  'human-rights': [
    'We train village heads, nurses and bus drivers to recognise when a right is broken.',
    'Our travelling exhibition has been shown in {n} waiting rooms.',
    'We write to prisons and go on writing until there is an answer.',
  ],
  'anti-discrimination': [
    'We train {n} employers a year to read applications without names.',
    'Our theatre replays what happened in the queue until somebody in the audience steps in.',
    'Roma mediators of ours work in schools and health centres.',
  ],
  health: [
    'We bring talk about depression to places with no consulting room: vineyards, garages, choirs.',
    'Our walking groups began as therapy and became friendships.',
    '{n} volunteers sit with people who are dying and with those who stay.',
  ],
  'peace-and-dialogue': [
    'We translate local papers for the other side of the border.',
    'Our table tennis league crosses a line that politics does not.',
    'We collect recipes from {n} families who once were neighbours.',
  ],
  disability: [
    'Our choir signs.',
    'We find flats for people who were told that they cannot live alone.',
    'A workshop with {n} workplaces builds furniture that fits more bodies.',
  ],
  'non-formal-education': [
    'Our travelling science kit fits into a van and has seen {n} schoolyards.',
    'Mothers learn to read in the room beside their children.',
    'We teach debate to people who thought they had nothing to say.',
  ],
  'formal-education': [
    'Retired teachers give {n} lessons a month to those who fall behind.',
    'We change one thing in a school each term and measure whether it helps.',
  ],
  'lgbti-rights': [
    'We accompany people through papers, clinics and first days at work.',
    'Our library travels in suitcases {place}.',
    'We help small-town groups to meet safely and to find one another.',
  ],
  'animal-rights': [
    'We neuter, feed and argue, in that order.',
    'We explain wolves to shepherds and shepherds to those who love wolves.',
    'A travelling vet visits {n} villages with us.',
  ],
  gender: [
    'Girls take apart engines with us; boys cook; afterwards we change.',
    'We count who speaks in local radio and send the result to the editors.',
  ],
};
