import { usageError } from '../../core/errors.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  python: 'Python',
  java: 'Java',
  dotnet: '.NET',
  go: 'Go',
  ruby: 'Ruby',
};

/** The language of a runtime; undefined for JavaScript, and where it is not known. */
export const languageOf = (runtime: unknown): string | undefined =>
  LANGUAGES[/^[a-z]+/.exec(typeof runtime === 'string' ? runtime : '')?.[0] ?? ''];

/** Throws `usage` where all functions are in another language, unless the language was asked for. */
export function refuseOtherLanguage(
  runtimes: readonly unknown[],
  path: string,
  language: string | undefined,
): void {
  const all = runtimes.map(languageOf);
  if (language !== undefined || all.length === 0 || all.includes(undefined)) return;
  throw usageError(
    `The functions of ${path} are written in ${all[0]}; lambda-gen writes TypeScript or JavaScript`,
    'To add one in JavaScript all the same, say --language javascript.',
    { flag: 'language', values: ['javascript'] },
  );
}
