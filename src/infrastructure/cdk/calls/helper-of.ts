import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import type { MakerAt } from '../maker-at.ts';
import { moduleAt } from '../modules.ts';
import { insideOf } from '../source/construct-props.ts';
import type { AppObject, Scope } from '../source/scope.ts';
import type { Site } from '../users.ts';
import { calledAt } from './methods.ts';

/** A call, with the scope that says what its names are, where that is known. */
type Call = Site & { readonly scope?: Scope };

/** What a call runs, with the object that a method is called on. */
export interface Helper extends MakerAt {
  readonly self?: AppObject;
}

const calledName = ({ expression }: ts.CallExpression) =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** The functions and classes of the app that a call runs, by its name. */
export function helperOf(disk: Disk, { module, node, scope }: Call): Helper | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const called = calledAt({ node, scope: scope ?? { module: module.source, disk } });
  const of = called && moduleAt(disk, called.module.path);
  if (!called || !of) return undefined;
  const { kind, self } = called;
  const maker = { kind, node: called.node, name: calledName(node) };
  return { module: of, maker, ...(self && { self }) };
}

/** The scope inside of a helper, as a call runs it. */
export const insideHelper = (
  disk: Disk,
  { module, maker, self }: Helper,
  node: Site['node'],
  scope: Scope,
): Scope => insideOf(disk, module.source, maker.node as ts.SignatureDeclaration, node, scope, self);
