import type { Invokes, Node } from '../../graph.ts';
import { invokesBy, isCode, placeOf, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'api-document';

const variable = ({ id }: Node) => id.charAt(0).toLowerCase() + id.slice(1);

/** What is to be invoked: the alias that a function publishes, whose reference is its ARN. */
const invokedOf = ({ id, properties: { alias, aliasId } }: Node, attribute: string) =>
  alias === undefined ? id + attribute : String(aliasId ?? `${id}.Alias`);

/** What lets the API invoke the function: the document has no event that would make SAM add it. */
function permissionOf({ from, to, properties: { method, path } }: Invokes): string {
  const verb = method === 'ANY' ? '*' : String(method);
  const resource = String(path).replace(/\{[^}]*\}/g, '*');
  if (isCode(to.place)) {
    const source = `${variable(from)}.arnForExecuteApi('${method}', '${path}')`;
    return [
      `${variable(to)}.addPermission('${from.id}Route', {`,
      "  principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),",
      `  sourceArn: ${source},`,
      '});',
    ].join('\n');
  }
  return [
    `${to.id}${from.id}Permission:`,
    '  Type: AWS::Lambda::Permission',
    '  Properties:',
    '    Action: lambda:InvokeFunction',
    `    FunctionName: !Ref ${invokedOf(to, '')}`,
    '    Principal: apigateway.amazonaws.com',
    `    SourceArn: !Sub arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${from.id}}/*/${verb}${resource}`,
  ].join('\n');
}

/** The route as an OpenAPI document of CloudFormation has it. */
function routeOf({ from, to, properties: { method, path } }: Invokes): string {
  const verb = method === 'ANY' ? 'x-amazon-apigateway-any-method' : String(method).toLowerCase();
  const arn = `\${${invokedOf(to, '.Arn')}}`;
  const http = from.properties.isRest ? [] : ["      payloadFormatVersion: '2.0'"];
  return [
    `${String(path)}:`,
    `  ${verb}:`,
    '    x-amazon-apigateway-integration:',
    '      type: aws_proxy',
    '      httpMethod: POST',
    ...http,
    `      uri: !Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
  ].join('\n');
}

export const apiDocument: Rule = {
  id: RULE,
  source: 'SAM: events add no route to an API with DefinitionBody or DefinitionUri',
  check: (_, addition) =>
    invokesBy(addition.edges, 'http').flatMap((edge) => {
      const { from, to } = edge;
      const { routes = 'events' } = from.properties;
      if (routes === 'events') return [];
      const place = placeOf(from, 'routes');
      const isInline = routes === 'inline document';
      const where = isInline ? 'paths of that definition' : 'paths of that document';
      return [
        {
          rule: RULE,
          place,
          reason: `The routes of ${from.id} come from an OpenAPI ${isInline ? 'definition' : 'document'} (${shown(place)}): the route of an event would not be there`,
          wayOut: `Paste the route into the ${where}, the permission ${isCode(to.place) ? `behind ${to.id}` : 'into Resources'}, or name another --api.`,
          paste: `${routeOf(edge)}\n\n${permissionOf(edge)}`,
        },
      ];
    }),
};
