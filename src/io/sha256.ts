import { createHash } from 'node:crypto';

/** Hex SHA-256 of bytes, or of the UTF-8 bytes of a text. */
export const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
