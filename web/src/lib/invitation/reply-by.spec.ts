import { describe, expect, it } from 'vitest';
import { replyByOf, replyDays } from './reply-by.ts';

const call = { deadline: '2027-03-26T20:59:00.000Z', timeZone: 'Europe/Istanbul' };

describe('the day to answer by', () => {
  it('ends on the call’s clock', () => {
    expect(replyByOf('2027-02-10', call)).toBe('2027-02-10T20:59:00.000Z');
    expect(replyByOf('2027-07-10', { deadline: '2027-08-01T00:00:00.000Z', timeZone: 'Europe/Berlin' })).toBe('2027-07-10T21:59:00.000Z');
  });

  it('never outlasts the call on its last day', () => {
    expect(replyByOf('2027-03-26', { ...call, deadline: '2027-03-26T15:00:00.000Z' })).toBe('2027-03-26T15:00:00.000Z');
    expect(replyByOf('2027-03-27', call)).toBe('2027-03-27T20:59:00.000Z');
  });

  it('may be left out, and is refused when it is no day', () => {
    expect(replyByOf('', call)).toBeNull();
    expect(replyByOf('2027-02-31', call)).toBeUndefined();
    expect(replyByOf('soon', call)).toBeUndefined();
  });

  it('is suggested within two weeks, or on the last day', () => {
    expect(replyDays(call, new Date('2027-02-01T12:00:00Z'))).toEqual({ first: '2027-02-02', suggested: '2027-02-15', last: '2027-03-26' });
    expect(replyDays(call, new Date('2027-03-20T12:00:00Z'))).toEqual({ first: '2027-03-21', suggested: '2027-03-26', last: '2027-03-26' });
  });
});
