import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';

const keysOf = (id: string, model: Model | undefined) =>
  Object.keys(mapOf(model)).map((key) => id + key);

/** A source has a role and its policy, unless it names one. */
const sourcesOf = (id: string, kind: string, sources: Model | undefined) =>
  Object.entries(mapOf(sources)).flatMap(([key, source]) => {
    const of = `${id}${key}${kind}`;
    return mapOf(source).ServiceRoleArn === undefined ? [of, `${of}Role`, `${of}Policy`] : [of];
  });

/** A function that is one of another API, by its id, is not made. */
const functionsOf = (id: string, functions: Model | undefined) =>
  Object.entries(mapOf(functions)).flatMap(([key, fn]) =>
    mapOf(fn).Id === undefined ? [id + key] : [],
  );

const isOfNone = (fn: Model) => String(mapOf(fn).DataSource).toLowerCase() === 'none';

/** Functions that authorize have a permission each. */
function permissionsOf(id: string, auth: Model | undefined): readonly string[] {
  const all = [auth ?? {}, ...[mapOf(auth).Additional ?? []].flat()] as readonly Model[];
  return all
    .filter((each) => mapOf(each).Type === 'AWS_LAMBDA')
    .map((_, i) => `${id}ToLambdaAuthConnector${i}`);
}

const hasRole = ({ Logging }: ModelMap) =>
  Logging !== false && mapOf(Logging).CloudWatchLogsRoleArn === undefined;

export function madeOfGraphQlApi(id: string, p: ModelMap): readonly string[] {
  const { DynamoDb, Lambda } = mapOf(p.DataSources);
  return [
    id,
    `${id}Schema`,
    ...(hasRole(p) ? [`${id}CloudWatchRole`] : []),
    ...permissionsOf(id, p.Auth),
    ...keysOf(`${id}Key`, p.ApiKeys),
    ...(p.Cache === undefined ? [] : [`${id}ApiCache`]),
    ...(p.DomainName === undefined ? [] : [`${id}DomainName`, `${id}DomainNameApiAssociation`]),
    ...sourcesOf(id, 'Table', DynamoDb),
    ...sourcesOf(id, 'Function', Lambda),
    ...functionsOf(id, p.Functions),
    ...(Object.values(mapOf(p.Functions)).some(isOfNone) ? [`${id}NoneDataSource`] : []),
    ...Object.entries(mapOf(p.Resolvers)).flatMap(([type, fields]) => keysOf(id + type, fields)),
  ];
}
