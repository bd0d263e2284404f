import { expect, it } from 'vitest';
import { nameForms } from '../../../src/core/names.ts';
import {
  consumersProblem,
  lineReplacements,
  parseConsumers,
} from '../../../templates/patterns/pub-sub/consumers.ts';

it.each(['fulfil,notify', 'ab', 'ab , cd', 'a1,a2,a3,a4,a5', 'x'.repeat(20)])(
  'accepts %j',
  (value) => {
    expect(consumersProblem(value)).toBeUndefined();
  },
);

it.each([
  ['', 'Name 1 to 5 consumers'],
  ['ab,', 'Name 1 to 5 consumers'],
  ['a1,a2,a3,a4,a5,a6', '1 to 5 consumers'],
  ['ab,ab', '"ab" is there twice'],
  ['a-b,ab', '"ab" is there twice'],
  ['Ab', 'lower-case letters'],
  ['../ab', 'lower-case letters'],
  ['class', 'reserved word'],
  ['con', 'device name'],
  ['x'.repeat(21), 'more than 20 characters'],
  ['publish', 'a part of every instance'],
  ['ab,ab-queue', 'ends like the name of'],
])('refuses %j: %s', (value, rule) => {
  expect(consumersProblem(value)).toContain(rule);
});

it('repeats a line for each consumer', () => {
  const lines = lineReplacements(nameForms('shop-news'), parseConsumers('fulfil, big-data'), 's3');
  expect(lines["__Name____Consumer__: '__consumer-kebab__',"]).toBe(
    "ShopNewsFulfil: 'fulfil',\n  ShopNewsBigData: 'big-data',",
  );
});
