import type { Node } from '../../graph.ts';
import { shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'id-taken';

const isResource = ({ type, isImported }: Node) => type !== 'output' && !isImported;

export const idTaken: Rule = {
  id: RULE,
  source: 'CloudFormation: a logical id is unique in its template; SAM makes more of them',
  check: (_, addition, after) =>
    addition.nodes.filter(isResource).flatMap((added) => {
      const other = after.nodes
        .filter(isResource)
        .find(
          (node) => node !== added && node.id === added.id && node.place.path === added.place.path,
        );
      if (!other) return [];
      return [
        {
          rule: RULE,
          place: other.place,
          reason: `There would be two resources ${added.id}: ${other.isGenerated ? 'SAM generates one' : 'the template has one'} (${shown(other.place)})`,
          wayOut: 'Give one of them another name.',
        },
      ];
    }),
};
