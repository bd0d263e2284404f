const DECLARED = /^(?:export\s+)?(?:const|let|var)\s+([\w$]+|[{[][^=]*?)\s*(?::[^=]*)?=(?!=)/;

/**
 * A label by which an edited statement is found again: the name that it declares, or else the method that it calls with
 * the first id or class in it.
 */
export function labelOf(statement: string): string {
  const declared = DECLARED.exec(statement)?.[1];
  if (declared) return declared.replace(/\s+/g, ' ');
  const [head = ''] = statement.replace(/^(?:await|return)\s+/, '').split('(');
  const id = /^[^(]*\(\s*[\w.]+,\s*["'`]([^"'`]*)["'`]/.exec(statement)?.[1];
  const inner = /\bnew\s+([\w.]+)/.exec(statement.slice(head.length))?.[1];
  return [head.replace(/\s+/g, ' ').trim(), id ?? inner].filter(Boolean).join(' ');
}
