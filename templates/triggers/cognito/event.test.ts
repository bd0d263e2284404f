import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseCognitoEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/cognito.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('an event tells of a user', () => {
  expect(parseCognitoEvent(load('valid'))).toEqual({
    source: 'PreSignUp_SignUp',
    pool: 'us-east-1_aBcDeFgHi',
    name: '7f6bd0a3-3a9b-4b3e-9a39-0c5ba6e1c8d2',
    attributes: { email: 'jane@example.com' },
  });
});

test('an event without attributes is refused', () => {
  expect(() => parseCognitoEvent(load('no-attributes'))).toThrow('not an event of a user pool');
});

test('an event of another service is refused', () => {
  expect(() => parseCognitoEvent(load('from-sns'))).toThrow('not an event of a user pool');
});
