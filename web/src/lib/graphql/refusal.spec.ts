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

  it('takes the Turkish words of the API for whoever reads Turkish, and says so', () => {
    const rule = { message: 'Taken.', extensions: { code: 'RULE_BROKEN', rule: 'one-partnership', turkish: { message: 'Dolu.' } } };
    expect(refusalFrom(rule, 'tr')).toMatchObject({ message: 'Dolu.', translated: true });
    expect(refusalFrom(rule, 'en')).toEqual({ code: 'RULE_BROKEN', message: 'Taken.', fields: {}, rule: 'one-partnership' });
    const fields = { must: 'Not these.', places: 'Fewer.' };
    const input = { message: '', extensions: { code: 'BAD_USER_INPUT', fields, turkish: { fields: { must: 'Bunlar olmaz.' } } } };
    expect(refusalFrom(input, 'tr').fields).toEqual({ must: 'Bunlar olmaz.', places: 'Fewer.' });
  });

  it('shows nothing of an error that has no known code', () => {
    const error = { message: 'relation "secret" does not exist', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    expect(refusalFrom(error)).toEqual({ code: 'UNREACHABLE', message: '', fields: {} });
    expect(refusalFrom(undefined).code).toBe('UNREACHABLE');
  });
});
