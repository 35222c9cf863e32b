import { describe, expect, it } from 'vitest';
import { refusalFrom } from './refusal.ts';

describe('a refusal of the API', () => {
  it('keeps the code, the sentence and the fields', () => {
    const error = {
      message: 'Please correct the marked fields.',
      extensions: { code: 'BAD_USER_INPUT', fields: { name: 'Give a name.' } },
    };
    expect(refusalFrom(error)).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'Please correct the marked fields.',
      fields: { name: 'Give a name.' },
    });
  });

  it('names the broken rule', () => {
    expect(refusalFrom({ message: 'Taken.', extensions: { code: 'RULE_BROKEN', rule: 'one-partnership' } }).rule).toBe('one-partnership');
  });

  it('shows nothing of an error that has no known code', () => {
    const error = { message: 'relation "secret" does not exist', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    expect(refusalFrom(error)).toEqual({ code: 'UNREACHABLE', message: '', fields: {} });
    expect(refusalFrom(undefined).code).toBe('UNREACHABLE');
  });
});
