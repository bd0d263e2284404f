import { ts } from 'ts-morph';
import { keyTaken } from '../../../editors/cdk/syntax/held.ts';
import { isUnknown, type Node, type Place, type Value } from '../../graph.ts';
import { routeOfKey } from '../../route-key.ts';
import { likeOf, textLike } from '../../texts.ts';
import { returnedBy } from '../calls/parts.ts';
import { declaredValue, follow, propertyOf } from '../source/bindings.ts';
import { declarationAround } from '../source/named.ts';
import type { Bound, Found } from '../source/scope.ts';
import { evaluate, valueAt } from '../source/values.ts';
import { type Call, type Instance, instanceAt, namedAt } from './deliveries.ts';
import { objectAt } from './notifications.ts';
import { addInvokes, addRefers, type Named, named, type Reading, somebody } from './reading.ts';

const INTEGRATION = /^(HttpLambdaIntegration|LambdaIntegration)$/;

/** The function behind an integration; the first argument of one of an HTTP API is its id. */
function integrated(reading: Reading, bound: Bound | undefined): Named | undefined {
  const instance = instanceAt(bound);
  if (!instance || !INTEGRATION.test(instance.name)) return undefined;
  const fn = instance.args[instance.name === 'LambdaIntegration' ? 0 : 1];
  return fn && named(reading, fn);
}

/** A route is taken, wherever it leads. */
const elsewhere = (place: Place) => somebody('another integration', place);

const methodsOf = (value: Value): readonly Value[] => {
  if (value === undefined) return ['ANY'];
  return Array.isArray(value) ? value : [value];
};

const inherited = (ofApi: Value): Value => (typeof ofApi === 'boolean' ? !ofApi : ofApi);

/** Whether anybody may call the routes that `addRoutes` adds to an HTTP API. */
function isOpenRoute(props: Found, ofApi: Value): Value {
  const authorizer = propertyOf(props, 'authorizer');
  if (authorizer === 'missing') return inherited(ofApi);
  if (!authorizer) return { unknown: 'authorizer' };
  return instanceAt(authorizer)?.name === 'HttpNoneAuthorizer';
}

/** Whether anybody may call a method of a REST API, by the options that it is added with. */
function isOpenMethod(options: Found, ofApi: Value): Value {
  if (options === undefined) return { unknown: 'options' };
  const names = ['authorizer', 'authorizationType', 'apiKeyRequired'];
  const [authorizer, type, key] = names.map((name) => valueAt(options, name));
  if (authorizer !== undefined || key === true) return false;
  if (type === undefined) return inherited(ofApi);
  return typeof type === 'string' ? type === 'NONE' : type;
}

export function addRoutes(reading: Reading, { on, args: [options], place }: Call): void {
  const api = named(reading, on)?.node;
  const props: Found = options ? follow(options) : 'missing';
  const integration = propertyOf(props, 'integration');
  const fn =
    integrated(reading, integration === 'missing' ? undefined : integration) ?? elsewhere(place);
  const of = {
    path: valueAt(props, 'path'),
    isOpen: isOpenRoute(props, api?.properties.isGuarded),
  };
  for (const method of methodsOf(valueAt(props, 'methods')))
    addInvokes(reading, 'http', api, fn, place, { method, ...of });
}

interface Resource {
  readonly api: Node;
  readonly path: Value;
}

const inside = ({ api, path }: Resource, part: Value): Resource => {
  const like = [path, part].map(likeOf).join('/').replace(/\/+/g, '/');
  return { api, path: textLike(like, 'path') };
};

const CHILDREN = new Set(['addResource', 'resourceForPath', 'getResource']);

const rootOf = (api: Named | undefined): Resource | undefined =>
  api?.node.type === 'api' ? { api: api.node, path: '/' } : undefined;

/** `root` of `const { root } = api`. */
function takenRoot(reading: Reading, { node, scope }: Bound): Resource | undefined {
  const taken = ts.isIdentifier(node) ? declarationAround(node) : undefined;
  if (!taken || !ts.isBindingElement(taken) || keyTaken(taken) !== 'root') return undefined;
  return rootOf(namedAt(reading, declaredValue(taken.parent.parent, scope)));
}

/** `new Resource(this, 'Orders', { parent: api.root, pathPart: 'orders' })` */
function madeResource(reading: Reading, made: Instance, depth: number): Resource | undefined {
  const props = objectAt(made.args[2]);
  const above = propertyOf(props, 'parent');
  const parent = above && above !== 'missing' ? resourceAt(reading, above, depth + 1) : undefined;
  const part = made.name === 'ProxyResource' ? '{proxy+}' : valueAt(props, 'pathPart');
  return parent && inside(parent, part);
}

/** A resource of a REST API: `api.root.addResource('orders')`, or what a variable holds of it. */
function resourceAt(reading: Reading, bound: Bound, depth = 0): Resource | undefined {
  const found = depth > 12 ? undefined : follow(bound);
  if (!found) return takenRoot(reading, bound);
  if (found === 'missing') return undefined;
  const { node, scope } = found;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'root')
    return rootOf(named(reading, { node: node.expression, scope }));
  const made = instanceAt(found);
  if (made) return madeResource(reading, made, depth);
  const returned = ts.isCallExpression(node) ? returnedBy(reading.disk, found) : undefined;
  if (returned) return resourceAt(reading, returned, depth + 1);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { name, expression } = node.expression;
  const parent = resourceAt(reading, { node: expression, scope }, depth + 1);
  if (!parent) return undefined;
  if (name.text === 'addProxy') return inside(parent, '{proxy+}');
  const [part] = node.arguments;
  return CHILDREN.has(name.text) && part
    ? inside(parent, evaluate({ node: part, scope }))
    : undefined;
}

