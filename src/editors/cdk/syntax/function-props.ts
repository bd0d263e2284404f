import { ts } from 'ts-morph';
import { pathOf } from './path.ts';

/** What a function's properties say of its code, as far as they are written out. */
export interface FunctionProps {
  readonly entry?: string;
  readonly handler?: string;
  /** The path of `Code.fromAsset`. */
  readonly code?: string;
  /** As AWS spells it: `nodejs22.x`. */
  readonly runtime?: string;
  /** In seconds. */
  readonly timeout?: number;
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600 };

function assetOf(node: ts.Expression | undefined): string | undefined {
  if (!node || !ts.isCallExpression(node)) return undefined;
  return /\bfromAsset$/.test(node.expression.getText()) ? pathOf(node.arguments[0]) : undefined;
}

function runtimeOf(node: ts.Expression | undefined): string | undefined {
  if (!node || !ts.isPropertyAccessExpression(node)) return undefined;
  const [, language, version] = /^([A-Z]+?)_?([\dA].*)?$/.exec(node.name.text) ?? [];
  if (!language || !version) return undefined;
  const join = language === 'PROVIDED' ? '.' : '';
  return `${language}${join}${version.replaceAll('_', '.')}`.toLowerCase();
}

function secondsOf(node: ts.Expression | undefined): number | undefined {
  if (!node || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const unit = SECONDS[node.expression.name.text];
  const [amount] = node.arguments;
  return unit && amount && ts.isNumericLiteral(amount) ? unit * Number(amount.text) : undefined;
}

/** Reads the literals among the properties of a function. */
export function readProps(node: ts.NewExpression): FunctionProps {
  const props = node.arguments?.[2];
  const value = (key: string) => {
    if (!props || !ts.isObjectLiteralExpression(props)) return undefined;
    const property = props.properties.find((each) => each.name?.getText() === key);
    return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  };
  const read = {
    entry: pathOf(value('entry')),
    handler: pathOf(value('handler')),
    code: assetOf(value('code')),
    runtime: runtimeOf(value('runtime')),
    timeout: secondsOf(value('timeout')),
  };
  return Object.fromEntries(Object.entries(read).filter(([, each]) => each !== undefined));
}
