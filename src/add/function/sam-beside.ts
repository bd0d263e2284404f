import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { type Entry, referencesOf } from '../../infrastructure/sam/entries.ts';

/** Types of resources that watch a function and give it nothing: a new function gets its own. */
const WATCHING = new Set([
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::SubscriptionFilter',
  'AWS::CloudWatch::Alarm',
]);

const PERMISSION = 'AWS::Lambda::Permission';

const typeOf = ({ model }: Entry) => (typeof model.Type === 'string' ? model.Type : '');
const propertiesOf = ({ model }: Entry) => mapOf(model.Properties);

export const isFunction = (entry: Entry) =>
  /^AWS::(Serverless|Lambda)::Function$/.test(typeOf(entry));

/** The log group that a function writes to by its configuration. */
const logGroupOf = (fn: Entry) => mapOf(mapOf(propertiesOf(fn).LoggingConfig).LogGroup).Ref;

/** The dead-letter queue of a function: SAM lets the role that it generates send to it. */
export function deadLettersOf({ DeadLetterQueue }: ModelMap): string | undefined {
  const [id] = [mapOf(mapOf(DeadLetterQueue).TargetArn)['Fn::GetAtt'] ?? []].flat();
  return typeof id === 'string' ? id : undefined;
}

/** A name as it is written: its text, or the text of its `!Sub`. */
function nameText(value: Model | undefined): string | undefined {
  const text = mapOf(value)['Fn::Sub'] ?? value;
  return typeof text === 'string' ? text : undefined;
}

/** Whether a log group has the name that Lambda gives to that of a function with a name. */
export function isNamedAfter(entry: Entry, fn: Entry): boolean {
  const name = nameText(propertiesOf(fn).FunctionName);
  return name !== undefined && nameText(propertiesOf(entry).LogGroupName) === `/aws/lambda/${name}`;
}

const refersTo = (entry: Entry, ids: ReadonlySet<string>) =>
  referencesOf(entry.model).some((id) => ids.has(id) || ids.has(id.replace(/Role$/, '')));

/** Whether an entry is of another function as well. */
const isOfOthers = (entry: Entry, others: readonly Entry[]) =>
  refersTo(entry, new Set(others.map(({ id }) => id))) ||
  others.some(
    (other) => logGroupOf(other) === entry.id || deadLettersOf(propertiesOf(other)) === entry.id,
  );

/** The entries of a template that belong to one function alone: they refer to it, or to what does. */
export function belongings(entries: readonly Entry[], fn: Entry): readonly Entry[] {
  const others = entries.filter((each) => isFunction(each) && each.id !== fn.id);
  const own = entries.filter((each) => !isFunction(each) && !isOfOthers(each, others));
  const group = new Set([fn.id]);
  const isOf = (each: Entry) =>
    refersTo(each, group) ||
    logGroupOf(fn) === each.id ||
    deadLettersOf(propertiesOf(fn)) === each.id ||
    isNamedAfter(each, fn);
  for (let before = 0; before !== group.size; ) {
    before = group.size;
    for (const each of own) if (each.section === 'Resources' && isOf(each)) group.add(each.id);
  }
  return own.filter((each) =>
    each.section === 'Resources' ? group.has(each.id) : refersTo(each, group),
  );
}

/** What a belonging is, without its function's names; undefined for one that a new function does not get. */
export function shapeOf(entry: Entry, fn: Entry): string | undefined {
  const type = typeOf(entry);
  const { MetricName = null } = propertiesOf(entry);
  const text = (model: Model | undefined) => JSON.stringify(model).replaceAll(fn.id, '*');
  if (entry.section === 'Outputs') return `output ${text(entry.model.Value)}`;
  if (type === PERMISSION) return `${type} ${text(propertiesOf(entry))}`;
  if (deadLettersOf(propertiesOf(fn)) === entry.id) return 'dead letters';
  return WATCHING.has(type) ? JSON.stringify([type, MetricName]) : undefined;
}

/** How many functions have to have a belonging of a shape before a new one gets it; more than half in any case. */
export const leastOf = (shape: string) => (shape.startsWith(PERMISSION) ? 2 : 1);
