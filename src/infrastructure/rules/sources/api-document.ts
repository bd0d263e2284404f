import type { Invokes } from '../../graph.ts';
import { invokesBy, placeOf, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'api-document';

/** The route as an OpenAPI document of CloudFormation has it. */
function pasteOf({ from, to, properties: { method, path } }: Invokes): string {
  const verb = method === 'ANY' ? 'x-amazon-apigateway-any-method' : String(method).toLowerCase();
  const arn = `\${${to.id}.Arn}`;
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
          wayOut: `Paste this into the ${where}, with a permission for ${to.id}, or name another --api.`,
          paste: pasteOf(edge),
        },
      ];
    }),
};
