import { hex, withoutUnsafe } from './unsafe.ts';

/** A value of JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonMap = { readonly [key: string]: Json };

/** Whether a value is an object, and no list. */
export const isMap = <T extends object = JsonMap>(value: unknown): value is T =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON has no escape beyond four digits: the others are written as two. */
const code = (char: string) =>
  Array.from({ length: char.length }, (_, i) => `\\u${hex(char.charAt(i), 4)}`).join('');

/** A value as JSON, in lines when there is an indent: a number of blanks, or the indent itself. */
export const jsonText = (value: unknown, indent?: number | string): string =>
  indent === undefined
    ? withoutUnsafe(JSON.stringify(value), {}, code)
    : JSON.stringify(value, null, indent)
        .split('\n')
        .map((line) =>
          line.replace(/^(\s*)(.*)$/s, (_, lead, rest) => lead + withoutUnsafe(rest, {}, code)),
        )
        .join('\n');
