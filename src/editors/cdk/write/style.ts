import { ts } from 'ts-morph';
import { type CodeStyle, codeStyleOf, quoteOf } from '../../code-style.ts';
import type { CdkSource } from '../syntax/source.ts';

/** How a file is written, as far as new lines of it have to follow. */
export interface CdkStyle extends Omit<CodeStyle, 'endOfLine'> {
  /** That of the imports, where those differ. */
  readonly importQuote: CodeStyle['quote'];
  /** Whether the last of several lines of an object or a list ends in a comma. */
  readonly hasListCommas: boolean;
  /** The same for the arguments of a call. */
  readonly hasArgumentCommas: boolean;
  /** What is inside the braces of an import. */
  readonly padding: string;
  /** The longest line that the file's formatter leaves alone. */
  readonly width: number;
}

/** What most of the votes say; `otherwise` when there are none. */
function majority(votes: readonly boolean[], otherwise: boolean): boolean {
  const yes = votes.filter(Boolean).length;
  return votes.length === 0 ? otherwise : yes * 2 >= votes.length;
}

type List = ts.NodeArray<ts.Node>;

const listOf = (node: ts.Node): List | undefined => {
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  if (ts.isArrayLiteralExpression(node) || ts.isNamedImports(node)) return node.elements;
  return undefined;
};

const argumentsOf = (node: ts.Node): List | undefined =>
  ts.isCallExpression(node) || ts.isNewExpression(node) ? node.arguments : undefined;

/** Whether the closing bracket of a list is on a line of its own. */
export const isOpen = (text: string, node: ts.Node, list: List) =>
  list.length > 0 && /^,?\s*\n\s*$/.test(text.slice(list.at(-1)!.end, node.end - 1));

const commas = ({ nodes, text }: CdkSource, of: (node: ts.Node) => List | undefined) =>
  nodes.flatMap((node) => {
    const list = of(node);
    return list && isOpen(text, node, list) ? [list.hasTrailingComma ?? false] : [];
  });

/** The quotes of the literals in code, and of those in imports; where there are none, those of the others. */
function quotesOf({ file, nodes }: CdkSource): Pick<CdkStyle, 'quote' | 'importQuote'> {
  const literals = nodes.filter(ts.isStringLiteral);
  const isImported = ({ parent }: ts.Node) => ts.isImportDeclaration(parent);
  const of = (some: readonly ts.Node[]) =>
    quoteOf((some.length > 0 ? some : literals).map((node) => node.getText(file)).join(' '));
  return {
    quote: of(literals.filter((each) => !isImported(each))),
    importQuote: of(literals.filter(isImported)),
  };
}

export function styleOf(source: CdkSource, width: number): CdkStyle {
  const { file, nodes, text } = source;
  const hasListCommas = majority(commas(source, listOf), true);
  const lists = nodes.filter(ts.isNamedImports).map((node) => node.getText(file));
  return {
    ...codeStyleOf(text),
    ...quotesOf(source),
    width,
    hasListCommas,
    hasArgumentCommas: majority(commas(source, argumentsOf), hasListCommas),
    padding: majority(
      lists.map((list) => /^\{\s/.test(list)),
      true,
    )
      ? ' '
      : '',
  };
}
