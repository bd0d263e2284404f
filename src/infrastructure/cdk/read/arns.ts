import { ts } from 'ts-morph';
import type { ResourceType } from '../../graph.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import type { Bound } from '../source/scope.ts';
import { evaluate } from '../source/values.ts';

/** A resource as its ARN names it. */
export interface ArnParts {
  readonly type: ResourceType;
  /** Its physical name, with what is not known of it as `${…}`. */
  readonly name: string;
  /** The expression that the whole name is, where that is not known. */
  readonly of?: Bound;
  /** What a construct has this ARN as: `queueArn`. */
  readonly attribute: string;
  /** Where it is, as far as that is written out. */
  readonly account?: string;
  readonly region?: string;
}

/** A text whose unknown parts are numbered: `«0»`. */
interface Written {
  readonly text: string;
  readonly holes: readonly Bound[];
}

const HOLE = /«(\d+)»/g;

const hole = (n: number) => `«${n}»`;

const textOf = (text: string): Written => ({ text, holes: [] });
const holeOf = (bound: Bound): Written => ({ text: hole(0), holes: [bound] });

/** Texts behind each other, with something between them. */
const joined = (parts: readonly Written[], between = ''): Written => {
  let count = 0;
  const texts = parts.map(({ text, holes }) => {
    const from = count;
    count += holes.length;
    return text.replace(HOLE, (_, n: string) => hole(from + Number(n)));
  });
  return { text: texts.join(between), holes: parts.flatMap(({ holes }) => holes) };
};

/** `formatArn({ service, resource, resourceName })`, of a stack or of the library's `Arn`. */
function formatted(node: ts.CallExpression, bound: Bound): Written {
  const [first] = node.arguments;
  const parts = first && follow({ ...bound, node: first });
  const part = (name: string): Written => {
    const found = propertyOf(parts, name);
    if (found === 'missing') return holeOf({ ...bound, node });
    return found ? writtenAt(found) : holeOf({ ...bound, node });
  };
  const hasName = propertyOf(parts, 'resourceName') !== 'missing';
  const resource = hasName
    ? joined([part('resource'), part('resourceName')], '/')
    : part('resource');
  const head = ['partition', 'service', 'region', 'account'].map(part);
  return joined([textOf('arn'), ...head, resource], ':');
}

/** The elements of a list, joined: `Fn.join(':', parts)`, `parts.join(':')`. */
function joinedList(
  list: ts.Expression,
  between: ts.Expression,
  bound: Bound,
): Written | undefined {
  const found = follow({ ...bound, node: list });
  const by = evaluate({ ...bound, node: between });
  if (!found || found === 'missing' || typeof by !== 'string') return undefined;
  if (!ts.isArrayLiteralExpression(found.node)) return undefined;
  return joined(
    found.node.elements.map((node) => writtenAt({ ...found, node })),
    by,
  );
}

function called(node: ts.CallExpression, bound: Bound): Written | undefined {
  const { expression, arguments: args } = node;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const of = expression.expression.getText();
  const name = expression.name.text;
  if (name === 'formatArn' || (name === 'format' && /(^|\.)Arn$/.test(of)))
    return formatted(node, bound);
  const isFn = /(^|\.)Fn$/.test(of);
  if (isFn && name === 'sub' && args[0] && ts.isStringLiteralLike(args[0]))
    return textOf(args[0].text.replace(/\$\{AWS::\w+\}/g, ''));
  if (name !== 'join') return undefined;
  return isFn
    ? args[1] && joinedList(args[1], args[0]!, bound)
    : args[0] && joinedList(expression.expression, args[0], bound);
}

/** A text as the source puts it together. */
export function writtenAt(bound: Bound, depth = 0): Written {
  const found = depth > 8 ? undefined : follow(bound);
  if (!found || found === 'missing') return holeOf(bound);
  const { node } = found;
  const inside = (each: ts.Expression) => writtenAt({ ...found, node: each }, depth + 1);
  if (ts.isStringLiteralLike(node)) return textOf(node.text);
  if (ts.isTemplateExpression(node))
    return joined([
      textOf(node.head.text),
      ...node.templateSpans.flatMap((each) => [inside(each.expression), textOf(each.literal.text)]),
    ]);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return joined([inside(node.left), inside(node.right)]);
  return (ts.isCallExpression(node) && called(node, found)) || holeOf(found);
}

/** A text with the source of its unknown parts: `${stage}-jobs`. */
export const shownText = ({ text, holes }: Written) =>
  text.replace(HOLE, (_, n: string) => `\${${holes[Number(n)]!.node.getText()}}`);

/** The services whose ARNs end with the name of a resource. */
const SERVICES: Readonly<Record<string, readonly [type: ResourceType, attribute: string]>> = {
  sqs: ['queue', 'queueArn'],
  sns: ['topic', 'topicArn'],
  kinesis: ['stream', 'streamArn'],
  dynamodb: ['table', 'tableArn'],
  s3: ['bucket', 'bucketArn'],
  events: ['bus', 'eventBusArn'],
};

const known = (part: string | undefined) => (part && !/«\d+»/.test(part) ? part : undefined);

/** The resource that an ARN names, whichever way it is put together; undefined for what is no such ARN. */
export function arnAt(bound: Bound): ArnParts | undefined {
  const { text, holes } = writtenAt(bound);
  const [arn, , service = '', region, account, ...rest] = text.split(':');
  const of = arn === 'arn' && Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  const path = rest.join(':').split('/');
  const name = path[path.length > 1 ? 1 : 0];
  if (!of || !name) return undefined;
  const [, n] = /^«(\d+)»$/.exec(name) ?? [];
  const own = n === undefined ? undefined : holes[Number(n)];
  const [type, attribute] = of;
  const isStream = type === 'table' && path.length > 2;
  return {
    type,
    name: shownText({ text: name, holes }),
    attribute: isStream ? 'tableStreamArn' : attribute,
    ...(own && { of: own }),
    ...(known(account) && { account: account! }),
    ...(known(region) && { region: region! }),
  };
}
