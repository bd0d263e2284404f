import { ts } from 'ts-morph';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import type { Node, Place } from '../../graph.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import type { Bound, Found } from '../source/scope.ts';
import type { Call } from './deliveries.ts';
import { instanceAt } from './deliveries.ts';
import { addRefers, type Named, named, placeAt, type Reading } from './reading.ts';

/** The members of a REST API that depend on its deployment, and so on all of its methods; its id does not. */
const OF_DEPLOYMENT = /^(url|urlForPath|deploymentStage|latestDeployment)$/;

const isReference = ({ node, attribute }: Named) =>
  node.properties.isRest !== true || OF_DEPLOYMENT.test(attribute ?? '');

/** How many constructs that are no resources of the graph are followed to what they are made of. */
const MOST_STEPS = 4;

/** `pool.addClient()`, `new StringParameter({ stringValue: pool.userPoolId })`: it refers to what it is made of. */
function madeOf(reading: Reading, { node, scope }: Bound, steps: number): readonly Named[] {
  const of = ts.isPropertyAccessExpression(node) ? node.expression : node;
  const found = ts.isIdentifier(of) ? follow({ node: of, scope }) : undefined;
  if (!found || found === 'missing' || steps === 0) return [];
  const isMade = ts.isNewExpression(found.node) || ts.isCallExpression(found.node);
  return isMade ? namedIn(reading, found, steps - 1) : [];
}

/** The constructs that an expression names somewhere in it. */
export function namedIn(reading: Reading, bound: Bound, steps = MOST_STEPS): readonly Named[] {
  const found = follow(bound);
  const whole = found && found !== 'missing' ? found : bound;
  const accesses = nodesIn(whole.node).filter(
    (node): node is ts.Expression => ts.isPropertyAccessExpression(node) || ts.isIdentifier(node),
  );
  return accesses
    .filter(({ parent }) => !ts.isPropertyAccessExpression(parent) || parent === whole.node.parent)
    .flatMap((node) => {
      const at = { node, scope: whole.scope };
      return named(reading, at) ?? madeOf(reading, at, steps);
    });
}

function refer(
  reading: Reading,
  from: Node,
  bound: Bound,
  through: 'env' | 'policy',
  place: Place,
) {
  for (const to of namedIn(reading, bound).filter(isReference))
    addRefers(reading, from, to.node, through, place);
}

/** `fn.addEnvironment('QUEUE', queue.queueUrl)`. */
export function addEnvironment(reading: Reading, { on, args: [, value], place }: Call): void {
  const fn = named(reading, on);
  if (fn && value) refer(reading, fn.node, value, 'env', place);
}

/** What a policy statement says of resources. */
function readStatement(reading: Reading, role: Node, bound: Bound | undefined): void {
  const statement = instanceAt(bound);
  const [options] = statement?.args ?? [];
  if (!statement || !options) return;
  const resources = propertyOf(follow(options), 'resources');
  if (resources && resources !== 'missing')
    refer(reading, role, resources, 'policy', statementPlace(options, statement.place));
}

/** The line that names the resources, where the statement is written out. */
function statementPlace({ node, scope }: Bound, otherwise: Place): Place {
  if (!ts.isObjectLiteralExpression(node)) return otherwise;
  const property = node.properties.find((each) => each.name?.getText() === 'resources');
  return property ? placeAt(property, scope) : otherwise;
}

/** `fn.addToRolePolicy(new PolicyStatement())`: a function is made after the policies of its role. */
export function addToPolicy(reading: Reading, { on, args: [statement] }: Call): void {
  const of = named(reading, on);
  if (of && ['function', 'role'].includes(of.node.type)) readStatement(reading, of.node, statement);
}

/** `table.grantReadData(fn)`. */
export function grant(reading: Reading, { on, args, place }: Call): void {
  const [of, to] = [named(reading, on), args[0] && named(reading, args[0])];
  if (of && to && ['function', 'role'].includes(to.node.type))
    addRefers(reading, to.node, of.node, 'policy', place);
}

/** `fn.node.addDependency(pool)`. */
export function addDependency(reading: Reading, { on: { node, scope }, args, place }: Call): void {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'node') return;
  const from = named(reading, { node: node.expression, scope })?.node;
  for (const each of args) addRefers(reading, from, named(reading, each)?.node, 'dependsOn', place);
}

/** What the policies of a role refer to that are written into it. */
export function readRole(reading: Reading, { node }: Named, props: Found): void {
  const policies = propertyOf(props, 'inlinePolicies');
  if (policies && policies !== 'missing')
    refer(reading, node, policies, 'policy', placeAt(policies.node, policies.scope));
}

/** What an entry of an object adds to it: its value, or the object that is spread. */
function addedBy(each: ts.ObjectLiteralElementLike) {
  if (ts.isSpreadAssignment(each)) return each.expression;
  return ts.isPropertyAssignment(each) ? each.initializer : each.name;
}

/** What the properties of a function refer to: its environment, its policies, its role. */
export function readFunction(reading: Reading, { node }: Named, props: Found): void {
  const environment = propertyOf(props, 'environment');
  if (environment && environment !== 'missing' && ts.isObjectLiteralExpression(environment.node))
    for (const each of environment.node.properties) {
      const value = addedBy(each);
      const place = placeAt(each, environment.scope);
      if (value && ts.isExpression(value))
        refer(reading, node, { node: value, scope: environment.scope }, 'env', place);
    }
  const policies = propertyOf(props, 'initialPolicy');
  if (policies && policies !== 'missing' && ts.isArrayLiteralExpression(policies.node))
    for (const each of policies.node.elements)
      readStatement(reading, node, { node: each, scope: policies.scope });
  const role = propertyOf(props, 'role');
  if (role && role !== 'missing')
    addRefers(
      reading,
      node,
      named(reading, role)?.node,
      'property',
      placeAt(role.node, role.scope),
    );
}
