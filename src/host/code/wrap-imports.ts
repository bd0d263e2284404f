import type { CodeStyle } from '../../editors/code-style.ts';

const NAMED_IMPORT = /^((?:import(?: type)?|const) )\{ (.*) \}( (?:from|=) .*)$/gm;

/** Code whose imports of several names are on lines of their own where one line is too long, as formatters write them. */
export const wrapImports = (
  code: string,
  width: number,
  { unit: indent, endOfLine }: CodeStyle,
): string =>
  code.replace(NAMED_IMPORT, (line: string, head: string, names: string, tail: string) => {
    if (line.replace(/\r$/, '').length <= width || !names.includes(',')) return line;
    const lines = names.split(/, */).map((name) => `${indent}${name},`);
    return [`${head}{`, ...lines, `}${tail}`].join(endOfLine);
  });
