import { expect, it } from 'vitest';
import { domainProblem, zoneProblem } from '../../../templates/patterns/multi-region/domain.ts';

const longest = `${'x'.repeat(52)}.com`;

it.each(['api.example.com', 'a.io', 'x-1.example.co.uk', 'xn--bcher-kva.example', longest])(
  'takes the domain %s',
  (domain) => {
    expect(domainProblem(domain)).toBeUndefined();
  },
);

it.each(
  [
    [
      '',
      'com',
      'localhost',
      '.com',
      'a..com',
      'api.example.com.',
      '-a.com',
      'a-.com',
      `x${longest}`,
    ],
    ['API.example.com', 'bücher.example', 'a_b.com', 'a b.com', 'https://a.com', '1.2', '*.a.com'],
    ['api.example.com\n', "a'.com"],
  ].flat(),
)('refuses the domain %j, and says the rule', (domain) => {
  expect(domainProblem(domain)).toMatch(/small letters, digits, hyphens and dots/);
});

it.each(['Z0000000000000000000A', 'Z1', `Z${'A'.repeat(31)}`])('takes the zone %s', (zone) => {
  expect(zoneProblem(zone)).toBeUndefined();
});

it.each(['', 'Z', 'z1', 'A1', '/hostedzone/Z1', 'example.com', `Z${'A'.repeat(32)}`, 'Z1\n'])(
  'refuses the zone %j, and says the rule',
  (zone) => {
    expect(zoneProblem(zone)).toMatch(/a Z and up to 31 capital letters/);
  },
);
