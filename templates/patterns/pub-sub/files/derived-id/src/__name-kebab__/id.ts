import { createHash } from 'node:crypto';

/** The same id for the same text: UUIDv8 of a SHA-256 (RFC 9562, appendix B.2). */
export function idFrom(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-8$3-8$4-$5');
}
