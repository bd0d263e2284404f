import { ofType, type Template } from './template.ts';

interface Mapping {
  EventSourceArn: string;
  FunctionName: string;
}

/** Queue or stream → how the function polls it. */
export function eventSources(template: Template, id: string): Record<string, unknown> {
  const all = Object.values(ofType<Mapping>(template, 'AWS::Lambda::EventSourceMapping'));
  const own = all.filter(({ FunctionName }) => FunctionName === `${id}.Alias`);
  return Object.fromEntries(
    own.map(({ EventSourceArn, FunctionName, ...settings }) => [
      EventSourceArn.replace(/\.\w+$/, ''),
      settings,
    ]),
  );
}
