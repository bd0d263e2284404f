import { ofType, properties, type Template } from './template.ts';

interface Event {
  Type: string;
  Properties: { Queue?: string; Stream?: string };
}

interface Mapping {
  EventSourceArn: string;
  FunctionName: string;
}

const SOURCES = ['SQS', 'DynamoDB', 'Kinesis'];

/** Queue or stream → how the function works it. */
export function eventSources(template: Template, id: string): Record<string, unknown> {
  const { Events = {} } = properties<{ Events?: Record<string, Event> }>(template, id);
  const events = Object.values(Events)
    .filter(({ Type }) => SOURCES.includes(Type))
    .map(({ Properties: { Queue = '', Stream = Queue, ...settings } }) => [Stream, settings]);
  const mappings = Object.values(ofType<Mapping>(template, 'AWS::Lambda::EventSourceMapping'))
    .filter(({ FunctionName }) => FunctionName === id)
    .map(({ EventSourceArn, FunctionName, ...settings }) => [EventSourceArn, settings]);
  return Object.fromEntries(
    [...events, ...mappings].map(([source, settings]) => [
      String(source).replace(/\.\w+$/, ''),
      settings,
    ]),
  );
}
