import { isScalar, isSeq, parseDocument, Scalar, visit } from 'yaml';

/**
 * A template as plain data with its tags: `!Ref A` is the text "!Ref A". Written apart from the editor's own
 * model, so that one does not confirm the other's mistakes.
 */
export function parsedYaml(text: string): unknown {
  // As lenient as CloudFormation: a key twice is its last
  const lenient = { strict: false, uniqueKeys: false } as const;
  const document = parseDocument(text.replace(/^\uFEFF/, ''), lenient);
  if (document.errors.length > 0) throw document.errors[0];
  visit(document, {
    Node(_, node) {
      const tag = 'tag' in node && node.tag?.startsWith('!') ? node.tag : undefined;
      if (tag && isScalar(node)) node.value = `${tag} ${node.value}`;
      if (tag && isSeq(node)) node.items.unshift(new Scalar(tag));
    },
  });
  return document.toJS();
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `mine` and what `theirs` has beside it. */
export function merged(mine: unknown, theirs: unknown): unknown {
  if (theirs === undefined) return mine;
  if (mine === undefined || mine === null) return theirs;
  if (!isObject(mine) || !isObject(theirs)) return mine;
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(keys.map((key) => [key, merged(mine[key], theirs[key])]));
}
