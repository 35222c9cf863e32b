/** How each of the two adapts the practice at home; each writes its own. */
export const ADAPTATION_STORIES: Readonly<Record<'a' | 'b', readonly string[]>> = {
  a: [
    'We keep the talk, the companion and the call. We change the rota: our people do not plan two weeks ahead, so tasks are hung on the wall of the depot every Thursday and in the group chat every Friday.',
    'The welcome talk happens over tea, with a second chair for whoever the newcomer brings along. After a disaster the ninety days shrink to nine; we wrote a short version for that.',
  ],
  b: [
    'We keep the stairwell meeting and its three rules: on the steps, never longer than an hour, bring your own chair. We change who invites: in Porto it is the baker and the chemist, because people open the door to them.',
    'Many of our neighbours are over eighty. The groups therefore begin with a list of who has whose key, and a plan for hot days hangs beside it.',
  ],
};
