import { properties, type Template } from './template.ts';

interface Event {
  Type: string;
  Properties: { Queue?: string; Stream?: string };
}

const SOURCES = ['SQS', 'DynamoDB', 'Kinesis'];

/** Queue or stream → how the function works it. */
export function eventSources(template: Template, id: string): Record<string, unknown> {
  const { Events = {} } = properties<{ Events?: Record<string, Event> }>(template, id);
  const own = Object.values(Events).filter(({ Type }) => SOURCES.includes(Type));
  return Object.fromEntries(
    own.map(({ Properties: { Queue = '', Stream = Queue, ...settings } }) => [
      Stream.replace(/\.\w+$/, ''),
      settings,
    ]),
  );
}
