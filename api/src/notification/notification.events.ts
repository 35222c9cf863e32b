/** Woken when something new is there for the person, or they have seen something; no payload of its own. */
export const notificationTopic = (personId: string): string => `notification:${personId}`;
