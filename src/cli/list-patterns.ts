import type { Option } from '../core/options.ts';
import type { Pattern } from '../core/pattern.ts';
import type { Registry } from '../core/ports.ts';
import { print } from './ui.ts';

const valuesOf = (option: Option) =>
  option.kind === 'choice' ? option.choices.join(' | ') : option.default;

const optionLines = ({ options }: Pattern) =>
  Object.entries(options).map(
    ([key, option]) => `  --${key} ${valuesOf(option)}\n      ${option.description}`,
  );

/** The options of each pattern, for the help of the command that takes them. */
export const optionsHelp = ({ patterns }: Registry) =>
  [
    'Options of each pattern (the first value is the default):',
    ...[...patterns.values()].map((pattern) => [pattern.id, ...optionLines(pattern)].join('\n')),
  ].join('\n\n');

const described = (pattern: Pattern) => {
  const { id, title, summary, services, defaultName } = pattern;
  return [
    id,
    `  ${title}. ${summary}`,
    `  ${services.join(', ')}`,
    `  Called "${defaultName}" unless named otherwise.`,
    ...optionLines(pattern),
  ].join('\n');
};

export function listPatterns({ patterns }: Registry, json: boolean): void {
  const all = [...patterns.values()];
  print(json ? JSON.stringify(all, null, 2) : all.map(described).join('\n\n'));
}
