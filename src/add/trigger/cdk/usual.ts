import type { Disk } from '../../../core/tree/tree.ts';
import { readSnippet } from '../../../editors/cdk/write/snippet.ts';
import type { Made } from '../../../infrastructure/cdk/reach.ts';
import {
  MOST,
  NEARLY_ALL,
  type UsualCode,
  usualActions,
  usualProperty,
} from '../../../infrastructure/cdk/usual.ts';
import { withKey } from './key.ts';
import { type Change, fits, indented, isOf } from './usual-code.ts';

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

const PROPERTIES = [
  ['Role', 'permissionsBoundary', MOST],
  ['Topic', 'masterKey', NEARLY_ALL],
  ['LogGroup', 'encryptionKey', NEARLY_ALL],
] as const;

/** What neighbours usually have, and what is to be said of it. */
interface AsUsual {
  readonly change: Change;
  readonly warnings: readonly string[];
}

const PLAIN: { readonly changes: readonly Change[]; readonly warnings: readonly string[] } = {
  changes: [],
  warnings: [],
};

/** What changes the statements of a trigger to what the constructs of the class around them usually have. */
export function usualFor(disk: Disk, at: Made, template: string, trigger: string): AsUsual {
  const snippet = readSnippet(template);
  const properties = PROPERTIES.flatMap(([className, name, share]) => {
    if (!template.includes(`.${className}(`)) return [];
    const code = usualProperty(at, isOf(className), name, share);
    return fits(at, snippet, code) ? [withProperty(className, name, code)] : [];
  });
  const actions = template.includes('.Alarm(') ? usualActions(at) : [];
  const acting = actions.filter((each) => fits(at, snippet, each));
  const keyed = template.includes('SQS_MANAGED') ? withKey(disk, at, snippet, trigger) : PLAIN;
  const changes = [
    ...properties,
    ...keyed.changes,
    ...(acting.length > 0 ? [withActions(acting)] : []),
  ];
  return {
    change: (text) => changes.reduce((all, change) => change(all), text),
    warnings: keyed.warnings,
  };
}
