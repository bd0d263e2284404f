const DECLARED = /^(?:export\s+)?(?:const|let|var)\s+([\w$]+|[{[][^=]*?)\s*(?::[^=]*)?=(?!=)/;

/**
 * What a statement is called, so that it is found again when it was edited: the name that it declares, or else what it
 * calls with the first id or class in there.
 */
export function labelOf(statement: string): string {
  const declared = DECLARED.exec(statement)?.[1];
  if (declared) return declared.replace(/\s+/g, ' ');
  const [head = ''] = statement.replace(/^(?:await|return)\s+/, '').split('(');
  const id = /^[^(]*\(\s*[\w.]+,\s*["'`]([^"'`]*)["'`]/.exec(statement)?.[1];
  const inner = /\bnew\s+([\w.]+)/.exec(statement.slice(head.length))?.[1];
  return [head.replace(/\s+/g, ' ').trim(), id ?? inner].filter(Boolean).join(' ');
}
