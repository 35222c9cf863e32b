import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import english from './en.json' with { type: 'json' };
import staffEnglish from './en.staff.json' with { type: 'json' };
import turkish from './tr.json' with { type: 'json' };
import staffTurkish from './tr.staff.json' with { type: 'json' };

const texts = {
  en: { ...english, ...staffEnglish } as Record<string, string>,
  tr: { ...turkish, ...staffTurkish } as Record<string, string>,
};
/** Rooms whose texts only the pages of the staff have. */
const STAFF_ROOMS = ['import', 'round', 'staff'];

/** Names of the placeholders of a message, inside its plural and select branches too. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select) Object.values(element.options).forEach(({ value }) => visit(value));
    }
  };
  visit(parse(message, { ignoreTag: true }));
  return [...names].sort();
}

describe('messages', () => {
  it('exist in every language, under the same keys', () => {
    expect(Object.keys(texts.tr).sort()).toEqual(Object.keys(texts.en).sort());
  });

  it('of the staff’s rooms stand in files of their own, which no other page loads', () => {
    const roomsOf = (file: object): string[] => [...new Set(Object.keys(file).map((key) => key.split('.')[0] ?? ''))].sort();
    for (const file of [staffEnglish, staffTurkish]) expect(roomsOf(file)).toEqual(STAFF_ROOMS);
    for (const file of [english, turkish]) expect(roomsOf(file).filter((room) => STAFF_ROOMS.includes(room))).toEqual([]);
  });

  it('are never empty', () => {
    for (const language of Object.values(texts)) expect(Object.entries(language).filter(([, text]) => !text.trim())).toEqual([]);
  });

  it('have the same placeholders in every language', () => {
    const differing = Object.keys(texts.en).filter(
      (key) => placeholders(texts.en[key] ?? '').join() !== placeholders(texts.tr[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('are named room.what', () => {
    const wellNamed = /^[a-z][A-Za-z]*\.([a-z][A-Za-z0-9]*(-[A-Za-z0-9_]+)*|[A-Z_]+)$/;
    expect(Object.keys(texts.en).filter((key) => !wellNamed.test(key))).toEqual([]);
  });
});
