/** When the next letter is due, of columns `digest` and `time_zone`: eight in the morning of the person's zone, tomorrow or on Monday. */
export const NEXT_AT = `case digest when 'OFF' then null
  when 'DAILY' then (date_trunc('day', now() at time zone time_zone) + interval '1 day 8 hours') at time zone time_zone
  else (date_trunc('week', now() at time zone time_zone) + interval '7 days 8 hours') at time zone time_zone end`;

/** What is due until then goes into a letter that is written now: one letter a morning, also when two rhythms count by neighbouring zones. */
export const DUE_UNTIL = `now() + interval '6 hours'`;
