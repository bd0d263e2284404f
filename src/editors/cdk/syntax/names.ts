import { ts } from 'ts-morph';

/** Whether an identifier only names a member: `.queue`, `queue:` or a method's name. */
export function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  const isNamed =
    ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent);
  return isNamed && parent.name === node;
}

/** The names that a declaration gives: `a` and `b` of `const { a, c: [b] } = …`. */
export const boundNames = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((each) => (ts.isBindingElement(each) ? boundNames(each.name) : []));

/** Every name that something in these nodes is declared or used by. */
export const namesUsed = (nodes: readonly ts.Node[]): Set<string> =>
  new Set(
    nodes
      .filter(ts.isIdentifier)
      .filter((node) => !isMember(node))
      .map(({ text }) => text),
  );

/** The first of `name`, `name2`, `name3` … that is not taken; it is taken from then on. */
export function numbered(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}${n}`;
  taken.add(free);
  return free;
}

const isReserved = (word: string) => {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, undefined, word);
  return scanner.scan() !== ts.SyntaxKind.Identifier;
};

/** A variable's name for what has the construct id `id`: "HelloHandler" is `helloHandler`. */
export function variableFor(id: string): string {
  const words =
    id
      .match(/[A-Za-z0-9]+/g)
      ?.join(' ')
      .replace(/^[\d ]+/, '') ?? '';
  const pascal = words.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
  const camel = pascal.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (head) =>
    head.toLowerCase(),
  );
  if (!/^[a-z]\w*$/.test(camel)) return 'fn';
  return isReserved(camel) ? `${camel}Function` : camel;
}

/** The names, as nodes, that a function takes or a block declares. */
export function declaredBy(node: ts.Node): readonly ts.Node[] {
  if (ts.isFunctionLike(node)) return node.parameters.map(({ name }) => name);
  if (!ts.isBlock(node)) return [];
  return node.statements.flatMap((each): readonly ts.Node[] => {
    if (ts.isVariableStatement(each))
      return each.declarationList.declarations.map(({ name }) => name);
    return ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each) ? [each.name ?? each] : [];
  });
}

/** Whether an import's name means something else in a block: a parameter or a variable has it. */
export function isShadowed(name: string, block: ts.Node): boolean {
  const word = new RegExp(`(^|[^.\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  for (let at = block; at.parent; at = at.parent)
    if (declaredBy(at).some((each) => word.test(each.getText()))) return true;
  return false;
}
