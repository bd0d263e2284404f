import detectIndent from 'detect-indent';

/** How a file of code is written. */
export interface CodeStyle {
  /** White space of one level. */
  readonly unit: string;
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  readonly endOfLine: '\n' | '\r\n';
}

/** How our own templates are written. */
export const OWN_STYLE: CodeStyle = { unit: '  ', quote: "'", semicolons: true, endOfLine: '\n' };

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** White space of one level of a text; where none of it is indented, that of our own. */
export const indentUnit = (text: string) => detectIndent(text).indent || OWN_STYLE.unit;

/** The quotes of most of the strings in code. */
export const quoteOf = (code: string) =>
  count(code, /"[^"'\n]*"/g) > count(code, /'[^"'\n]*'/g) ? '"' : "'";

/** Reads the style off existing code; what it does not show is as in our own. */
export function codeStyleOf(text: string): CodeStyle {
  const statements = count(text, /^[ \t]*(import|export|const|let|return|await)\b.*[^{(,[]\r?$/gm);
  return {
    unit: indentUnit(text),
    quote: quoteOf(text),
    semicolons: statements === 0 || count(text, /;[ \t]*\r?$/gm) * 2 >= statements,
    endOfLine: /\r\n/.test(text) ? '\r\n' : '\n',
  };
}

const requote = (line: string) => line.replace(/'((?:[^'"\\\n]|\\[^'])*)'/g, '"$1"');

const isComment = (line: string) => /^\s*(\/\/|\/?\*)/.test(line);

function restyleLine(line: string, style: CodeStyle): string {
  const levels = /^(?: {2})*/.exec(line)![0].length / 2;
  // The star of a comment's inner lines is one blank behind its level.
  const body = style.unit.repeat(levels) + line.slice(levels * 2);
  if (isComment(line)) return body;
  const quoted = style.quote === '"' ? requote(body) : body;
  return style.semicolons ? quoted : quoted.replace(/;$/, '');
}

/** Code of our own templates, written as the code around it: indent, quotes, semicolons, end of line. */
export const restyle = (code: string, style: CodeStyle): string =>
  code
    .split('\n')
    .map((line) => restyleLine(line, style))
    .join(style.endOfLine);
