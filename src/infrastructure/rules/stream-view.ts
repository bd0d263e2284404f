import { placeOf, shown } from './edges.ts';
import type { Rule } from './rule.ts';

const RULE = 'stream-view';

export const streamView: Rule = {
  id: RULE,
  source:
    'DynamoDB: UpdateTable refuses another view while the stream is on; its readers rely on it',
  check: (before, _, after) =>
    before.nodes.flatMap((old) => {
      const { streamView: view } = old.properties;
      if (old.type !== 'table' || view === undefined) return [];
      const now = after.nodes.find(({ id, place }) => id === old.id && place === old.place);
      if (!now || JSON.stringify(now.properties.streamView) === JSON.stringify(view)) return [];
      const place = placeOf(old, 'streamView');
      return [
        {
          rule: RULE,
          place,
          reason: `The stream of ${old.id} has the view ${String(view)} (${shown(place)}), which stays as it is`,
          wayOut: 'Read what that view has.',
        },
      ];
    }),
};
