import { expect, it } from 'vitest';
import { missingIn, newestWithout } from '../../bench/held-back.ts';

it.each([
  ['error Couldn\'t find package "left-pad" on the "npm" registry.', 'left-pad'],
  [
    '➤ YN0035: │   Response Code: 404 (Not Found)\n➤ YN0035: │   Request URL: https://registry.example/@a%2fb',
    '@a/b',
  ],
  [
    '➤ YN0035: │   Response Code: 403 (Forbidden)\n➤ YN0035: │   Request URL: https://registry.example/c',
    undefined,
  ],
  ['error An unexpected error occurred: "EACCES"', undefined],
])('names the package that the registry lacks: %s', (reason, name) => {
  expect(missingIn(reason)).toBe(name);
});

it('takes the newest version that does not need it', () => {
  const optionalDependencies = { gone: '^1.0.0' };
  const all = [
    { version: '8.9.0' },
    { version: '8.10.0' },
    { version: '8.11.0', optionalDependencies },
  ];
  expect(newestWithout(all, 'gone')).toBe('8.10.0');
  expect(newestWithout(all.slice(2), 'gone')).toBeUndefined();
});
