import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import type { AppConstruct } from '../../../infrastructure/cdk/made-by-app.ts';
import { cdkModules, type FoundModule } from '../../../infrastructure/cdk/modules.ts';
import { keyOf, locate } from '../../../infrastructure/cdk/read/locate.ts';
import { placeAt } from '../../../infrastructure/cdk/read/reading.ts';
import { scopesOf } from '../../../infrastructure/cdk/read/scopes.ts';
import { follow, propertyOf } from '../../../infrastructure/cdk/source/bindings.ts';
import { doesRun } from '../../../infrastructure/cdk/source/conditions.ts';
import { propsGiven } from '../../../infrastructure/cdk/source/construct-props.ts';
import type { SourceFile } from '../../../infrastructure/cdk/source/files.ts';
import { declarationAround } from '../../../infrastructure/cdk/source/named.ts';
import type { Bound, Scope } from '../../../infrastructure/cdk/source/scope.ts';
import { evaluate } from '../../../infrastructure/cdk/source/values.ts';
import type { Place } from '../../../infrastructure/graph.ts';
import { knownFront, likeOf } from '../../../infrastructure/texts.ts';

const OVERRIDE = /\badd(Property)?Override\b/;

const capital = (property: string) => property.charAt(0).toUpperCase() + property.slice(1);

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** A property of a resource by CloudFormation, and the class that the CDK has for its kind. */
export interface ResourceProperty {
  readonly property: string;
  readonly kind: string;
}

/** What a property is set on, and whether it is certain that it is the property in question. */
interface Setting {
  readonly on: ts.Expression;
  readonly isSure: boolean;
}

/** `cfn.notificationConfiguration = …`, `cfn['notificationConfiguration'] = …` */
function assignedOn(node: ts.Node, property: string): Setting | undefined {
  if (!isAssignment(node)) return undefined;
  const { left } = node;
  if (ts.isPropertyAccessExpression(left))
    return left.name.text === property ? { on: left.expression, isSure: true } : undefined;
  if (!ts.isElementAccessExpression(left)) return undefined;
  const { argumentExpression: key, expression: on } = left;
  return ts.isStringLiteralLike(key) && key.text === property ? { on, isSure: true } : undefined;
}

/** Whether an override's path is that of a property, leads to it or into it; `unsure` where a part is not known. */
function meets(like: string, path: readonly string[]): boolean | 'unsure' {
  for (const [n, part] of like.split('.').slice(0, path.length).entries()) {
    const front = knownFront(part);
    if (front !== part) return path[n]!.startsWith(front) && 'unsure';
    if (part !== path[n]) return false;
  }
  return true;
}

/** `cfn.addPropertyOverride(…)`, `cfn.addOverride(…)` */
function overrideOf(node: ts.Node) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { name, expression: on } = node.expression;
  const [path] = node.arguments;
  return path && OVERRIDE.test(name.text) ? { on, name: name.text, path } : undefined;
}

function overriddenOn(node: ts.Node, scope: Scope, property: string): Setting | undefined {
  const override = overrideOf(node);
  if (!override) return undefined;
  const like = likeOf(evaluate({ node: override.path, scope }));
  const whole = override.name === 'addOverride' ? like : `Properties.${like}`;
  const met = meets(whole, ['Properties', capital(property)]);
  return met ? { on: override.on, isSure: met === true } : undefined;
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
interface SetProperty {
  readonly place: Place;
  readonly isSure: boolean;
}

/** `Bucket.fromCfnBucket(cfn)`: the resource that the construct is made of. */
function givenTo({ steps }: AppConstruct): Bound | undefined {
  const { node, scope } = steps.at(-1)!;
  const isOfResource = /\.fromCfn\w+$/.test(node.expression.getText());
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

/** What each resource is, whatever its kind. */
const ANY_RESOURCE = /^Cfn(Resource|RefElement|Element)$/;

/** Whether the type that is written for an object says that it is a resource of another kind: `fn: CfnFunction`. */
function isOfOtherKind({ imports }: SourceFile, on: ts.Expression, kind: string): boolean {
  const inner = ts.isParenthesizedExpression(on) ? on.expression : on;
  const own = ts.isIdentifier(inner) ? declarationAround(inner) : undefined;
  const declared = own && !ts.isBindingElement(own) ? own.type : undefined;
  const type = ts.isAsExpression(inner) ? inner.type : declared;
  const of = type && ts.isTypeReferenceNode(type) ? resolve(imports, type.typeName) : undefined;
  if (!of || !isLibrary(of) || !/^Cfn[A-Z]/.test(of.name)) return false;
  return of.name !== kind && !ANY_RESOURCE.test(of.name);
}

interface Placed {
  readonly module: FoundModule;
  readonly node: ts.Node;
}

/** Where code sets a property of a resource with a key, or of one that is not known. */
function settingsAt(
  disk: Disk,
  { module, node }: Placed,
  { property, kind }: ResourceProperty,
  key: string | undefined,
): readonly SetProperty[] {
  if (!assignedOn(node, property) && !overrideOf(node)) return [];
  return scopesOf(disk, { module, maker: makerOf(node) }).flatMap((scope) => {
    const set = assignedOn(node, property) ?? overriddenOn(node, scope, property);
    if (!set || doesRun({ node, scope }) === false) return [];
    if (isOfOtherKind(module.source, set.on, kind)) return [];
    const its = keyAt(disk, { node: set.on, scope });
    const isKnown = its !== undefined && key !== undefined;
    const isOther = isKnown && its !== key;
    return isOther ? [] : [{ place: placeAt(node, scope), isSure: isKnown && set.isSure }];
  });
}

/** Where the app sets a property of a construct's resource by CloudFormation. */
export function setPropertyOf(
  disk: Disk,
  made: AppConstruct,
  of: ResourceProperty,
): SetProperty | undefined {
  const { property } = of;
  const given = givenTo(made);
  const key = given ? keyAt(disk, given) : keyOf(disk, made);
  const may = new RegExp(`${property}|${OVERRIDE.source}`, 'i');
  const initial = madeWith(given, property);
  const found = cdkModules(disk, (text) => may.test(text)).flatMap((module) =>
    module.source.nodes.flatMap((node) => settingsAt(disk, { module, node }, of, key)),
  );
  const all = [...(initial ? [initial] : []), ...found];
  return all.find(({ isSure }) => isSure) ?? all[0];
}
