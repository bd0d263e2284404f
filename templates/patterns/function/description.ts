/** Lambda takes 256 characters; a comment of HTML could end the block of the README that it stands in. */
export const descriptionProblem = (text: string) =>
  /^[^\p{C}\p{Zl}\p{Zp}]{0,256}$/u.test(text) && !text.includes('<!--')
    ? undefined
    : 'it is one line of at most 256 characters, without <!--';

const LINE_WIDTH = 100;

const count = (text: string, char: string) => text.split(char).length - 1;

/** A string in the quotes that the formatter of the project prefers: those that take fewer escapes. */
function literal(text: string): string {
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

/** The property of the construct, broken as that formatter breaks it; nothing without a description. */
export function inTypeScript(text: string): string {
  if (text === '') return '';
  const line = `      description: ${literal(text)},\n`;
  return line.length - 1 <= LINE_WIDTH ? line : line.replace(': ', ':\n        ');
}

export const inYaml = (text: string) =>
  text === '' ? '' : `      Description: '${text.replaceAll("'", "''")}'\n`;
