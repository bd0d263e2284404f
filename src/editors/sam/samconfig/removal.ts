import type { Cut, Cutting } from '../../cutting.ts';
import { tableAt } from './record.ts';

const KEY = /^[ \t]*capabilities[ \t]*=[ \t]*(?:\[[^\]]*\]|"[^"\n]*"|'[^'\n]*')/gm;

/** Takes capabilities out of the tables of a samconfig.toml, unless another nested application needs them. */
export function cutSamconfig(text: string, { going, others }: Cutting): Cut {
  const own = going.filter(({ isFound }) => !isFound);
  const [heir] = others;
  if (heir)
    return {
      text,
      kept: [],
      inherited: own.map((insertion) => ({ owner: heir.owner, insertion })),
    };
  const left = text.replace(KEY, (value, at: number) =>
    own
      .filter((each) => each.at[1] === tableAt(text, at))
      .reduce((rest, { at: [, , name] }) => {
        const word = `${name}`;
        return rest.replace(new RegExp(`,\\s*(["'])${word}\\1|\\s+${word}\\b`), '');
      }, value),
  );
  return { text: left, kept: [], inherited: [] };
}
