import { createHash } from 'node:crypto';

/** Hex SHA-256 of bytes, or of the UTF-8 bytes of a text. */
export const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

/** The hash of a text whatever its lines end with: Git may check them out with CRLF. */
export const sha256OfLines = (text: string) => sha256(text.replaceAll('\r\n', '\n'));
