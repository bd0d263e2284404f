import type { Insertion, Span } from '../../../core/record.ts';

/** The table that an offset of a TOML file is in. */
export const tableAt = (text: string, offset: number) =>
  [...text.slice(0, offset).matchAll(/^[ \t]*\[+([^\]\n]+)\]/gm)].at(-1)?.[1]?.trim() ?? '';

/** Records the capabilities that came into a samconfig.toml. */
export const recordSamconfig = (text: string, spans: readonly Span[]): readonly Insertion[] =>
  spans.map(({ start, end }) => ({
    at: ['capabilities', tableAt(text, start), /\w+/.exec(text.slice(start, end))![0]],
  }));
