import { escaped } from '../../core/values/regexp.ts';
import type { WrittenFunction, WrittenProp } from '../../infrastructure/cdk/written.ts';

/** Properties that say how a function is built and run, and not what it is for. */
const BUILD = new Set(
  'runtime architecture bundling depsLockFilePath projectRoot entry code handler'.split(' '),
);

/** What no two functions share. */
const OF_ONE = new Set(['functionName', 'description']);

/** Where a new function is written after others. */
export interface Model {
  readonly fn: WrittenFunction;
  /** All functions that are made in the same class. */
  readonly all: readonly WrittenFunction[];
  /** Whether the new one comes into the constructor that the others are made in. */
  readonly isSameClass: boolean;
}

/** Whether the names in a property mean the same at the place of the new function. */
export const isReached = ({ reach }: WrittenProp, { isSameClass }: Model) =>
  reach === 'file' || (reach === 'constructor' && isSameClass);

/** Whether every function has the property, in the same words: a habit of the stack. */
const isHabit = ({ text }: WrittenProp, { all }: Model) =>
  all.length > 1 && all.every(({ written }) => written.some((each) => each.text === text));

/** The properties that a new function copies, as lines of code; `own` replaces a property, undefined leaves it out. */
export function copiedProps(
  model: Model,
  own: Readonly<Record<string, (prop: WrittenProp) => string | undefined>>,
): readonly string[] {
  return model.fn.written.flatMap((prop) => {
    const { name, text } = prop;
    const change = name && own[name];
    const line = change ? change(prop) : isCopied(prop, model) ? text : undefined;
    return line === undefined ? [] : [`${line},`];
  });
}

/** Whether the class of the function can be made without a property: another one of it is. */
const isOptional = ({ name }: WrittenProp, { fn, all }: Model) =>
  all.some(
    ({ className, written }) =>
      className === fn.className && written.every((each) => each.name && each.name !== name),
  );

/** Whether all that the function's class may need is copied. */
export const isWhole = (model: Model, own: object): boolean =>
  model.fn.written.every(
    (prop) =>
      (prop.name && Object.hasOwn(own, prop.name)) ||
      isCopied(prop, model) ||
      isOptional(prop, model),
  );

function isCopied(prop: WrittenProp, model: Model): boolean {
  if (!isReached(prop, model)) return false;
  const { name } = prop;
  return name === undefined || BUILD.has(name) || (!OF_ONE.has(name) && isHabit(prop, model));
}

/**
 * A path expression such as `join(__dirname, 'orders.ts')`, changed to another file at the same depth; undefined when
 * the parts that differ are not written out in it.
 */
export function changedPath(
  prop: WrittenProp,
  model: Model,
  before: string,
  after: string,
): string | undefined {
  if (!isReached(prop, model)) return undefined;
  const [old, now] = [before.split('/'), after.split('/')];
  if (old.length !== now.length) return undefined;
  return old.reduceRight<string | undefined>(
    (text, part, n) => (part === now[n] ? text : text && renamed(text, part, now[n]!)),
    prop.text,
  );
}

/** The text with the last path part named `old` renamed. */
function renamed(text: string, old: string, now: string): string | undefined {
  const part = new RegExp(`(?<=['"\`/])${escaped(old)}(?=['"\`/])`, 'g');
  const found = [...text.matchAll(part)].at(-1);
  return found && text.slice(0, found.index) + now + text.slice(found.index + old.length);
}
