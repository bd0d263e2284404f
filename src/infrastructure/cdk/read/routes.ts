import { ts } from 'ts-morph';
import type { Node, Place, Value } from '../../graph.ts';
import { likeOf, textLike } from '../../texts.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import type { Bound, Found } from '../source/scope.ts';
import { evaluate, valueAt } from '../source/values.ts';
import { type Call, instanceAt } from './deliveries.ts';
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

/** A resource of a REST API: `api.root.addResource('orders')`, or what a variable holds of it. */
function resourceAt(reading: Reading, bound: Bound, depth = 0): Resource | undefined {
  const found = depth > 12 ? undefined : follow(bound);
  if (!found || found === 'missing') return undefined;
  const { node, scope } = found;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'root') {
    const api = named(reading, { node: node.expression, scope })?.node;
    return api?.type === 'api' ? { api, path: '/' } : undefined;
  }
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
    addRoute(reading, resource, evaluate(method), fn, place, options ? follow(options) : 'missing');
}

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
