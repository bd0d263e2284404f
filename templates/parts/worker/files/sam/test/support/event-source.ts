import { properties, type Template } from './template.ts';

interface Event {
  Type: string;
  Properties: { Queue: string };
}

/** Queue → how the function works it. */
export function eventSources(template: Template, id: string): Record<string, unknown> {
  const { Events = {} } = properties<{ Events?: Record<string, Event> }>(template, id);
  const own = Object.values(Events).filter(({ Type }) => Type === 'SQS');
  return Object.fromEntries(
    own.map(({ Properties: { Queue, ...settings } }) => [Queue.replace('.Arn', ''), settings]),
  );
}
