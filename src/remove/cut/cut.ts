import { mask } from './mask.ts';

const named = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name]) => name!);

const idsIn = (text: string) => named(text, /^\s*"?(\w+)"?: *\{?\r?\n\s*"?Type"?: *"?AWS::/gm);
const constantsIn = (text: string) => named(text, /\b(?:const|let) (\w+)/g);

/** Names that inserted text defines: logical ids and imports. */
function defined(text: string): readonly string[] {
  const imports = named(text, /\bimport (.*?) from\b/g).flatMap((names) =>
    named(names, /(\w+)(?= *(?:,|\}|$))/g),
  );
  return [...idsIn(text), ...imports, ...named(text, /^[\s,]*(\w+)[\s,]*$/g)];
}

const isMentioned = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);

/** Whether a text has what a part was inserted to make, a resource or a constant; an import may be another's as well. */
export const makes = (part: string, text: string) =>
  [...idsIn(part), ...constantsIn(part)].some((name) => isMentioned(text, name));

/** Whether a text stands yet that was changed since it was inserted: what it is called by is there. */
export function isTraced(part: string, text: string): boolean {
  const own = [...defined(part), ...constantsIn(part)];
  const names = own.length > 0 ? own : named(part, /\bnew (\w+)\(/g);
  if (names.length === 0) return text.includes(firstLine(part));
  return names.some((name) => isMentioned(text, name));
}

export const firstLine = (text: string) => text.trim().split('\n')[0]!.trim();

/** Whether code uses a constant: the name of a module, or of a member, is none. */
const isUsed = (text: string, name: string) =>
  new RegExp(`(?<![\\w.'"/-]|\\w-)${name}\\b(?!['"/-]|\\.\\w+['"])`).test(text);

/** Fields that inserted text gives a class, by which others may call what it makes. */
export const fieldsIn = (text: string) =>
  [...text.matchAll(/\breadonly (\w+): |\bthis\.(\w+) = /g)].map(([, a, b]) => (a ?? b)!);

/** Whether code calls something by that field. */
const isCalled = (text: string, field: string) => new RegExp(`\\.${field}\\b(?! = )`).test(text);

interface Cut {
  readonly text: string;
  /** What stays, because it was changed, or because something else in the file needs it. */
  readonly kept: readonly string[];
  /** What does not stand there, once, as it was inserted. */
  readonly lost: readonly string[];
}

/** The text without as much of the insertions as can go, as nothing elsewhere needs it; what others inserted stays, wherever it stands. */
export function cut(
  text: string,
  inserted: readonly string[],
  others: readonly string[],
  elsewhere = '',
): Cut {
  const masked = mask(text, others);
  let going = inserted.filter((part) => masked.find(part) !== undefined);
  const lost = inserted.filter((part) => !going.includes(part));
  for (;;) {
    const rest = masked.without(going);
    const needed = going.filter(
      (part) =>
        defined(part).some((name) => isMentioned(rest, name)) ||
        constantsIn(part).some((name) => isUsed(rest, name)) ||
        fieldsIn(part).some((field) => isCalled(rest + elsewhere, field)),
    );
    if (needed.length === 0)
      return { text: rest, kept: inserted.filter((part) => !going.includes(part)), lost };
    going = going.filter((part) => !needed.includes(part));
  }
}
