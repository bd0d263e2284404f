import { expect, test } from 'vitest';
import { every } from '../support/template.ts';

const functions = await every('AWS::Lambda::Function');

test.each(functions)('%s: %s is the image that all share', (_, id, __, template) => {
  // What differs is built once more
  expect(template[id]?.Metadata).toEqual({
    Dockerfile: 'Dockerfile',
    DockerContext: '.',
    DockerTag: 'latest',
  });
});
