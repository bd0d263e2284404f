import type { Export } from '../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../editors/cdk/syntax/kinds.ts';
import { readSnippet, type Snippet } from '../editors/cdk/write/snippet.ts';
import type { Made } from '../infrastructure/cdk/reach.ts';
import {
  MOST,
  meansSame,
  NEARLY_ALL,
  type UsualCode,
  usualActions,
  usualProperty,
} from '../infrastructure/cdk/usual.ts';

/** A change of a snippet to what its neighbours usually have. */
type Change = (snippet: string) => string;

const isOf = (wanted: string) => (of: Export) => isLibrary(of) && of.name === wanted;

const importedBy = ({ imports }: Snippet) => {
  const bindings = imports.flatMap((each) => each.bindings);
  return (name: string): Export | undefined => bindings.find(({ local }) => local === name);
};

/** Whether a snippet can have an expression: its names mean the same there. */
function fits(at: Made, snippet: Snippet, code: UsualCode | undefined): code is UsualCode {
  if (!code) return false;
  const own = new Set(snippet.variables);
  const words = code.text.match(/[\w$]+/g) ?? [];
  return meansSame(at, code, importedBy(snippet)) && !words.some((each) => own.has(each));
}

const indented = ({ text }: UsualCode, indent: string) => text.replaceAll('\n', `\n${indent}`);

/** A property behind the head of each `new` of a class. */
const withProperty =
  (className: string, name: string, code: UsualCode): Change =>
  (snippet) =>
    snippet.replace(
      new RegExp(
        `^( *)(.*\\bnew \\w+\\.${className}\\(scope, '[^']*', \\{)(?: (.*) \\}\\);)?$`,
        'gm',
      ),
      (_, indent: string, head: string, rest: string | undefined) => {
        const own = `${indent}${head}\n${indent}  ${name}: ${indented(code, `${indent}  `)},`;
        return rest === undefined ? own : `${own}\n${indent}  ${rest},\n${indent}});`;
      },
    );

/** The actions of each alarm, which gets a name for that. */
const withActions =
  (codes: readonly UsualCode[]): Change =>
  (snippet) =>
    snippet.replace(
      /^ {2}(new cloudwatch\.Alarm\(scope, '([^']*)', \{\n(?: {4}.*\n)* {2}\}\);)\n/gm,
      (_, alarm: string, id: string) => {
        const name = id.charAt(0).toLowerCase() + id.slice(1);
        const lines = codes.map((each) => `  ${name}.addAlarmAction(${indented(each, '  ')});\n`);
        return `  const ${name} = ${alarm}\n${lines.join('')}`;
      },
    );

const MANAGED = /^( *)encryption: sqs\.QueueEncryption\.SQS_MANAGED,$/gm;

/**
 * The key that nearly all queues use. The CDK grants it to whoever reads from or sends to the queue; policies that are
 * written by hand are not extended.
 */
function withKey(at: Made, snippet: Snippet, trigger: string): readonly Change[] {
  const is = isOf('Queue');
  const key = usualProperty(at, is, 'encryptionMasterKey', NEARLY_ALL);
  // The CDK does not grant EventBridge the key of a dead-letter queue
  if (trigger === 'eventbridge' || !fits(at, snippet, key)) return [];
  const kind = usualProperty(at, is, 'encryption', NEARLY_ALL);
  const lines = (indent: string) => [
    ...(fits(at, snippet, kind) ? [`${indent}encryption: ${kind.text},`] : []),
    `${indent}encryptionMasterKey: ${indented(key, indent)},`,
  ];
  const send =
    /^( *)new iam\.PolicyStatement\(\{\n *actions: \['sqs:SendMessage'\],\n.*\n *\}\),\n/gm;
  return [
    (text) => text.replace(MANAGED, (_, indent: string) => lines(indent).join('\n')),
    (text) =>
      text.replace(
        send,
        (found, indent: string) =>
          `${found}${indent}new iam.PolicyStatement({\n${indent}  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],\n${indent}  resources: [${key.text}.keyArn],\n${indent}}),\n`,
      ),
  ];
}

const PROPERTIES = [
  ['Role', 'permissionsBoundary', MOST],
  ['Topic', 'masterKey', NEARLY_ALL],
  ['LogGroup', 'encryptionKey', NEARLY_ALL],
] as const;

/** What changes the statements of a trigger to what the constructs of the class around them usually have. */
export function usualFor(at: Made, template: string, trigger: string): Change {
  const snippet = readSnippet(template);
  const properties = PROPERTIES.flatMap(([className, name, share]) => {
    if (!template.includes(`.${className}(`)) return [];
    const code = usualProperty(at, isOf(className), name, share);
    return fits(at, snippet, code) ? [withProperty(className, name, code)] : [];
  });
  const actions = template.includes('.Alarm(') ? usualActions(at) : [];
  const acting = actions.filter((each) => fits(at, snippet, each));
  const changes = [
    ...properties,
    ...(template.includes('SQS_MANAGED') ? withKey(at, snippet, trigger) : []),
    ...(acting.length > 0 ? [withActions(acting)] : []),
  ];
  return (text) => changes.reduce((all, change) => change(all), text);
}
