import type { Export } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import type { Snippet } from '../../../editors/cdk/write/snippet.ts';
import type { Made } from '../../../infrastructure/cdk/reach.ts';
import { meansSame, type UsualCode } from '../../../infrastructure/cdk/usual.ts';

/** A change of a snippet to what its neighbours usually have. */
export type Change = (snippet: string) => string;

export const isOf = (wanted: string) => (of: Export) => isLibrary(of) && of.name === wanted;

const importedBy = ({ imports }: Snippet) => {
  const bindings = imports.flatMap((each) => each.bindings);
  return (name: string): Export | undefined => bindings.find(({ local }) => local === name);
};

/** Whether a snippet can have an expression: its names mean the same there. */
export function fits(at: Made, snippet: Snippet, code: UsualCode | undefined): code is UsualCode {
  if (!code) return false;
  const own = new Set(snippet.variables);
  const words = code.text.match(/[\w$]+/g) ?? [];
  return meansSame(at, code, importedBy(snippet)) && !words.some((each) => own.has(each));
}

export const indented = ({ text }: UsualCode, indent: string) =>
  text.replaceAll('\n', `\n${indent}`);
