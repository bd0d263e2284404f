import type { Edit } from '../../../core/tree/text-edit.ts';
import type { NoAnchors } from '../syntax/file.ts';
import type { Host } from '../target.ts';
import { importLines } from './import-edits.ts';
import { renderStatements } from './render.ts';
import { readSnippet, type Snippet } from './snippet.ts';
import { spell } from './spelling.ts';
import { type CdkStyle, styleOf } from './style.ts';

/** The longest line, where nothing is said of it: that of the projects we make. */
export const LINE_WIDTH = 100;

const PASTED: CdkStyle = {
  quote: "'",
  importQuote: "'",
  semicolons: true,
  unit: '  ',
  hasListCommas: true,
  hasArgumentCommas: true,
  padding: ' ',
  width: LINE_WIDTH,
};

/** What the function and the resource of pasted statements are called. */
export interface Called {
  readonly fn?: string;
  readonly resource?: string;
}

/** What to paste by hand, with all that is known of the file. */
export function refused(
  snippet: Snippet,
  { reason, line }: NoAnchors,
  host?: Host,
  { fn = 'fn', resource = 'resource' }: Called = {},
): Edit {
  const style = host ? styleOf(host.source, LINE_WIDTH) : PASTED;
  const names = new Map([
    ['scope', 'this'],
    ['__fn__', fn],
    ['__resource__', resource],
  ]);
  const imports = host?.imports ?? [];
  const block = host?.source.file ?? snippet.source.file;
  const taken = new Set<string>();
  const { exports, added, form } = spell(
    { source: host?.source ?? snippet.source, imports, block, taken },
    snippet,
  );
  const statements = renderStatements(snippet, { names, ids: new Map(), exports }, style, '');
  const imported = importLines(added, form, style).map(({ line }) => line);
  const paste = [...imported, '', statements].join('\n').trim();
  return { status: 'refused', reason, ...(line && { at: { line } }), paste };
}

/** A snippet's statements with their imports, to paste where the names in them can be used. */
export function pasteOf(snippet: string, called?: Called): string {
  const edit = refused(readSnippet(snippet), { reason: '' }, undefined, called);
  return edit.status === 'refused' ? edit.paste : '';
}
