import { isCode } from './tokens/hash.ts';

/** What a file is, as far as commands insert into it. */
export type FileKind = 'template' | 'json' | 'code' | 'samconfig';

export function kindOf(path: string, text: string): FileKind {
  if (isCode(path)) return 'code';
  if (path.endsWith('.toml')) return 'samconfig';
  const isTemplate =
    !path.endsWith('.json') || /"(?:Resources|AWSTemplateFormatVersion)"/.test(text);
  return isTemplate ? 'template' : 'json';
}
