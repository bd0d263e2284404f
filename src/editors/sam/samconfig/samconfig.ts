import {
  type Edit,
  indentAt,
  insertion,
  type TextEdit,
  withEndOfLine,
} from '../../../core/tree/text-edit.ts';

export const NESTED = 'CAPABILITY_AUTO_EXPAND';

/** What lets an application make its roles. */
const ROLES = /\bCAPABILITY_(NAMED_)?IAM\b/;

const KEY = /^[ \t]*capabilities[ \t]*=[ \t]*/gm;
const TEXT = /^(["'])([^"'\n]*)\1(?!["'])/;
const LIST = /^\[(?:[^\][#"']|#[^\n]*\n|"[^"\n]*"|'[^'\n]*')*\]/;

/** The texts of a list; comments are read as well, so that nothing in them is taken for one. */
const textsIn = (list: string) =>
  [...list.matchAll(/#[^\n]*|"[^"\n]*"|'[^'\n]*'/g)].filter(([part]) => !part.startsWith('#'));

/** The edits that a value needs; undefined when they would not be enough, or cannot be made. */
type Lacking = readonly TextEdit[] | undefined;

/** Behind the last of a list, as that is written. */
function inList(text: string, at: number, list: string): Lacking {
  const texts = textsIn(list);
  const last = texts.at(-1);
  if (!last || !texts.some(([part]) => ROLES.test(part))) return undefined;
  if (texts.some(([part]) => part.includes(NESTED))) return [];
  const start = at + last.index;
  const lead = list.slice(0, last.index).includes('\n') ? `\n${indentAt(text, start)}` : ' ';
  const [quote] = last[0];
  const added = withEndOfLine(`,${lead}${quote}${NESTED}${quote}`, text);
  return [insertion(start + last[0].length, added)];
}

function lacking(text: string, at: number): Lacking {
  const rest = text.slice(at);
  const list = LIST.exec(rest);
  if (list) return inList(text, at, list[0]);
  const [all, , value] = TEXT.exec(rest) ?? [];
  if (!all || !value || !ROLES.test(value)) return undefined;
  return value.includes(NESTED) ? [] : [insertion(at + all.length - 1, ` ${NESTED}`)];
}

/**
 * Lets every environment of a samconfig.toml deploy applications that are nested
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html, Capabilities);
 * undefined when it says nothing of that, or not in a way that could be extended.
 */
export function allowNested(text: string): Edit | undefined {
  const found = [...text.matchAll(KEY)].map((key) => lacking(text, key.index + key[0].length));
  const known = found.filter((edits) => edits !== undefined);
  if (found.length === 0 || known.length < found.length) return undefined;
  const edits = known.flat();
  return edits.length > 0 ? { status: 'edited', edits } : { status: 'present' };
}
