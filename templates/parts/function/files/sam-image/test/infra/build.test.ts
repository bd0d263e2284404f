import { expect, test } from 'vitest';
import { loadAll, ofType } from '../support/template.ts';

const functions = Object.entries(await loadAll()).flatMap(([file, template]) =>
  Object.keys(ofType(template, 'AWS::Lambda::Function')).map((id) => [file, id, template] as const),
);

test.each(functions)('%s: %s is the image that all share', (_, id, template) => {
  // What differs is built once more
  expect(template[id]?.Metadata).toEqual({
    Dockerfile: 'Dockerfile',
    DockerContext: '.',
    DockerTag: 'latest',
  });
});
