import { ts } from 'ts-morph';
import { type ClassDeclaration, isPackaged } from './classes.ts';
import type { SourceFile } from './files.ts';

/** A function with a body, in its file. */
export interface Method {
  readonly module: SourceFile;
  readonly node: ts.SignatureDeclaration;
}

export const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** The code of a member: of a method, or of a field whose value is a function. */
function codeOf(node: ts.ClassElement): ts.SignatureDeclaration | undefined {
  if (ts.isMethodDeclaration(node)) return node.body && node;
  const value = ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  return value && isFunction(value) ? value : undefined;
}

/** The method of a name that objects of a class have: its own, or that of one that it extends. */
export function codeIn(classes: readonly ClassDeclaration[], name: string): Method | undefined {
  for (const { module, node } of classes) {
    const code = node.members.filter((each) => each.name?.getText() === name).map(codeOf);
    const found = code.find((each) => each !== undefined);
    if (found && !isPackaged({ module })) return { module, node: found };
  }
  return undefined;
}
