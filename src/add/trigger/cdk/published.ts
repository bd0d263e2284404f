import { ts } from 'ts-morph';
import { refusal, unwritten } from '../../../core/errors.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { type AppConstruct, idOf } from '../../../infrastructure/cdk/made-by-app.ts';
import { aliasAt } from '../../../infrastructure/cdk/read/aliases.ts';
import { placeAt } from '../../../infrastructure/cdk/read/reading.ts';
import { doesRun } from '../../../infrastructure/cdk/source/conditions.ts';

const makesAlias = (node: ts.Node): node is ts.NewExpression | ts.CallExpression =>
  (ts.isNewExpression(node) && /(^|\.)Alias$/.test(node.expression.getText())) ||
  (ts.isCallExpression(node) && /\.addAlias$/.test(node.expression.getText()));

/** Whether an instance makes an alias where it makes its function; undefined where that is not known. */
function isMade(alias: ts.Node, { node, scope }: AppConstruct['steps'][number]) {
  const block = ts.findAncestor(alias, ts.isBlock);
  const isBeside = block !== undefined && block.pos <= node.pos && node.end <= block.end;
  return isBeside || doesRun({ node: alias, scope });
}

/** What is to be invoked of a function: the alias that is made of it beside it, or itself. */
export function invokedBy(disk: Disk, made: AppConstruct): AppConstruct {
  const last = made.steps.at(-1)!;
  if (made.member) return made;
  const isOfIt = (node: ts.Node): node is ts.NewExpression | ts.CallExpression => {
    if (!makesAlias(node)) return false;
    const of = aliasAt(disk, { node, scope: last.scope })?.of.steps.at(-1);
    return of?.node === last.node && makerOf(node).node === makerOf(last.node).node;
  };
  const alias = last.module.source.nodes.find(isOfIt);
  const is = alias && isMade(alias, last);
  if (!alias || is === false) return made;
  if (!is)
    throw refusal(
      `Cannot tell whether ${made.id} has an alias: its class makes one under a condition`,
      {
        at: placeAt(alias, last.scope),
        hint: unwritten(
          'Write out the value that the condition depends on, or add the trigger by hand.',
        ),
      },
    );
  const [first, ...rest] = [...made.steps.slice(0, -1), { ...last, node: alias }];
  const id = rest.length === 0 ? idOf(first!) : made.id;
  return { ...made, id, steps: [first!, ...rest] };
}
