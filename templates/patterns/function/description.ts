import { tsString } from '../../../src/core/values/typescript.ts';
import { yamlString } from '../../../src/core/values/yaml.ts';

/** Lambda takes 256 characters; a comment of HTML could end the block of the README that it stands in. */
export const descriptionProblem = (text: string) =>
  /^[^\p{C}\p{Zl}\p{Zp}]{0,256}$/u.test(text) && !text.includes('<!--')
    ? undefined
    : 'it is one line of at most 256 characters, without <!--';

const LINE_WIDTH = 100;

/** The property of the construct, broken as that formatter breaks it; nothing without a description. */
export function inTypeScript(text: string): string {
  if (text === '') return '';
  const line = `      description: ${tsString(text)},\n`;
  return line.length - 1 <= LINE_WIDTH ? line : line.replace(': ', ':\n        ');
}

export const inYaml = (text: string) =>
  text === '' ? '' : `      Description: ${yamlString(text)}\n`;
