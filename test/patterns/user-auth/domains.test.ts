import { expect, it } from 'vitest';
import { problemWithDomains } from '../../../templates/patterns/user-auth/domains.ts';

const label = 'a'.repeat(63);

it.each([
  'none',
  'example.com',
  'Example.COM',
  'example.com,example.org',
  'sub.example.co.uk',
  '1.example.com',
  'xn--mnchen-3ya.example',
  'example.xn--p1ai',
  `${label}.com`,
])('%s is taken', (list) => {
  expect(problemWithDomains(list)).toBeUndefined();
});

it.each([
  '',
  '*',
  'example',
  'example.',
  '.example.com',
  'example..com',
  'example.com,',
  'example.com,none',
  'example.com, example.org',
  'example.com;example.org',
  '*.example.com',
  'user@example.com',
  'exa_mple.com',
  '-a.com',
  'a-.com',
  'münchen.example',
  "example.com'",
  'example.com\n',
  '192.0.2.1',
  'a.b',
  `a${label}.com`,
  `${`${label}.`.repeat(4)}com`,
])('%j is refused', (list) => {
  expect(problemWithDomains(list)).toContain('is not a domain name');
});

it('stays below what the variables of a function may hold', () => {
  const list = Array(200).fill('example.com').join(',');
  expect(problemWithDomains(list)).toBe('The list takes 2000 characters at most.');
});
