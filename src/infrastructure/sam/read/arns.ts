import type { Model } from '../../../editors/sam/model.ts';
import { intrinsicOf } from './intrinsic.ts';
import type { Template, Written } from './template.ts';
import { valueIn } from './values.ts';

function joined(of: Model | undefined): string | undefined {
  const [between, parts] = Array.isArray(of) ? (of as readonly Model[]) : [];
  if (typeof between !== 'string' || !Array.isArray(parts)) return undefined;
  const texts = (parts as readonly Model[]).map(textOf);
  return texts.includes(undefined) ? undefined : texts.join(between);
}

const WRITTEN: Readonly<Record<string, (of: Model) => string | undefined>> = {
  Ref: (of) => `\${${String(of)}}`,
  'Fn::GetAtt': (of) => (Array.isArray(of) ? `\${${of.join('.')}}` : undefined),
  'Fn::Sub': (of) => (typeof of === 'string' ? of : undefined),
  'Fn::Join': joined,
};

/** A value as `Fn::Sub` would have it, whichever function writes it. */
function textOf(model: Model | undefined): string | undefined {
  if (typeof model === 'string') return model;
  const [name, of] = intrinsicOf(model) ?? [];
  return name === undefined ? undefined : WRITTEN[name]?.(of!);
}

/** What has its name as the last part of its ARN. */
const NAMES = [
  { service: 'sqs', cfnType: 'AWS::SQS::Queue', property: 'QueueName' },
  { service: 'sns', cfnType: 'AWS::SNS::Topic', property: 'TopicName' },
  { service: 'kinesis', cfnType: 'AWS::Kinesis::Stream', property: 'Name' },
] as const;

const ARN = /^arn:[^:]+(?:::[^:]+)?:(\w+):.*[:/](\$\{[^}]+\}|[^:/]*\$\{[^}]+\}[^:/]*|[^:/}]+)$/;

/** The resource of the template whose ARN is put together of its parts; a name may be a value that the template has. */
export function resourceOfArn(template: Template, model: Model | undefined): Written | undefined {
  const [, service, name = ''] = ARN.exec(textOf(model) ?? '') ?? [];
  const of = NAMES.find((each) => each.service === service);
  if (!of) return undefined;
  const { cfnType, property } = of;
  const [, id = ''] = /^\$\{([^.}]+)(?:\.\w+)?\}$/.exec(name) ?? [];
  const all = [...template.resources.values()].filter((each) => each.cfnType === cfnType);
  const known = valueIn(template, { 'Fn::Sub': name });
  return all.find((each) => {
    const own = each.properties[property];
    if (each.id === id || own === undefined) return each.id === id;
    return textOf(own) === name || (typeof known === 'string' && valueIn(template, own) === known);
  });
}
