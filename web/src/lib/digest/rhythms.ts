/** How often letters come, in the order in which it is offered. */
export const RHYTHMS = ['OFF', 'DAILY', 'WEEKLY'] as const;

/** The zones in which most of the programme's people live; what was chosen elsewhere stays. */
export const ZONES = ['Europe/Istanbul', 'Europe/Berlin', 'Europe/Athens', 'Europe/Lisbon', 'Europe/Dublin'];
