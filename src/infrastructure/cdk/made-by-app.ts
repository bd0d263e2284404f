import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import type { Export } from '../../editors/cdk/syntax/imports.ts';
import { isLibrary, OWN } from '../../editors/cdk/syntax/kinds.ts';
import { constructorOf } from '../../editors/cdk/syntax/makers.ts';
import type { FoundModule } from './modules.ts';
import { type Reached, reachedAt, type Wanted } from './reached.ts';
import { chainOf } from './source/classes.ts';
import type { Bound, MadeStep } from './source/scope.ts';
import { evaluate, textIn } from './source/values.ts';
import type { Site } from './users.ts';

/** A construct as the app makes it, in the module that has its place. */
export interface AppConstruct extends Reached {
  readonly module: FoundModule;
  /** The construct id of its place; behind it, what tells it from others of the same place. */
  readonly id: string;
  /** What it is called inside of its place; empty where the place makes it itself. */
  readonly inner: string;
}

const isMaking = (node: ts.Node): node is Site['node'] =>
  ts.isNewExpression(node) || ts.isCallExpression(node);

const isNaming = (node: MadeStep['node']) => /\.addAlias$/.test(node.expression.getText());

/** A construct id comes behind the scope, or its class has one for all; an alias is made by its name alone. */
function idArgument({ node, scope }: MadeStep): Bound | undefined {
  const own = node.arguments?.[isNaming(node) ? 0 : 1];
  if (own) return { node: own, scope };
  const { disk, module } = scope;
  const [of] =
    disk && ts.isNewExpression(node) ? chainOf(disk, module, node.expression).classes : [];
  const byDefault = of && constructorOf(of.node)?.parameters[1]?.initializer;
  return of && byDefault && { node: byDefault, scope: { module: of.module } };
}

/** Whether the construct id of a step is known. */
const hasKnownId = (step: MadeStep): boolean => {
  const argument = idArgument(step);
  return argument !== undefined && textIn(evaluate(argument)) !== undefined;
};

/** The steps that make a construct: each `new`, and the call that ends the way, of a method that is only declared. */
export const makingSteps = ({ steps }: { readonly steps: readonly MadeStep[] }) =>
  steps.filter(({ node }, n) => ts.isNewExpression(node) || n === steps.length - 1);

/** Whether the ids of a construct, and of what makes it, are known. */
export const areIdsKnown = (made: { readonly steps: readonly MadeStep[] }): boolean =>
  makingSteps(made).every(hasKnownId);

/** The construct id of a step as the program has it, or else as it is written. */
export function idOf(step: MadeStep): string {
  const argument = idArgument(step);
  if (!argument) return step.node.expression.getText();
  return textIn(evaluate(argument)) ?? argument.node.getText();
}

/** The id of a construct that a helper makes depends on the call's arguments. */
const placeId = (made: Reached) => idOf(makingSteps(made)[0]!);

/** What tells constructs of one place apart: the ids on the way, or the member that holds it. */
function innerId(made: Reached): string {
  const [, ...inner] = makingSteps(made);
  return [...inner.map(idOf), ...(made.member ? [made.member] : [])].join('/');
}

function named(module: FoundModule, all: readonly Reached[]): readonly AppConstruct[] {
  const isAlone = all.length === 1;
  return all.map((each) => {
    const inner = innerId(each);
    const id = placeId(each);
    return { ...each, module, inner, id: inner && !isAlone ? `${id}/${inner}` : id };
  });
}

/** Every construct of some classes that the app makes, whose place is in a module. */
export const constructsOf = (
  disk: Disk,
  module: FoundModule,
  wanted: Wanted,
): readonly AppConstruct[] =>
  module.source.nodes
    .filter(isMaking)
    .flatMap((node) => named(module, reachedAt(disk, { module, node }, wanted)));

const isUnread = (of: Export | undefined): of is Export =>
  of !== undefined && !isLibrary(of) && of.module !== 'constructs' && !OWN.test(of.module);

/** Constructs of a module whose class is of a package that is not installed. */
export function uninstalledIn(disk: Disk, module: FoundModule): readonly AppConstruct[] {
  return module.constructs.flatMap((made): AppConstruct[] => {
    const { end } = chainOf(disk, module.source, made.node.expression);
    if (!isUnread(end) || end.module.startsWith('.')) return [];
    const scope = { module: module.source, disk };
    return [
      { module, id: made.id, inner: '', of: end, steps: [{ module, node: made.node, scope }] },
    ];
  });
}
