import { invokesBy, placeOf } from './edges.ts';
import type { Rule } from './rule.ts';

const RULE = 'api-document';

export const apiDocument: Rule = {
  id: RULE,
  source: 'SAM: events add no route to an API with DefinitionBody or DefinitionUri',
  check: (_, addition) =>
    invokesBy(addition.edges, 'http').flatMap(({ from, properties: { method, path } }) => {
      const { routes = 'events' } = from.properties;
      if (routes === 'events') return [];
      const where = routes === 'document' ? 'the document' : 'the paths of its definition';
      return [
        {
          rule: RULE,
          place: placeOf(from, 'routes'),
          reason: `The routes of ${from.id} come from an OpenAPI ${routes === 'document' ? 'document' : 'definition'}: a route of an event would be ignored`,
          wayOut: `Write ${String(method)} ${String(path)} into ${where}, or name another --api.`,
        },
      ];
    }),
};
