import { mapOf } from '../../../editors/sam/model.ts';
import type { Rule, Target } from '../../../infrastructure/resolve/deployment.ts';

/** The value at a path such as `$.detail.id`; undefined where there is none. */
function atPath(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    event,
  );
}

const asText = (value: unknown) =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const VARIABLE = /<([\w.-]+)>/g;

type NamedRule = Pick<Rule, 'arn' | 'name'>;

/** Values that a template may name without declaring them. */
const reserved = (event: unknown, rule: NamedRule): Readonly<Record<string, unknown>> => ({
  'aws.events.rule-arn': rule.arn,
  'aws.events.rule-name': rule.name,
  'aws.events.event': event,
  'aws.events.event.json': event,
  'aws.events.event.ingestion-time': new Date().toISOString(),
});

/** A text in quotes, or a variable between texts. */
const JSON_PART = /"(?:\\.|[^"\\])*"|<([\w.-]+)>/g;

/** A template that is JSON takes values as JSON, and those within a string as text. */
function filledJson(template: string, lookUp: (name: string) => unknown): string {
  const within = (text: string) =>
    text.replaceAll(VARIABLE, (_, name) => JSON.stringify(asText(lookUp(name))).slice(1, -1));
  return template.replaceAll(JSON_PART, (part, name?: string) =>
    name === undefined ? within(part) : JSON.stringify(lookUp(name) ?? null),
  );
}

function transformed({ transformer }: Target, event: unknown, rule: NamedRule): string {
  const paths = mapOf(transformer?.InputPathsMap);
  const template = String(transformer?.InputTemplate ?? '');
  const known = reserved(event, rule);
  const lookUp = (name: string) =>
    Object.hasOwn(paths, name) ? atPath(event, String(paths[name])) : known[name];
  const isJson = /^\s*[{["]/.test(template);
  return isJson
    ? filledJson(template, lookUp)
    : JSON.stringify(template.replaceAll(VARIABLE, (_, name) => asText(lookUp(name))));
}

/** What a target of a rule receives of an event. */
export function targetInput(target: Target, event: unknown, rule: NamedRule): string {
  if (target.input !== undefined) return target.input;
  if (target.transformer) return transformed(target, event, rule);
  const value = target.inputPath === undefined ? event : atPath(event, target.inputPath);
  return JSON.stringify(value ?? null);
}
