import { type Body, bodyRoutes } from './api-bodies.ts';
import { httpRoutes, restRoutes } from './api-resources.ts';
import { about, type Fact } from './fact.ts';
import type { Route } from './route.ts';
import { ofType, type Properties, type Resources } from './template.ts';

interface Api {
  readonly Body?: Body;
  /** The endpoint's type a second time. */
  readonly Parameters?: unknown;
  readonly Name?: string;
}

const HTTP = 'AWS::ApiGatewayV2::Api';
const REST = 'AWS::ApiGateway::RestApi';

const bodiesOf = (all: Resources, type: string) =>
  ofType<Api>(all, type).flatMap(([id, { Body }]) => (Body ? [[id, Body] as const] : []));

/** Every route of every API of a stack. */
export const routesOf = (all: Resources): readonly Route[] => [
  ...httpRoutes(all),
  ...restRoutes(all),
  ...bodiesOf(all, HTTP).flatMap(([id, body]) => bodyRoutes(id, body, false)),
  ...bodiesOf(all, REST).flatMap(([id, body]) => bodyRoutes(id, body, true)),
];

const ofRoute = ({ api, method, path, fn, settings }: Route): readonly Fact[] =>
  Object.entries({ fn, ...settings }).map(([key, value]) => [
    api,
    `${method} ${path}, ${key}`,
    value,
  ]);

const ofApi = (type: string) => (entry: readonly [string, Api]) => {
  const [id, { Body: body, Parameters: _, Name = body?.info.title, ...own }] = entry;
  const responses = body?.['x-amazon-apigateway-gateway-responses'];
  const facts = about(id, { is: type, Name, ...own });
  return responses ? [...facts, ...about(id, responses, 'response')] : facts;
};

interface GatewayResponse {
  readonly RestApiId: string;
  readonly ResponseType: string;
  readonly ResponseParameters: Properties;
  readonly ResponseTemplates: Properties;
}

const ofResponse = (response: GatewayResponse) =>
  about(
    response.RestApiId,
    {
      responseParameters: response.ResponseParameters,
      responseTemplates: response.ResponseTemplates,
    },
    `response.${response.ResponseType}`,
  );

interface Stage extends Properties {
  readonly ApiId?: string;
  readonly RestApiId?: string;
}

/** A stage has its API's name, for an API has one. */
const ofStage = ({ ApiId, RestApiId, DeploymentId: _, ...own }: Stage) =>
  about((ApiId ?? RestApiId)!, own, 'stage');

/** What the APIs of a stack are, whom they ask, and how they log and throttle. */
export const apiFacts = (all: Resources): readonly Fact[] => [
  ...[HTTP, REST].flatMap((type) => ofType<Api>(all, type).flatMap(ofApi(type))),
  ...ofType<GatewayResponse>(all, 'AWS::ApiGateway::GatewayResponse').flatMap(([, each]) =>
    ofResponse(each),
  ),
  ...['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'].flatMap((type) =>
    ofType<Stage>(all, type).flatMap(([, each]) => ofStage(each)),
  ),
  ...routesOf(all).flatMap(ofRoute),
];
