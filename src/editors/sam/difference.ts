import { isMap, type Pair, type YAMLMap } from 'yaml';
import { bug } from '../../core/errors.ts';
import { extentOf } from './cut.ts';
import { type Judge, type SamRemoval, takeOut } from './removal.ts';
import { find, readSource, type Source, type Unreadable } from './source.ts';

function ours(text: string): Source {
  const source = readSource(text);
  if ('reason' in source) throw bug(`A template of ours cannot be read: ${source.reason}`);
  return source;
}

/** The entry that these keys lead to. */
function pairAt(root: YAMLMap, [key, ...rest]: readonly string[]): Pair | undefined {
  const pair = find(root, key!);
  if (rest.length === 0) return pair;
  return isMap(pair?.value) ? pairAt(pair.value, rest) : undefined;
}

/** The lines of an entry, whatever they end with. */
const linesOf = ({ text }: Source, range: readonly [number, number]) =>
  text.slice(...range).replaceAll('\r\n', '\n');

const written = (source: Source, pair: Pair) => linesOf(source, extentOf(source, pair));

/** Takes out of somebody's template what `whole` has and `rest` lacks, which are both of our own making. */
export function takeDifference(text: string, whole: string, rest: string): SamRemoval | Unreadable {
  const [before, after] = [ours(whole), ours(rest)];
  const judge: Judge = ({ pair, keys, range }, host) => {
    const own = pairAt(before.root, keys);
    const left = pairAt(after.root, keys);
    if (!own) return 'other';
    if (left) return written(before, own) === written(after, left) ? 'other' : 'look inside';
    if (linesOf(host, range) === written(before, own)) return 'goes';
    // Events of the user's stand among ours
    return keys.at(-1) === 'Events' && isMap(pair.value) ? 'look inside' : 'changed';
  };
  return takeOut(text, judge);
}
