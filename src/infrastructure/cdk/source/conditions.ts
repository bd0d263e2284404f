import { ts } from 'ts-morph';
import { follow } from './bindings.ts';
import type { Bound, Scope } from './scope.ts';
import { evaluate, isKnown, isOfFolder } from './values.ts';

/** Whether something is so; undefined where the source does not show it. */
type Truth = boolean | undefined;

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

const all = (truths: readonly Truth[]): Truth => {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
};

const any = (truths: readonly Truth[]): Truth => not(all(truths.map(not)));

type Sides = Pick<ts.BinaryExpression, 'left' | 'right'>;

const isSame = ({ left, right }: Sides, scope: Scope): Truth => {
  const sides = [left, right].map((node): Bound => ({ node, scope }));
  const [a, b] = sides.map((each) => evaluate(each));
  if (sides.some(leadsToFolder)) return undefined;
  return isKnown(a) && isKnown(b) && typeof a !== 'object' && typeof b !== 'object'
    ? a === b
    : undefined;
};

function leadsToFolder(bound: Bound): boolean {
  const found = follow(bound);
  return found !== undefined && found !== 'missing' && isOfFolder(found.node);
}

/** What exists when it is given: a construct, a member of one, an object, a function. */
const isThing = (node: ts.Node) =>
  ts.isNewExpression(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isArrowFunction(node);

function isTrue({ node, scope }: Bound): Truth {
  const operator = ts.isBinaryExpression(node) ? node.operatorToken.getText() : '';
  const of = (each: ts.Expression) => isTrue({ node: each, scope });
  if (ts.isParenthesizedExpression(node)) return of(node.expression);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return not(of(node.operand));
  if (ts.isBinaryExpression(node)) {
    if (operator === '&&') return all([of(node.left), of(node.right)]);
    if (operator === '||') return not(all([not(of(node.left)), not(of(node.right))]));
    if (/^!==?$/.test(operator)) return not(isSame(node, scope));
    if (/^===?$/.test(operator)) return isSame(node, scope);
  }
  return isGiven({ node, scope });
}

/** Whether an expression is there; a member of a construct is, as its class says. */
function isGiven(bound: Bound): Truth {
  const found = follow(bound);
  if (found === 'missing') return false;
  if (!found) return undefined;
  if (isThing(found.node)) return true;
  const value = evaluate(found);
  if (typeof value === 'string' && isOfFolder(found.node)) return true;
  if (isKnown(value)) return Boolean(value);
  const of = ts.isPropertyAccessExpression(found.node)
    ? follow({ node: found.node.expression, scope: found.scope })
    : undefined;
  return of && of !== 'missing' && ts.isNewExpression(of.node) ? true : undefined;
}

/** Whether a node lets the part of it run that `child` is; true for a node without a condition. */
function lets(node: ts.Node, child: ts.Node, scope: Scope): Truth {
  if (ts.isIfStatement(node) && node.expression !== child) {
    const truth = isTrue({ node: node.expression, scope });
    return node.thenStatement === child ? truth : not(truth);
  }
  if (ts.isConditionalExpression(node) && node.condition !== child) {
    const truth = isTrue({ node: node.condition, scope });
    return node.whenTrue === child ? truth : not(truth);
  }
  if (ts.isBinaryExpression(node) && node.right === child) {
    const operator = node.operatorToken.getText();
    if (operator === '&&') return isTrue({ node: node.left, scope });
    if (operator === '||' || operator === '??') return not(isTrue({ node: node.left, scope }));
  }
  if (ts.isCaseBlock(node)) return runsClause(node, child as ts.CaseOrDefaultClause, scope);
  return ts.isTryStatement(node) ? undefined : true;
}

/** Whether a `switch` runs a clause: its value is that of the clause and of none before it, or the one before goes on. */
function runsClause({ parent, clauses }: ts.CaseBlock, of: ts.CaseOrDefaultClause, scope: Scope) {
  const { expression: left } = parent;
  if (!isKnown(evaluate({ node: left, scope }))) return undefined;
  const cases = clauses.map((each) =>
    ts.isCaseClause(each) ? isSame({ left, right: each.expression }, scope) : false,
  );
  let runs: Truth = false;
  for (const [at, each] of clauses.entries()) {
    const others = ts.isCaseClause(each) ? cases.slice(0, at) : cases;
    const isMeant = ts.isCaseClause(each) ? cases[at] : true;
    runs = any([all([not(any(others)), isMeant]), runs]);
    if (each === of) break;
    runs = all([runs, goesOn(each)]);
  }
  return runs;
}

/** Whether the clause behind one runs, too. */
function goesOn({ statements }: ts.CaseOrDefaultClause): Truth {
  const last = statements.at(-1);
  if (!last) return true;
  const end = ts.isBlock(last) ? last.statements.at(-1) : last;
  return leaves(last) || (end && ts.isThrowStatement(end)) ? false : undefined;
}

/** Whether a branch leaves the code behind its `if`; what throws ends the program, and is no choice. */
function leaves(node: ts.Statement | undefined): boolean {
  const last = node && ts.isBlock(node) ? node.statements.at(-1) : node;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) || ts.isContinueStatement(last) || ts.isBreakStatement(last))
  );
}

/** Whether a statement lets the code behind it run: `if (!props.isOn) return;`. */
function passes(node: ts.Statement, scope: Scope): Truth {
  if (!ts.isIfStatement(node)) return true;
  const [isThen, isElse] = [leaves(node.thenStatement), leaves(node.elseStatement)];
  if (!isThen && !isElse) return true;
  const truth = isTrue({ node: node.expression, scope });
  return all([...(isThen ? [not(truth)] : []), ...(isElse ? [truth] : [])]);
}

/** The statements in front of one, in its block. */
const inFront = (node: ts.Node): readonly ts.Statement[] =>
  ts.isStatement(node) && (ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent))
    ? node.parent.statements.filter((each) => each.end <= node.pos)
    : [];

/** Whether code runs when the function or class around it does, in the scope of one call. */
export function doesRun({ node, scope }: Pick<Bound, 'scope'> & { node: ts.Node }): Truth {
  const truths: Truth[] = [];
  for (let at = node; at.parent && !ts.isFunctionLike(at.parent); at = at.parent)
    truths.push(lets(at.parent, at, scope), ...inFront(at).map((each) => passes(each, scope)));
  return all(truths);
}
