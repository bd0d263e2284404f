import { type Name, nameForms, nameProblem } from '../../../src/core/names.ts';
import type { SamFragment } from '../../../src/core/pattern.ts';
import type { Source } from './events.ts';

const MAX_CONSUMERS = 5;
/** So that every line of code that holds a name fits. */
const MAX_LENGTH = 20;

/** Files, resources and boxes of the diagram that an instance has: a consumer of that name would collide. */
const TAKEN = new Set(
  'api bucket client consumer dead errors event id publish repository table topic uploads'.split(
    ' ',
  ),
);

/** What the resources of a consumer are called behind its own name; `a-queue` would collide with `a`'s. */
const SUFFIX = /-(alarm|errors|letters|logs|messages|policy|queue|role|subscription)$/;

const list = (value: string) => value.split(',').map((name) => name.trim());

/** The names in an option's value that `consumersProblem` has accepted. */
export const parseConsumers = (value: string): readonly Name[] => list(value).map(nameForms);

/** Why the value is no list of consumers, with the rule. */
export function consumersProblem(value: string): string | undefined {
  const names = list(value);
  if (names.length > MAX_CONSUMERS) return `There can be 1 to ${MAX_CONSUMERS} consumers.`;
  const identifiers = names.map((name) => name.replaceAll('-', ''));
  const twin = names.find((_, index) => identifiers.indexOf(identifiers[index]!) < index);
  if (twin) return `"${twin}" is there twice: each consumer needs a name of its own.`;
  return names.map(consumerProblem).find(Boolean);
}

function consumerProblem(name: string): string | undefined {
  if (name === '') return 'Name 1 to 5 consumers, separated by commas, such as "fulfil,notify".';
  if (name.length > MAX_LENGTH)
    return `"${name}" has more than ${MAX_LENGTH} characters, the most a consumer's name may have.`;
  if (TAKEN.has(name)) return `"${name}" is what a part of every instance is called.`;
  if (SUFFIX.test(name)) return `"${name}" ends like the name of a consumer's resource.`;
  return nameProblem(name, 'instance')?.replace('instance name', 'name of a consumer');
}

/** What stands in a template for a consumer, and what stands there for this one. */
export const replacements = (consumer: Name) => ({
  __Consumer__: consumer.pascal,
  '__consumer-kebab__': consumer.kebab,
});

const CALL = `consumer('__Consumer__', '__consumer-kebab__', ['order.placed', 'order.cancelled']);`;
const ENTRY = `__Name____Consumer__: '__consumer-kebab__',`;
const metricOf = (id: string, fn: string) => `        - Id: ${id}
          MetricStat:
            Metric:
              Namespace: AWS/Lambda
              MetricName: Errors
              Dimensions:
                - Name: FunctionName
                  Value: !Ref ${fn}
            Period: 300
            Stat: Sum
          ReturnData: false`;
const METRIC = metricOf('__consumer__', '__Name____Consumer__');
const METRIC_OF_PUBLISH = `${metricOf('publish', '__Name__Publish')}\n`;

/** What an API counts among its own errors is in no other alarm. */
const OF_PUBLISH = {
  [METRIC_OF_PUBLISH]: '',
  "['__Name__Publish', ...workers]": 'workers',
  'const watched = [addPublisher(this, topic)];':
    'addPublisher(this, topic);\n    const watched: LambdaFunction[] = [];',
  'topic: Topic): LambdaFunction {': 'topic: Topic): void {',
  '\n  return fn;\n}': '\n}',
};

const ofLine = (name: Name, consumer: Name) => ({
  __consumer__: consumer.camel,
  __Name__: name.pascal,
});

/** Lines that one file holds once for each consumer; the template holds each of them once. */
export function lineReplacements(
  name: Name,
  consumers: readonly Name[],
  source: Source,
): Record<string, string> {
  const repeat = (line: string, separator: string) =>
    consumers
      .map((consumer) => filled(line, { ...replacements(consumer), ...ofLine(name, consumer) }))
      .join(separator);
  return {
    [CALL]: repeat(CALL, '\n    '),
    [ENTRY]: repeat(ENTRY, '\n  '),
    [METRIC]: repeat(METRIC, '\n'),
    ...(source === 'api' && OF_PUBLISH),
  };
}

const filled = (text: string, values: Record<string, string>) =>
  Object.entries(values).reduce((all, [key, value]) => all.replaceAll(key, value), text);

/** The SAM fragments of every consumer. */
export const consumerFragments = (consumers: readonly Name[], kind: string): SamFragment[] =>
  consumers.flatMap((consumer) =>
    ['consumer', `consumer-${kind}`].map((fragment) => ({
      fragment: `sam/${fragment}.yaml`,
      replace: replacements(consumer),
    })),
  );
