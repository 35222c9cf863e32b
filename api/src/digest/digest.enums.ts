import { registerEnumType } from 'type-graphql';

export enum DigestRhythm {
  OFF = 'OFF',
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
}
registerEnumType(DigestRhythm, {
  name: 'DigestRhythm',
  description: 'How often a letter tells what is new: never, every morning, on Mondays.',
});
