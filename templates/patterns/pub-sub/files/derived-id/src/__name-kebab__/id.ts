import { createHash } from 'node:crypto';

/** The same id for the same text: UUIDv8 of a SHA-256 (RFC 9562, appendix B.2). */
export function idFrom(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
