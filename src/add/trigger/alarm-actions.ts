import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { mapOf } from '../../editors/sam/model.ts';
import { type Entry, entriesOf, propertyLines } from '../../infrastructure/sam/entries.ts';

const actionsOf = ({ model }: Entry) => mapOf(model.Properties).AlarmActions;

const isAlarm = ({ model }: Entry) => model.Type === 'AWS::CloudWatch::Alarm';

/** The lines of the actions that more than half of a template's alarms have; undefined where there are no such. */
function usualActions(text: string): string | undefined {
  const alarms = entriesOf(text).filter(isAlarm);
  const having = alarms.filter((each) => actionsOf(each) !== undefined);
  const isUsual = (each: Entry) =>
    having.filter((other) => isDeepStrictEqual(actionsOf(other), actionsOf(each))).length * 2 >
    alarms.length;
  const one = having.find(isUsual);
  if (!one) return undefined;
  const lines = stringify({ AlarmActions: actionsOf(one) })
    .trimEnd()
    .replace(/^/gm, '      ');
  return propertyLines(text, one.id, 'AlarmActions') ?? lines;
}

/** The head of an alarm in a fragment of ours that has no actions. */
const ALARM =
  /(\n {4}Type: AWS::CloudWatch::Alarm\n {4}Properties:\n)(?!(?: {6}.*\n)*? {6}AlarmActions:)/g;

/** A fragment whose alarms have the actions of the template's other alarms. */
export function withAlarmActions(fragment: string, template: string): string {
  if (!fragment.includes('AWS::CloudWatch::Alarm') || !template.includes('AlarmActions'))
    return fragment;
  const lines = usualActions(template);
  return lines ? fragment.replace(ALARM, (head) => `${head}${lines}\n`) : fragment;
}
