import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import type { AppConstruct } from '../../../infrastructure/cdk/made-by-app.ts';
import { cdkModules } from '../../../infrastructure/cdk/modules.ts';
import { keyOf, locate } from '../../../infrastructure/cdk/read/locate.ts';
import { placeAt } from '../../../infrastructure/cdk/read/reading.ts';
import { scopesOf } from '../../../infrastructure/cdk/read/scopes.ts';
import { follow, propertyOf } from '../../../infrastructure/cdk/source/bindings.ts';
import { doesRun } from '../../../infrastructure/cdk/source/conditions.ts';
import { propsGiven } from '../../../infrastructure/cdk/source/construct-props.ts';
import type { Bound, Scope } from '../../../infrastructure/cdk/source/scope.ts';
import { evaluate } from '../../../infrastructure/cdk/source/values.ts';
import type { Place } from '../../../infrastructure/graph.ts';
import { couldBe, likeOf } from '../../../infrastructure/texts.ts';

const OVERRIDES = /^add(Property)?Override$/;

const capital = (property: string) => property.charAt(0).toUpperCase() + property.slice(1);

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** `cfn.notificationConfiguration = …`, `cfn['notificationConfiguration'] = …` */
function assignedOn(node: ts.Node, property: string): ts.Expression | undefined {
  if (!isAssignment(node)) return undefined;
  const { left } = node;
  if (ts.isPropertyAccessExpression(left) && left.name.text === property) return left.expression;
  const isNamed =
    ts.isElementAccessExpression(left) &&
    ts.isStringLiteralLike(left.argumentExpression) &&
    left.argumentExpression.text === property;
  return isNamed ? left.expression : undefined;
}

/** `cfn.addPropertyOverride('NotificationConfiguration.…', …)`; a path that is not known may be that one. */
function overriddenOn(node: ts.Node, scope: Scope, property: string): ts.Expression | undefined {
  const isCall = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
  const [path] = isCall ? node.arguments : [];
  if (!isCall || !path) return undefined;
  const { name, expression } = node.expression as ts.PropertyAccessExpression;
  if (!OVERRIDES.test(name.text)) return undefined;
  const key = capital(property);
  const like = likeOf(evaluate({ node: path, scope })).replace(/^Properties\./, '');
  const [first] = like.split(new RegExp(`(?<=${key})\\b`));
  return couldBe(key, first!) ? expression : undefined;
}

/** What the resource of a construct is taken from: `bucket` of `bucket.node.defaultChild`. */
function ownerOf(node: ts.Node): ts.Expression | undefined {
  const access = ts.isCallExpression(node) ? node.expression : node;
  if (!ts.isPropertyAccessExpression(access)) return undefined;
  const { expression: tree, name } = access;
  const isIt = ts.isCallExpression(node)
    ? /^(tryF|f)indChild$/.test(name.text) &&
      /^.Resource.$/.test(node.arguments[0]?.getText() ?? '')
    : name.text === 'defaultChild';
  return isIt && ts.isPropertyAccessExpression(tree) && tree.name.text === 'node'
    ? tree.expression
    : undefined;
}

/** What tells the construct that a resource is of from all others; undefined where that is not known. */
function keyAt(disk: Disk, bound: Bound): string | undefined {
  const found = follow(bound);
  if (!found || found === 'missing') return undefined;
  const { node, scope } = found;
  const located = locate(disk, { node: ownerOf(node) ?? node, scope });
  return located && !located.attribute ? keyOf(disk, located) : undefined;
}

/** Where a property of a resource is set outside of its construct, and whether it is certain that it is its own. */
export interface SetProperty {
  readonly place: Place;
  readonly isSure: boolean;
}

/** `Bucket.fromCfnBucket(cfn)`: the resource that the construct is made of. */
function givenTo({ steps }: AppConstruct): Bound | undefined {
  const { node, scope } = steps.at(-1)!;
  const isOfResource = /\.fromCfnBucket$/.test(node.expression.getText());
  const [given] = node.arguments ?? [];
  return isOfResource && given ? { node: given, scope } : undefined;
}

/** What a `new CfnBucket()` is made with. */
function madeWith(bound: Bound | undefined, property: string): SetProperty | undefined {
  const found = bound && follow(bound);
  if (!found || found === 'missing' || !ts.isNewExpression(found.node)) return undefined;
  const { node, scope } = found;
  const set = propertyOf(propsGiven({ node, scope }), property);
  return set === 'missing' ? undefined : { place: placeAt(node, scope), isSure: set !== undefined };
}

/** Where the app sets a property of a construct's resource by CloudFormation. */
export function setPropertyOf(
  disk: Disk,
  made: AppConstruct,
  property: string,
): SetProperty | undefined {
  const given = givenTo(made);
  const key = given ? keyAt(disk, given) : keyOf(disk, made);
  const named = new RegExp(property, 'i');
  const found = cdkModules(disk, (text) => named.test(text)).flatMap((module) =>
    module.source.nodes.flatMap((node) => {
      if (!ts.isCallExpression(node) && !isAssignment(node)) return [];
      return scopesOf(disk, { module, maker: makerOf(node) }).flatMap((scope) => {
        const on = assignedOn(node, property) ?? overriddenOn(node, scope, property);
        if (!on || doesRun({ node, scope }) === false) return [];
        const its = keyAt(disk, { node: on, scope });
        const isSure = its !== undefined;
        return isSure && its !== key ? [] : [{ place: placeAt(node, scope), isSure }];
      });
    }),
  );
  return madeWith(given, property) ?? found.find(({ isSure }) => isSure) ?? found[0];
}
