import { type Model, mapOf } from '../../../editors/sam/model.ts';
import type { Node, Value } from '../../graph.ts';
import { routeOfKey } from '../../route-key.ts';
import { joinedText } from '../../texts.ts';
import { isOpenRoute } from './authorization.ts';
import { addInvokes } from './invokes.ts';
import {
  entriesOf,
  inProperties,
  type Reading,
  sourceNode,
  type Target,
  targetsIn,
} from './reading.ts';
import { resourceIn } from './resource-types.ts';
import { methodIn, methodOf } from './sam-events.ts';
import type { Keys, Written } from './template.ts';
import { valueIn } from './values.ts';

interface Route {
  readonly method: Value;
  readonly path: Value;
  readonly isOpen?: Value;
}

/** A route counts whatever its target is: a function, a service, or another stack's function. */
function addRoute(
  reading: Reading,
  api: Node,
  to: Model | undefined,
  at: Keys,
  route: Route,
): void {
  const targets = targetsIn(reading, to).filter(
    ({ node: { type } }) => type === 'function' || type === 'stateMachine',
  );
  const known: readonly Target[] =
    targets.length > 0 ? targets : [{ node: sourceNode(reading, to, 'other') }];
  for (const target of known.slice(0, 1)) addInvokes(reading, 'http', api, target, at, route);
}

function readHttpRoute(reading: Reading, { id, properties: p }: Written): void {
  const key = valueIn(reading.template, p.RouteKey);
  if (key === undefined) return;
  const integration = [...reading.template.resources.values()].find(
    (each) => each.cfnType === 'AWS::ApiGatewayV2::Integration' && mentions(p.Target, each.id),
  );
  const api = sourceNode(reading, p.ApiId, 'api');
  addRoute(reading, api, integration?.properties.IntegrationUri, inProperties(id), {
    ...routeOfKey(key),
    isOpen: isOpenRoute(reading.template, p),
  });
}

const mentions = (model: Model | undefined, id: string) =>
  new RegExp(`\\b${id}\\b`).test(JSON.stringify(model ?? ''));

/** The path of a resource of a REST API: its parts, one above the other. */
function pathOf(reading: Reading, model: Model | undefined): Value {
  const found = resourceIn(reading.template, model);
  const whole = JSON.stringify(model);
  if (!found && model !== undefined) return { unknown: whole };
  if (found?.cfnType !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId, PathPart } = found.properties;
  return joinedText([pathOf(reading, ParentId), '/', valueIn(reading.template, PathPart)], whole);
}

function readMethod(reading: Reading, { id, properties: p }: Written): void {
  const api = sourceNode(reading, p.RestApiId, 'api');
  const path = pathOf(reading, p.ResourceId) || '/';
  const isOpen = isOpenRoute(reading.template, p);
  const route = { method: methodIn(reading, p.HttpMethod), path, isOpen };
  addRoute(reading, api, mapOf(p.Integration).Uri, inProperties(id), route);
}

/** An API with a target of its own answers everything with it. */
function readTarget(reading: Reading, { id, properties: p }: Written): void {
  if (p.Target === undefined) return;
  const key = valueIn(reading.template, p.RouteKey) ?? '$default';
  addRoute(reading, reading.nodes.get(id)!, p.Target, inProperties(id, 'Target'), routeOfKey(key));
}

const VERBS = /^(get|put|post|delete|options|head|patch|x-amazon-apigateway-any-method)$/i;
const INTEGRATION = 'x-amazon-apigateway-integration';

function readDocument(reading: Reading, { id, properties }: Written, body: string): void {
  const api = reading.nodes.get(id)!;
  const at = inProperties(id, body, 'paths');
  for (const [path, operations] of entriesOf(mapOf(properties[body]).paths))
    for (const [verb, operation] of entriesOf(operations))
      if (VERBS.test(verb))
        addRoute(reading, api, mapOf(operation[INTEGRATION]).uri, [...at, path, verb], {
          method: methodOf(verb),
          path,
        });
}

const readSamApi = (reading: Reading, written: Written) =>
  readDocument(reading, written, 'DefinitionBody');

/** Routes of plain CloudFormation and of OpenAPI documents, by the type of the resource. */
export const ROUTES: Readonly<Record<string, (reading: Reading, written: Written) => void>> = {
  'AWS::ApiGatewayV2::Route': readHttpRoute,
  'AWS::ApiGateway::Method': readMethod,
  'AWS::ApiGatewayV2::Api': (reading, written) => {
    readTarget(reading, written);
    readDocument(reading, written, 'Body');
  },
  'AWS::ApiGateway::RestApi': (reading, written) => readDocument(reading, written, 'Body'),
  'AWS::Serverless::Api': readSamApi,
  'AWS::Serverless::HttpApi': readSamApi,
};
