import { mapOf } from '../../../editors/sam/model.ts';
import type { Target } from '../../../infrastructure/resolve/deployment.ts';

/** The value at a path such as `$.detail.id`; undefined where there is none. */
export function atPath(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    event,
  );
}

const asText = (value: unknown) =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const VARIABLE = /<([\w.-]+)>/g;

/** Values that a template may name without declaring them. */
function reserved(name: string, event: unknown): unknown {
  if (name === 'aws.events.event.json' || name === 'aws.events.event') return event;
  return name === 'aws.events.event.ingestion-time' ? new Date().toISOString() : undefined;
}

/** A template that is JSON takes values as JSON, and those within a string as text. */
function filledJson(template: string, lookUp: (name: string) => unknown): string {
  const strings = template.replaceAll(/"(?:\\.|[^"\\])*"/g, (text) =>
    text.replaceAll(VARIABLE, (_, name) => JSON.stringify(asText(lookUp(name))).slice(1, -1)),
  );
  return strings.replaceAll(VARIABLE, (_, name) => JSON.stringify(lookUp(name) ?? null));
}

function transformed({ transformer }: Target, event: unknown): string {
  const paths = mapOf(transformer?.InputPathsMap);
  const template = String(transformer?.InputTemplate ?? '');
  const lookUp = (name: string) =>
    Object.hasOwn(paths, name) ? atPath(event, String(paths[name])) : reserved(name, event);
  const isJson = /^\s*[{["]/.test(template);
  return isJson
    ? filledJson(template, lookUp)
    : JSON.stringify(template.replaceAll(VARIABLE, (_, name) => asText(lookUp(name))));
}

/** What a target of a rule receives of an event. */
export function targetInput(target: Target, event: unknown): string {
  if (target.input !== undefined) return target.input;
  if (target.transformer) return transformed(target, event);
  const value = target.inputPath === undefined ? event : atPath(event, target.inputPath);
  return JSON.stringify(value ?? null);
}
