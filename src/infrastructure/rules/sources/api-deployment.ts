import { type Infrastructure, isUnknown, type Node } from '../../graph.ts';
import { invokesBy, isCode, isRefers, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'api-deployment';

/** What a template says in a text counts as well. */
const isDeploying = ({ properties: { autoDeploy } }: Node) =>
  autoDeploy !== undefined && (isUnknown(autoDeploy) || String(autoDeploy) === 'true');

const stagesOf = (api: Node, { edges }: Infrastructure): readonly Node[] =>
  edges
    .filter(isRefers)
    .filter(({ from, to }) => to === api && from.type === 'stage')
    .map(({ from }) => from);

export const apiDeployment: Rule = {
  id: RULE,
  source:
    'API Gateway: a change of an API is live once it is deployed; a stage does that where it has AutoDeploy',
  check: (_, addition, after) =>
    invokesBy(addition.edges, 'http').flatMap(({ from }) => {
      const { deploysItself, isRest } = from.properties;
      // A REST API of a template is changed by hand
      if (deploysItself || (isRest && !isCode(from.place))) return [];
      const [stage, ...others] = isRest ? [from] : stagesOf(from, after);
      if (!stage || [stage, ...others].some(isDeploying)) return [];
      const { place, id } = stage;
      const option = isCode(place) ? 'autoDeploy: true' : 'AutoDeploy: true';
      // In a CDK app, the id of a stage begins with that of its API
      const what = isRest ? id : `The stage ${id.split('/').at(-1)} of ${from.id}`;
      return [
        {
          rule: RULE,
          place,
          reason: `${what} is deployed by hand (${shown(place)}): a new route would not be there`,
          wayOut: `${isRest ? 'Leave out deploy: false' : `Give the stage ${option}`}, or name another --api.`,
        },
      ];
    }),
};
