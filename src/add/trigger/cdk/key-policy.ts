import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { classAround } from '../../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import type { Made } from '../../../infrastructure/cdk/reach.ts';
import { scopeOf } from '../../../infrastructure/cdk/reached.ts';
import { locate } from '../../../infrastructure/cdk/read/locate.ts';
import { makerAround } from '../../../infrastructure/cdk/users.ts';

/** Who may use a key: whom its policy names, or whom the CDK adds; `unknown` for a key that another stack makes. */
export type KeyPolicy = 'lets' | 'extended' | 'unknown';

const NEEDED = /kms:\*|kms:GenerateDataKey|grantEncryptDecrypt/;

/** Whether code lets a service use a key: a statement or a grant, by its words. */
const lets = (node: ts.Node, service: string) => {
  const text = node.getText();
  return text.includes(service) && NEEDED.test(text);
};

const isOn = (node: ts.Node, key: string): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.expression.getText() === key &&
  /^(grant|addToResourcePolicy)/.test(node.expression.name.text);

/** What is known of the policy of a key that a class uses, for a service. */
export function keyPolicyOf(disk: Disk, at: Made, key: ts.Expression, service: string): KeyPolicy {
  const scope = scopeOf(disk, makerAround(at));
  const found = locate(disk, { node: key, scope });
  const made = found?.steps.at(-1)?.node;
  if (!found || found.isImported || !made || found.of.name !== 'Key') return 'unknown';
  const calls = nodesIn(classAround(key) ?? at.module.source.file).filter((node) =>
    isOn(node, key.getText()),
  );
  return [made, ...calls].some((node) => lets(node, service)) ? 'lets' : 'extended';
}
