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

/** Whether what a property names can be named where the new function comes. */
export const isReached = ({ reach }: WrittenProp, { isSameClass }: Model) =>
  reach === 'file' || (reach === 'constructor' && isSameClass);

/** Whether every function has the property, in the same words: a habit of the stack. */
const isHabit = ({ text }: WrittenProp, { all }: Model) =>
  all.length > 1 && all.every(({ written }) => written.some((each) => each.text === text));

/**
 * The properties of a function that another one is to have too, as lines of code, with those that are its own in
 * their place; undefined for what a property is to be left away.
 */
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

/** Whether everything that the class of the function may need comes along. */
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

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * An expression of a path, such as `join(__dirname, 'orders.ts')`, changed from one file to another as deep;
 * undefined when the parts that differ do not stand in it as they are.
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

/** A text with the last part of a path that is called `old` called otherwise. */
function renamed(text: string, old: string, now: string): string | undefined {
  const part = new RegExp(`(?<=['"\`/])${escaped(old)}(?=['"\`/])`, 'g');
  const found = [...text.matchAll(part)].at(-1);
  return found && text.slice(0, found.index) + now + text.slice(found.index + old.length);
}
