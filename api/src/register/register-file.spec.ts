import { describe, expect, it } from 'vitest';
import { KopruError } from '../access/errors.ts';
import { readRegister, type RegisterFile } from './register-file.ts';

const header = 'name,country,city,kind,fields,issues,website,about,languages,external_id';
const read = (...lines: string[]): Promise<RegisterFile> => readRegister([header, ...lines].join('\n'));
const first = async (line: string) => (await read(line)).accepted[0];
const refusal = async (line: string) => {
  const file = await read(line);
  expect(file.accepted).toEqual([]);
  return file.rejected[0];
};

describe('a register line', () => {
  it('becomes a profile: country and kind by name, lists by id or label, a website without its scheme', async () => {
    const line = await first(
      'Çınar Derneği,türkiye,İzmir,dernek,ecology;Gençlik,need:volunteer-management;offer: Campaigning,cinar.example,Ağaç dikiyoruz.,tr;english,R-1',
    );
    expect(line).toMatchObject({ line: 2, externalId: 'R-1' });
    expect(line?.profile).toEqual({
      name: 'Çınar Derneği',
      country: 'TR',
      city: 'İzmir',
      kind: 'ASSOCIATION',
      fields: ['ecology', 'youth'],
      issues: [
        { issueId: 'volunteer-management', direction: 'NEED', statement: null },
        { issueId: 'campaigning', direction: 'OFFER', statement: null },
      ],
      website: 'https://cinar.example/',
      about: 'Ağaç dikiyoruz.',
      languages: ['tr', 'en'],
    });
  });

  it('brings an acronym and former names, and says which of them is wrong', async () => {
    const read = (...cells: string[]) => readRegister(['name,country,acronym,former_names', cells.join(',')].join('\n'));
    expect((await read('Verein', 'DE', 'ÇGV', 'Alter Verein;  Älterer Verein ')).accepted[0]?.profile).toMatchObject({
      acronym: 'ÇGV',
      formerNames: ['Alter Verein', 'Älterer Verein'],
    });
    expect((await read('Verein', 'DE', '-', '')).accepted[0]?.profile).toMatchObject({ acronym: null, formerNames: [] });
    expect((await read('Verein', 'DE', 'x'.repeat(41), '')).rejected[0]?.column).toBe('acronym');
    expect((await read('Verein', 'DE', '', 'x'.repeat(201))).rejected[0]?.column).toBe('former_names');
  });

  it('keeps what is empty empty, and an issue without a direction is a need', async () => {
    const line = await first('Verein,DE,,,,digital-tools,na,,,');
    expect(line?.profile).toMatchObject({ city: null, kind: 'OTHER', fields: [], website: null, about: null, languages: [] });
    expect(line?.profile.issues).toEqual([{ issueId: 'digital-tools', direction: 'NEED', statement: null }]);
    expect(line?.externalId).toBeNull();
  });

  it('joins a name over two lines and drops control characters', async () => {
    const line = await first('"Halk\nEvi\u0000 ""Umut""",TR,,,,,,,,');
    expect(line?.profile.name).toBe('Halk Evi "Umut"');
  });

  it.each([
    [',TR,,,,,,,,', 'name', /missing/],
    [`${'a'.repeat(300)},TR,,,,,,,,`, 'name', /300 characters; at most 200/],
    ['Kad\uFFFDn Evi,TR,,,,,,,,', 'name', /lost.*UTF-8/],
    ['Verein,Atlantis,,,,,,,,', 'country', /“Atlantis”/],
    ['Verein,,,,,,,,,', 'country', /missing/],
    ['Verein,DE,,guild,,,,,,', 'kind', /“guild”/],
    ['Verein,DE,,,ecology;alchemy,,,,,', 'fields', /“alchemy”/],
    ['Verein,DE,,,ecology;gender;youth;health;disability;social-economy,,,,,', 'fields', /at most 5/],
    ['Verein,DE,,,,need:patience,,,,', 'issues', /“patience”/],
    ['Verein,DE,,,,,,,klingon,', 'languages', /“klingon”/],
    [`Verein,DE,${'x'.repeat(101)},,,,,,,`, 'city', /100/],
    [`Verein,DE,,,,,,,,${'9'.repeat(101)}`, 'external_id', /100/],
    ['Verein,DE', null, /2 cells.*10/],
    ['Verein,DE,"open', null, /quotation mark/],
  ])('is rejected with its column and a clear message: %.40s', async (line, column, message) => {
    expect(await refusal(line)).toEqual({ line: 2, column, message: expect.stringMatching(message) });
  });

  it('is kept, with a remark, when only its website is wrong or its city lost letters', async () => {
    const file = await read('Verein,DE,M\uFFFDnchen,,,,javascript:alert(1),,,');
    expect(file.accepted[0]?.profile).toMatchObject({ website: null, city: 'M\uFFFDnchen' });
    expect(file.remarks.map(({ column }) => column)).toEqual(['website', 'city']);
  });
});

