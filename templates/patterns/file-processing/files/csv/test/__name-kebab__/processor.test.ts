import { expect, test } from 'vitest';
import { convert } from '../../src/__name-kebab__/processor.ts';

const converted = (csv: string | Uint8Array) =>
  convert({ bytes: Buffer.from(csv), contentType: 'text/csv' });

test.each([
  ['a,b\n1,2\n3,4\n', '{"a":"1","b":"2"}\n{"a":"3","b":"4"}\n'],
  ['a,b\r\n1,2', '{"a":"1","b":"2"}\n'],
  ['a\n"x, ""y""\nz"\n', '{"a":"x, \\"y\\"\\nz"}\n'],
  ['\uFEFFa\n1\n', '{"a":"1"}\n'],
  ['a\n\n1\n', '{"a":"1"}\n'],
  ['naïve,📷\né,1\n', '{"naïve":"é","📷":"1"}\n'],
  ['__proto__\n1\n', '{"__proto__":"1"}\n'],
  ['a,b\n', ''],
])('turns %j into %j', (csv, lines) => {
  expect(converted(csv).body).toBe(lines);
});

test('counts rows and columns', () => {
  expect(converted('a,b\n1,2\n3,4\n')).toMatchObject({
    summary: { rows: 2, columns: 2 },
  });
});

test.each([
  ['a,b\n1,2\n3\n', 'Line 3 is not valid CSV'],
  ['a,b\n1,2,3\n', 'Line 2 is not valid CSV'],
  ['a\n"1\n', 'is not valid CSV'],
  ['a\n1 "secret"\n', 'Line 2 is not valid CSV'],
  ['a,\n1,2\n', 'A column has no name'],
  ['a,a\n1,2\n', 'Two columns have the same name'],
  ['\n\n', 'The file has no header'],
  [Buffer.from([0x61, 0x0a, 0xff]), 'The file is not UTF-8'],
])('refuses %j, without a word of what is in it', (csv, reason) => {
  expect(() => converted(csv)).toThrow(reason);
  expect(() => converted(csv)).not.toThrow('secret');
});

test('refuses what would become too large: each row repeats the names', () => {
  const file = { bytes: Buffer.from('a\n1\n2\n'), contentType: 'text/csv' };

  expect(convert(file, 20)).toMatchObject({ body: '{"a":"1"}\n{"a":"2"}\n' });
  expect(() => convert(file, 19)).toThrow('The result is too large');
});
