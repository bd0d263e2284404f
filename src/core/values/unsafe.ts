/**
 * Characters that are never written as they are: what a reader does not see or that changes how the rest is shown, and
 * what a YAML stream or a UTF-8 file cannot hold.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** The code point of a character in hexadecimal digits, at least so many. */
export const hex = (char: string, digits: number) =>
  char.codePointAt(0)!.toString(16).padStart(digits, '0');

export const hasUnsafe = (text: string) => text.search(UNSAFE) >= 0;

/** Writes each unsafe character by its code; those that a language has a short escape for first. */
export const withoutUnsafe = (
  text: string,
  short: Readonly<Record<string, string>>,
  code: (char: string) => string,
) => text.replace(UNSAFE, (char) => short[char] ?? code(char));
