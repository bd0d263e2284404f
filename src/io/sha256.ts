import { hash } from 'node:crypto';

/** Hex SHA-256 of bytes, or of the UTF-8 bytes of a text. */
export const sha256 = (text: string | Buffer) => hash('sha256', text);
