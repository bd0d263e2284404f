import { ts } from 'ts-morph';
import type { Export } from '../../../editors/cdk/syntax/imports.ts';
import { unwrapped } from '../../../editors/cdk/syntax/source.ts';
import type { MadeStep } from '../source/scope.ts';
import { evaluate, textIn } from '../source/values.ts';
import type { Helper } from './helper-of.ts';
import { isItself, returnsOf } from './returned.ts';

/** What a branch makes. */
interface Made {
  readonly steps: readonly [MadeStep, ...MadeStep[]];
  readonly of: Export;
}

/** The construct id of a step; as it is written where it is not known. */
const idOf = ({ node, scope }: MadeStep) => {
  const id = node.arguments?.[1];
  return id && (textIn(evaluate({ node: id, scope })) ?? id.getText());
};

const isSame = (a: Made, b: Made) =>
  a.of.module === b.of.module && a.of.name === b.of.name && idOf(a.steps[0]) === idOf(b.steps[0]);

/** The values of a choice: `a` and `b` of `isOn ? a : b`. */
const choices = (value: ts.Expression): readonly ts.Expression[] =>
  ts.isConditionalExpression(value) ? [value.whenTrue, value.whenFalse].flatMap(choices) : [value];

/** Whether a helper returns what a `new` makes by its name, and from each other branch another `new` of the same id. */
export function isInEither(helper: ts.Node, node: ts.Expression): boolean {
  const isOwn = isItself(node);
  const returns = returnsOf(helper).flatMap(choices);
  const others = returns.filter((each) => !isOwn(each));
  const id = writtenId(node);
  const isSameId = id !== undefined && others.every((each) => writtenId(unwrapped(each)) === id);
  return isSameId && others.length > 0 && others.length < returns.length;
}

/** The class and the id of a `new`, as they are written. */
const writtenId = (node: ts.Node) =>
  ts.isNewExpression(node) && node.arguments?.[1]
    ? `${node.expression.getText()} ${node.arguments[1].getText()}`
    : undefined;

/**
 * What a helper returns from each of its branches, where all of them make it with one id: one construct, with the
 * properties of the branch that runs.
 */
export function eitherOf<T extends Made>(
  { maker }: Helper,
  all: readonly T[],
): { readonly one: T & { readonly isEither: true }; readonly branches: readonly T[] } | undefined {
  const branches = returnsOf(maker.node)
    .flatMap(choices)
    .map((value) => all.find(({ steps }) => steps.length === 1 && isItself(steps[0].node)(value)));
  const [first, ...others] = branches;
  const isOne = first && others.length > 0 && others.every((each) => each && isSame(first, each));
  return isOne
    ? { one: { ...first, isEither: true as const }, branches: branches as T[] }
    : undefined;
}
