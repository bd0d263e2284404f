/** What `npm run check:all` runs, in this order: npm scripts, and what each covers. */
export const CHECKS: Readonly<Record<string, string>> = {
  check: 'types, lint and every test',
  'check:package': 'publint and attw on the packed package',
  'test:properties': 'the properties with 50 times as many cases: 100,000 of each escape',
  'test:inverse': 'every trigger into 60 spoilt copies of each file of the corpus, and out again',
  'test:options':
    'each production option, and those that go together, in both forms: created, installed, checked',
  'test:combinations':
    'each production option on each pattern, pairs and all at once, in both forms: laws, parity, cfn-lint, cdk-nag, infrastructure tests',
  'bench:mutate:code': 'every code mutant of the patterns: the tests of the project notice it',
  'check:managers': 'a project with each package manager: created, installed, checked',
};

const HEAD = `# The last results of the long checks

\`npm run check:all\` runs these checks and writes each row as its check ends; \`npm run check:all -- <name> …\` runs some of them. The script writes this file: do not edit it.

| npm script | what it covers | result | minutes | date | commit | Node.js |
| --- | --- | --- | --- | --- | --- | --- |
`;

export interface Result {
  readonly result: string;
  readonly minutes: string;
  readonly date: string;
  readonly commit: string;
  readonly node: string;
}

export type Results = Readonly<Record<string, Result>>;

/** The results by the names of their checks. */
export function parse(text: string): Results {
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return Object.fromEntries(
    rows
      .map(([, name = '', , result = '', minutes = '', date = '', commit = '', node = '']) => [
        name.replaceAll('`', ''),
        { result, minutes, date, commit, node },
      ])
      .filter(([name]) => Object.hasOwn(CHECKS, String(name))),
  );
}

const NEVER: Result = { result: 'not run yet', minutes: '', date: '', commit: '', node: '' };

export function render(results: Results): string {
  const rows = Object.entries(CHECKS).map(([name, covers]) => {
    const { result, minutes, date, commit, node } = results[name] ?? NEVER;
    return `| \`${name}\` | ${[covers, result, minutes, date, commit, node].join(' | ')} |\n`;
  });
  return HEAD + rows.join('');
}