/** `api.addStage(id, { autoDeploy })`: the stage is made in the API, so that two APIs may have one of the same id. */
export function addStage(reading: Reading, { on, args: [name, options], place }: Call): void {
  const api = named(reading, on)?.node;
  if (!api || !name) return;
  const id = `${api.id}/${String(evaluate(name))}`;
  const autoDeploy = valueAt(options ? follow(options) : 'missing', 'autoDeploy');
  const stage: Node = { id, type: 'stage', place, properties: { autoDeploy } };
  reading.nodes.set(`stage ${api.place.path} ${id}`, stage);
  addRefers(reading, stage, api, 'property', place);
}

/** A method of a REST API: its deployment is made anew with each, so that the API's URL refers to the function. */
function addRoute(
  reading: Reading,
  { api, path }: Resource,
  method: Value,
  fn: Named | undefined,
  place: Place,
  options: Found = 'missing',
) {
  const isOpen = isOpenMethod(options, api.properties.isGuarded);
  addInvokes(reading, 'http', api, fn, place, { method, path, isOpen });
  addRefers(reading, api, fn?.node, 'property', place);
}

export function addMethod(
  reading: Reading,
  { on, args: [method, integration, options], place }: Call,
): void {
  const resource = resourceAt(reading, on);
  const fn = integrated(reading, integration) ?? elsewhere(place);
  if (resource && method)
    addRoute(reading, resource, verb(evaluate(method)), fn, place, objectAt(options));
}

/** Methods have any case in a REST API. */
const verb = (method: Value): Value => (typeof method === 'string' ? method.toUpperCase() : method);

const boundAt = (props: Found, name: string): Bound | undefined => {
  const found = propertyOf(props, name);
  return found === 'missing' ? undefined : found;
};

/** `new Method(this, 'Get', { httpMethod, resource, integration })`, and that of CloudFormation. */
function readMethod(reading: Reading, props: Found, place: Place): void {
  const at = boundAt(props, 'resource') ?? boundAt(props, 'resourceId');
  const isId = at && ts.isPropertyAccessExpression(at.node) && at.node.name.text === 'resourceId';
  const node = isId ? (at.node as ts.PropertyAccessExpression).expression : at?.node;
  const resource = at && node && resourceAt(reading, { node, scope: at.scope });
  const fn = integrated(reading, boundAt(props, 'integration')) ?? elsewhere(place);
  const options = objectAt(boundAt(props, 'options'));
  if (resource) addRoute(reading, resource, verb(valueAt(props, 'httpMethod')), fn, place, options);
}

/** `HttpRouteKey.with('/orders', HttpMethod.GET)`, `HttpRouteKey.DEFAULT` */
function routeOf(key: Bound | undefined): { readonly method: Value; readonly path: Value } {
  const text = key?.node.getText() ?? '';
  if (/\.DEFAULT$/.test(text)) return routeOfKey('$default');
  const isWith = key && ts.isCallExpression(key.node) && /\.with\(/.test(text);
  const [path, method] = isWith
    ? (key.node as ts.CallExpression).arguments.map((node) => evaluate({ node, scope: key.scope }))
    : [{ unknown: text }, { unknown: text }];
  return { path, method: method ?? 'ANY' };
}

type Read = (reading: Reading, props: Found, place: Place) => void;

function readHttpRoute(reading: Reading, props: Found, place: Place): void {
  const api = namedAt(reading, propertyOf(props, 'httpApi'))?.node;
  const fn = integrated(reading, boundAt(props, 'integration')) ?? elsewhere(place);
  const isOpen = isOpenRoute(props, api?.properties.isGuarded);
  const route = routeOf(boundAt(props, 'routeKey'));
  addInvokes(reading, 'http', api, fn, place, { ...route, isOpen });
}

function readCfnRoute(reading: Reading, props: Found, place: Place): void {
  const api = namedAt(reading, propertyOf(props, 'apiId'))?.node;
  const route = routeOfKey(valueAt(props, 'routeKey'));
  const type = valueAt(props, 'authorizationType');
  const isOpen = type === undefined || type === 'NONE' ? true : isUnknown(type) ? type : false;
  addInvokes(reading, 'http', api, elsewhere(place), place, { ...route, isOpen });
}

/** Routes that are constructs by themselves, by their classes. */
export const ROUTES: Readonly<Record<string, Read>> = {
  Method: readMethod,
  CfnMethod: readMethod,
  HttpRoute: readHttpRoute,
  CfnRoute: readCfnRoute,
};

/** `addProxy()` takes every method, unless it says otherwise. */
export function addProxy(reading: Reading, { on, args: [options], place }: Call): void {
  const parent = resourceAt(reading, on);
  const props: Found = options ? follow(options) : 'missing';
  const integration = propertyOf(props, 'defaultIntegration');
  if (!parent || valueAt(props, 'anyMethod') === false) return;
  const fn = integrated(reading, integration === 'missing' ? undefined : integration);
  addRoute(reading, inside(parent, '{proxy+}'), 'ANY', fn, place);
}

/** An API with a default handler leads every path to it that no other route takes. */
export function readDefaults(
  reading: Reading,
  { node: api }: Named,
  props: Found,
  place: Place,
): void {
  const handler = propertyOf(props, 'handler');
  if (handler && handler !== 'missing' && valueAt(props, 'proxy') !== false)
    for (const path of ['/', '/{proxy+}'])
      addRoute(reading, { api, path }, 'ANY', named(reading, handler), place);
  const integration = propertyOf(props, 'defaultIntegration');
  if (api.properties.isRest || !integration || integration === 'missing') return;
  addInvokes(reading, 'http', api, integrated(reading, integration), place, { path: '$default' });
}