describe('a register file', () => {
  it('accounts for every record and numbers lines as an editor does', async () => {
    const file = await read('A bc,TR,"two\nlines",,,,,,,1', '', 'Bad,Atlantis,,,,,,,,2', 'C de,DE,,,,,,,,3');
    expect(file.accepted.map(({ line }) => line)).toEqual([2, 6]);
    expect(file.rejected.map(({ line }) => line)).toEqual([5]);
  });

  it('rejects the second line of an external id and says where the first is', async () => {
    const file = await read('First,TR,,,,,,,,7', 'Second,DE,,,,,,,,7');
    expect(file.rejected).toEqual([{ line: 3, column: 'external_id', message: expect.stringContaining('line 2') }]);
  });

  it('tells lines without external id apart by name and place, folded', async () => {
    const file = await read('IŞIK DERNEĞİ,TR,İSTANBUL,,,,,,,', 'Işık Derneği,TR,istanbul,,,,,,,', 'Işık Derneği,TR,Ankara,,,,,,,');
    expect(file.accepted.map(({ line }) => line)).toEqual([2, 4]);
    expect(file.rejected[0]?.message).toContain('line 2');
  });

  it('takes two of the same name and place when external ids tell them apart', async () => {
    expect((await read('Same,DE,Ulm,,,,,,,1', 'Same,DE,Ulm,,,,,,,2')).accepted).toHaveLength(2);
    expect((await read('Same,DE,Ulm,,,,,,,1', 'Same,DE,Ulm,,,,,,,')).rejected).toHaveLength(1);
  });

  it('reports an unknown column once and leaves it out', async () => {
    const file = await readRegister('name,country,shoe size\nA bc,TR,44\nD ef,DE,45');
    expect(file.accepted).toHaveLength(2);
    expect(file.remarks).toEqual([{ line: 1, column: null, message: expect.stringContaining('shoe size') }]);
    expect(Object.keys(file.accepted[0]?.profile ?? {})).toEqual(['name', 'country']);
  });

  it('reads semicolons and tabs between cells, and any case in the header', async () => {
    expect((await readRegister('Name;COUNTRY;External ID\nA bc;TR;1')).accepted[0]).toMatchObject({ externalId: '1' });
    expect((await readRegister('\uFEFFname\tcountry\r\nA bc\tTR\r\n')).accepted).toHaveLength(1);
  });

  it.each([
    ['', 'empty'],
    ['PK\u0003\u0004 not a table', 'header'],
    ['{"name":"x"}', 'header'],
    ['name,city\nA,B', 'header'],
    ['name,country,name\n', 'twice'],
  ])('refuses what is no register: %s', async (csv, why) => {
    const error = await readRegister(csv).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(KopruError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: { csv: expect.stringContaining(why) } } });
  });

  it('refuses more than 20 MB', async () => {
    await expect(readRegister(`name,country\n${'x'.repeat(20 * 1024 * 1024)}`)).rejects.toThrow('20 MB');
  });
});
