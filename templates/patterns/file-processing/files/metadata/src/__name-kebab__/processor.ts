import { createHash } from 'node:crypto';
import { measure, typeOf } from './content.ts';
import type { File, Result } from './file.ts';

/** Describes a file: its type, its size and its checksum. */
export function convert({ bytes, contentType }: File): Result {
  const type = typeOf(bytes) ?? 'application/octet-stream';
  const summary = {
    type,
    declaredType: contentType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(type.startsWith('image/') && measure(bytes)),
  };
  const body = JSON.stringify(summary);
  return { body, contentType: 'application/json', extension: 'json', summary };
}
