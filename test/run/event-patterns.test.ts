import { expect, it } from 'vitest';
import { matches } from '../../src/run/services/events/patterns.ts';

const event = {
  source: 'shop',
  detail: {
    amount: 12,
    name: 'Äpfel.JPG',
    tags: ['a', 'b'],
    ip: '10.0.0.7',
    none: null,
    items: [{ id: 1 }, { id: 2 }],
  },
};

it.each<[boolean, object]>([
  [true, {}],
  [true, { source: ['shop'] }],
  [true, { source: 'shop' }],
  [false, { source: ['shop2'] }],
  [true, { source: ['x', 'shop'], detail: { amount: [12] } }],
  [false, { source: ['shop'], detail: { amount: [13] } }],
  [true, { source: [{ prefix: 'sh' }] }],
  [false, { source: [{ prefix: 'op' }] }],
  [true, { detail: { name: [{ suffix: '.JPG' }] } }],
  [false, { detail: { name: [{ suffix: '.jpg' }] } }],
  [true, { detail: { name: [{ suffix: { 'equals-ignore-case': '.jpg' } }] } }],
  [true, { source: [{ 'equals-ignore-case': 'SHOP' }] }],
  [true, { source: [{ wildcard: 's*p' }] }],
  [false, { source: [{ wildcard: 's*x' }] }],
  [false, { source: [{ 'anything-but': ['shop'] }] }],
  [true, { source: [{ 'anything-but': 'other' }] }],
  [false, { source: [{ 'anything-but': { prefix: 'sh' } }] }],
  [false, { missing: [{ 'anything-but': 'x' }] }],
  [true, { detail: { amount: [{ numeric: ['>', 10, '<=', 12] }] } }],
  [false, { detail: { amount: [{ numeric: ['>', 12] }] } }],
  [true, { detail: { tags: ['b'] } }],
  [false, { detail: { tags: ['c'] } }],
  [true, { detail: { ip: [{ cidr: '10.0.0.0/24' }] } }],
  [false, { detail: { ip: [{ cidr: '10.0.1.0/24' }] } }],
  [true, { detail: { missing: [{ exists: false }] } }],
  [false, { detail: { amount: [{ exists: false }] } }],
  [true, { detail: { amount: [{ exists: true }] } }],
  [true, { detail: { none: [null] } }],
  [true, { detail: { items: { id: [2] } } }],
  [false, { detail: { items: { id: [3] } } }],
  [true, { $or: [{ source: ['x'] }, { detail: { amount: [12] } }] }],
  [false, { $or: [{ source: ['x'] }, { source: ['y'] }] }],
  [false, { source: [{ 'unknown-operator': 1 }] }],
])('%s: %j', (expected, pattern) => {
  expect(matches(event, pattern as Record<string, unknown>)).toBe(expected);
});
