import { type ModelMap, mapOf } from '../../../editors/sam/model.ts';

/** A custom domain has a mapping for each base path; all in one hosted zone share a group of records. */
function domainOf(id: string, { Domain }: ModelMap): readonly string[] {
  if (Domain === undefined) return [];
  const { DomainName, BasePath, Route53 } = mapOf(Domain);
  const { HostedZoneId, HostedZoneName } = mapOf(Route53);
  const paths = Array.isArray(BasePath) ? BasePath : [''];
  const zone = HostedZoneId ?? HostedZoneName;
  return [
    `Domain ${JSON.stringify(DomainName)}`,
    ...paths.map((path) => `${id}BasePathMapping${path}`),
    ...(zone === undefined ? [] : [`Records ${JSON.stringify(zone)}`]),
  ];
}

/** API Gateway may invoke the functions that authorize, unless the template says otherwise. */
function authorizersOf(id: string, { Auth }: ModelMap, isRest: boolean): readonly string[] {
  return Object.entries(mapOf(mapOf(Auth).Authorizers)).flatMap(([key, model]) => {
    const { FunctionArn, EnableFunctionDefaultPermissions: asked } = mapOf(model);
    const { DisableFunctionDefaultPermissions: refused } = mapOf(model);
    const isPermitted = isRest ? String(refused) !== 'true' : String(asked) === 'true';
    return FunctionArn !== undefined && isPermitted ? [`${id}${key}AuthorizerPermission`] : [];
  });
}

/** A usage plan with its key, of this API or shared by all. */
function usagePlanOf(id: string, { Auth }: ModelMap): readonly string[] {
  const { CreateUsagePlan } = mapOf(mapOf(Auth).UsagePlan);
  const plans: Readonly<Record<string, string>> = { PER_API: id, SHARED: 'Serverless' };
  const of = plans[String(CreateUsagePlan)];
  return of ? ['UsagePlan', 'UsagePlanKey', 'ApiKey'].map((ending) => of + ending) : [];
}

export const madeOfRestApi = (id: string, properties: ModelMap): readonly string[] => [
  id,
  `${id}Deployment`,
  `${id}Stage`,
  ...domainOf(id, properties),
  ...authorizersOf(id, properties, true),
  ...usagePlanOf(id, properties),
];

export const madeOfHttpApi = (id: string, properties: ModelMap): readonly string[] => [
  id,
  `${id}Stage`,
  ...domainOf(id, properties),
  ...authorizersOf(id, properties, false),
];

/** Each route has an integration and a permission; a function that authorizes, a permission unless a role invokes it. */
export function madeOfWebSocketApi(id: string, properties: ModelMap): readonly string[] {
  const { AuthType, AuthArn, InvokeRole } = mapOf(
    mapOf(properties.Auth).AuthConfig ?? properties.Auth,
  );
  const authorizer = AuthType === 'CUSTOM' ? [`${id}ConnectAuthorizer`] : [];
  const isPermitted = authorizer.length > 0 && AuthArn !== undefined && InvokeRole === undefined;
  return [
    id,
    `${id}Stage`,
    ...Object.keys(mapOf(properties.Routes)).flatMap((key) =>
      ['Route', 'Integration', 'Permission'].map((ending) => `${id}${key}${ending}`),
    ),
    ...domainOf(id, properties),
    ...authorizer,
    ...(isPermitted ? [`${id}AuthorizerPermission`] : []),
  ];
}
