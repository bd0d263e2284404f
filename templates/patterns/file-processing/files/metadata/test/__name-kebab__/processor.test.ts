import { expect, test } from 'vitest';
import { corrupt, made, sample } from './sample.ts';
import { convert } from '../../src/__name-kebab__/processor.ts';

const describe = (bytes: Uint8Array) => convert({ bytes, contentType: 'text/plain' });

test('describes a file: type, size, checksum, and the pixels of an image', () => {
  const { body, ...result } = describe(sample);

  expect(result).toEqual(made);
  expect(JSON.parse(body.toString())).toEqual(result.summary);
});

test('has no pixels of what is no image', () => {
  const { summary } = describe(Buffer.from('text'));

  expect(summary).toEqual({
    type: 'application/octet-stream',
    declaredType: 'text/plain',
    bytes: 4,
    sha256: '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1',
  });
});

test('refuses a corrupt image', () => {
  expect(() => describe(corrupt)).toThrow('The image is corrupt');
});
