import { ts } from 'ts-morph';
import { readImports } from '../syntax/imports.ts';
import { readSource } from '../syntax/source.ts';
import type { Host, Target } from '../target.ts';

/** The statements of a block that are no imports. */
function statementsOf(block: Target['block'], file: ts.SourceFile): readonly ts.Statement[] {
  const imports = new Set(readImports(file).map(({ statement }) => statement));
  return block.statements.filter((each) => !imports.has(each));
}

const textOf = (node: ts.Node) => node.getText().replace(/\s*;$/, '');

const blocksIn = (nodes: readonly ts.Node[]) =>
  nodes.filter((node) => ts.isBlock(node) || ts.isSourceFile(node));

/** Whether a text has all statements that it had, where they were, and those that came among them. */
export function isSound({ source }: Host, target: Target, came: number, text: string): boolean {
  const after = readSource(text);
  if ('reason' in after) return false;
  const block = blocksIn(after.nodes)[blocksIn(source.nodes).indexOf(target.block)];
  if (!block) return false;
  const old = statementsOf(target.block, source.file);
  const now = statementsOf(block, after.file).map(textOf);
  const at = old.indexOf(target.statement);
  const isKept = (each: ts.Statement, n: number) =>
    n > at ? now[n + came] === textOf(each) : now[n]?.endsWith(textOf(each));
  return at >= 0 && now.length === old.length + came && old.every(isKept);
}
