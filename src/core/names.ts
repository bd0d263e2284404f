import { usageError } from './errors.ts';

/** One name in the forms that code, logical ids and paths need. */
export interface Name {
  readonly kebab: string;
  readonly camel: string;
  readonly pascal: string;
  readonly constant: string;
}

export type NameKind = 'project' | 'instance';

/**
 * Longest legal name, in characters: `<project>-staging-<Instance>`, what templates name resources by, has then at
 * most 79 of the 80 that Step Functions and SQS allow.
 */
const MAX_LENGTH: Record<NameKind, number> = { project: 40, instance: 30 };

/** Device names that no Windows file may have (Win32 file naming rules). */
const WINDOWS = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Folders and classes of every emitted project: an instance of that name would overwrite or shadow them. */
const TAKEN = new Set(
  'base parts shared support infra integration build constructs app stack app-stack construct src test events docs'.split(
    ' ',
  ),
);

/** A project's name is its package's. */
const REFUSED_BY_NPM = new Set(['node-modules', 'favicon-ico']);

/** Words that cannot be a variable, and a name becomes one. */
const RESERVED = new Set(
  `await break case catch class const continue debugger default delete do else enum export
  extends false finally for function if implements import in instanceof interface let new null package private
  protected public return static super switch this throw true try typeof var void while with yield`.split(
    /\s+/,
  ),
);

/** What a name's class would hide in the code beside it. */
const GLOBALS = new Set(
  'object array string number boolean symbol error date map set promise record'.split(' '),
);

interface Rule {
  readonly text: string | ((kind: NameKind) => string);
  readonly holds: (name: string, kind: NameKind) => boolean;
}

const RULES: readonly Rule[] = [
  {
    text: 'start with a letter and hold only lower-case letters, digits and single hyphens',
    holds: (name) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name),
  },
  { text: 'have at least two characters', holds: (name) => name.length >= 2 },
  {
    text: (kind) =>
      `have at most ${MAX_LENGTH[kind]} characters, so that every AWS name made from it stays legal`,
    holds: (name, kind) => name.length <= MAX_LENGTH[kind],
  },
  {
    text: 'not be a device name of Windows (con, nul, com1, …)',
    holds: (name) => !WINDOWS.test(name),
  },
  { text: 'not be a name that npm refuses', holds: (name) => !REFUSED_BY_NPM.has(name) },
  { text: 'not be a reserved word', holds: (name) => !RESERVED.has(name) },
  {
    text: 'not be the name of a class or type of the language',
    holds: (name) => !GLOBALS.has(name),
  },
  {
    text: 'not be a folder or class that every project has',
    holds: (name, kind) => kind === 'project' || !TAKEN.has(name),
  },
];

const words = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Any name in lower case, its words joined by hyphens: `ResizeFunction` → `resize-function`. */
export const toKebab = (text: string) => words(text).join('-');

const broken = (name: string, kind: NameKind) => RULES.find((rule) => !rule.holds(name, kind));

/** What is put before or behind a name that is not legal by itself: `123` → `app-123`, `delete` → `delete-item`. */
const ADDED: Record<NameKind, readonly [before: string, behind: string]> = {
  project: ['app', 'app'],
  instance: ['item', 'item'],
};

/** A legal name as near to `text` as the rules allow. */
export function proposeName(text: string, kind: NameKind): string {
  const [before, behind] = ADDED[kind];
  const kebab = words(text).join('-');
  const started = /^\d/.test(kebab) ? `${before}-${kebab}` : kebab;
  const short = started.slice(0, MAX_LENGTH[kind] - 5).replace(/-+$/, '');
  const candidates = [started, short, `${short}-${behind}`];
  return (
    candidates.find((name) => !broken(name, kind)) ?? (kind === 'project' ? 'my-app' : 'items')
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The forms of a name that `parseName` has accepted. */
export function nameForms(kebab: string): Name {
  const pascal = kebab.split('-').map(capital).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return { kebab, pascal, camel, constant: kebab.replaceAll('-', '_').toUpperCase() };
}

/** Whether two names would become one identifier: `item-2` and `item2` are both `Item2`. */
export const isSameIdentifier = (a: string, b: string) =>
  a.replaceAll('-', '') === b.replaceAll('-', '');

/** Why `text` is not a valid name, with a valid one to use instead; undefined when it is valid. */
export function nameProblem(text: string, kind: NameKind): string | undefined {
  const rule = broken(text, kind);
  if (!rule) return undefined;
  const must = typeof rule.text === 'string' ? rule.text : rule.text(kind);
  return `${JSON.stringify(text)} is not a valid ${kind === 'project' ? 'project name' : 'name'}: it must ${must}. Try "${proposeName(text, kind)}".`;
}

/** Parses a project's or an instance's name; throws `usage` with the rule that it breaks and a legal name. */
export function parseName(text: string, kind: NameKind): Name {
  const problem = nameProblem(text, kind);
  if (problem) throw usageError(problem);
  return nameForms(text);
}
