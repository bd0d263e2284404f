import { readFileSync } from 'node:fs';
import { properties, type Template } from './template.ts';

interface Alarm {
  AlarmDescription?: string;
}

const headings = () =>
  Array.from(readFileSync('docs/operations.md', 'utf8').matchAll(/^#+ (.*)$/gm), ([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

/** The section of docs/operations.md that an alarm names; throws when there is none. */
export function sectionOf(template: Template, id: string): string {
  const { AlarmDescription = '' } = properties<Alarm>(template, id);
  const [file, section = ''] = AlarmDescription.split('#');
  if (file === 'docs/operations.md' && headings().includes(section)) return section;
  throw new Error(`${id} names no section of docs/operations.md: ${AlarmDescription}`);
}
