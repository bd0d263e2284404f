import { mask } from './mask.ts';

/** Names that inserted text defines: logical ids and imports. */
function defined(text: string): readonly string[] {
  const ids = [...text.matchAll(/^\s*"?(\w+)"?: *\{?\r?\n\s*"?Type"?: *"?AWS::/gm)];
  const imports = [...text.matchAll(/\bimport (.*?) from\b/g)].flatMap(([, names]) => [
    ...names!.matchAll(/(\w+)(?= *(?:,|\}|$))/g),
  ]);
  const merged = /^[\s,]*(\w+)[\s,]*$/.exec(text);
  return [...ids, ...imports, ...(merged ? [merged] : [])].map(([, name]) => name!);
}

const constantsIn = (text: string) =>
  [...text.matchAll(/\b(?:const|let) (\w+)/g)].map(([, name]) => name!);

const isMentioned = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);

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
