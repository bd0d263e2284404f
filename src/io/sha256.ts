import { createHash } from 'node:crypto';

/** Hex SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The hash of a text whatever its lines end with: Git may check them out with CRLF. */
export const sha256OfLines = (text: string) => sha256(text.replaceAll('\r\n', '\n'));
