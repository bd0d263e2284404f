/** How a file of code is written. */
export interface CodeStyle {
  /** White space of one level. */
  readonly indent: string;
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  readonly endOfLine: '\n' | '\r\n';
}

/** How our own templates are written. */
export const OWN_STYLE: CodeStyle = { indent: '  ', quote: "'", semicolons: true, endOfLine: '\n' };

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function indentOf(text: string): string {
  const leads = [...text.matchAll(/^(\t| {2,})(?=\S)(?!\*)/gm)].map(([, lead]) => lead!);
  if (leads.some((lead) => lead === '\t')) return '\t';
  const widths = leads.map((lead) => lead.length);
  return ' '.repeat(widths.length > 0 ? Math.min(4, Math.min(...widths)) : OWN_STYLE.indent.length);
}

/** Reads the style off existing code; what it does not show is as in our own. */
export function codeStyleOf(text: string): CodeStyle {
  const statements = count(text, /^[ \t]*(import|export|const|let|return|await)\b.*[^{(,[]\r?$/gm);
  return {
    indent: indentOf(text),
    quote: count(text, /"[^"'\n]*"/g) > count(text, /'[^"'\n]*'/g) ? '"' : "'",
    semicolons: statements === 0 || count(text, /;[ \t]*\r?$/gm) * 2 >= statements,
    endOfLine: /\r\n/.test(text) ? '\r\n' : '\n',
  };
}

const requote = (line: string) => line.replace(/'((?:[^'"\\\n]|\\[^'])*)'/g, '"$1"');

const isComment = (line: string) => /^\s*(\/\/|\/?\*)/.test(line);

function restyleLine(line: string, style: CodeStyle): string {
  const levels = /^(?: {2})*/.exec(line)![0].length / 2;
  // The star of a comment's inner lines is one blank behind its level.
  const body = style.indent.repeat(levels) + line.slice(levels * 2);
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
