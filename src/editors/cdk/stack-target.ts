import { ts } from 'ts-morph';
import { EMPTY_CONSTRUCTOR, hasTwice, NO_CONSTRUCTOR } from '../refusals.ts';
import type { Made } from './syntax/constructs.ts';
import type { NoAnchors } from './syntax/file.ts';
import { functionKind, plainStacks, stackClasses } from './syntax/kinds.ts';
import { runOfMentions } from './syntax/place.ts';
import { locateMaking } from './syntax/reference.ts';
import { namesIn } from './syntax/source.ts';
import { type Host, no, type Target } from './target.ts';

interface Inside {
  readonly block: ts.Block | ts.SourceFile;
  readonly scope: string;
  readonly owner: string;
  /** The statement to insert after when the stack has no function. */
  readonly end: ts.Statement;
}

function insideClass(host: Host, node: ts.ClassDeclaration): Inside | NoAnchors {
  const body = node.members.filter(ts.isConstructorDeclaration).find((each) => each.body)?.body;
  if (!body) return no(host.source, node, NO_CONSTRUCTOR);
  const first = body.statements[0];
  if (!first) return no(host.source, body, EMPTY_CONSTRUCTOR);
  const ends = body.statements.findIndex(
    (each) => ts.isReturnStatement(each) || ts.isThrowStatement(each),
  );
  const end = (ends < 0 ? body.statements.at(-1) : body.statements[ends - 1]) ?? first;
  return { block: body, scope: 'this', owner: node.name?.text ?? '', end };
}

function insidePlain(host: Host, made: Made): Inside | NoAnchors {
  const making = locateMaking(host.source.file, made.node);
  if ('reason' in making) return making;
  const { block, reference: scope, statement } = making;
  if (!scope) return no(host.source, made.node, 'the stack is given no name');
  return { block, scope, owner: made.owner, end: statement };
}

function locateStack(host: Host, name: string): Inside | NoAnchors {
  const { source, imports, constructs } = host;
  const classes = stackClasses(source, imports).filter(
    (each) => (each.name?.text ?? 'default') === name,
  );
  const plain = plainStacks(constructs).filter(({ id }) => id === name);
  if (classes.length + plain.length > 1) return { reason: hasTwice(name) };
  if (classes[0]) return insideClass(host, classes[0]);
  return plain[0] ? insidePlain(host, plain[0]) : { reason: `it has no stack "${name}"` };
}

/** Finds the place behind the last function of a stack and what follows of it, or else at the stack's end. */
export function behindStack(host: Host, name: string): Target | NoAnchors {
  const inside = locateStack(host, name);
  if ('reason' in inside) return inside;
  const { block, scope, owner, end } = inside;
  const last = host.constructs
    .filter(functionKind)
    .flatMap((made) => {
      const making = locateMaking(host.source.file, made.node);
      if ('reason' in making || making.block !== block) return [];
      return namesIn(made.scope)?.join('.') === scope ? [making] : [];
    })
    .at(-1);
  const statement = last ? runOfMentions(block, last.statement, last.reference) : end;
  return { block, statement, scope, owner };
}
