import { isMap, type Pair } from 'yaml';
import { lineStart } from '../../core/tree/text-edit.ts';
import { keyOf, type Model, type ModelMap, mapOf, modelOf } from '../../editors/sam/model.ts';
import {
  contentEnd,
  find,
  rangeOf,
  readSource,
  type Source,
  startOf,
} from '../../editors/sam/source.ts';
import { restyled } from '../../editors/sam/style.ts';

/** An entry of `Resources` or `Outputs`, in the order of the template. */
export interface Entry {
  readonly section: 'Resources' | 'Outputs';
  readonly id: string;
  readonly model: ModelMap;
  /** Its lines as our fragments have them, without the comments above it; undefined in JSON and in flow style. */
  readonly text: string | undefined;
}

const OWN = { quote: "'", step: 2, listStep: 2 } as const;

/** The lines of a pair from a column on; undefined where it is not on lines of its own. */
function linesOf(source: Source, pair: Pair, toColumn: number): string | undefined {
  const start = startOf(pair);
  const from = lineStart(source.text, start);
  if (source.text.slice(from, start).trim() !== '') return undefined;
  const text = source.text.slice(from, contentEnd(source, pair)).replaceAll('\r\n', '\n');
  return restyled(text, toColumn, OWN);
}

function pairsAt(source: Source, ...keys: readonly string[]): readonly Pair[] {
  let map: unknown = source.root;
  for (const key of keys) map = isMap(map) ? find(map, key)?.value : undefined;
  return isMap(map) ? (map.items as readonly Pair[]) : [];
}

/** The entries of a template's text; none where it cannot be read. */
export function entriesOf(text: string): readonly Entry[] {
  const source = readSource(text.replace(/^\uFEFF/, ''));
  if ('reason' in source) return [];
  return (['Resources', 'Outputs'] as const).flatMap((section) =>
    pairsAt(source, section).map((pair) => ({
      section,
      id: keyOf(pair),
      model: mapOf(modelOf(pair.value)),
      text: linesOf(source, pair, 2),
    })),
  );
}

/** A value in flow style, which is in one line. */
function inlineOf({ text }: Source, { key, value }: Pair, name: string): string | undefined {
  // A tag is before the range of its value
  const [start, end] = [rangeOf(key)?.[1] ?? 0, rangeOf(value)?.[1] ?? 0];
  const own = text
    .slice(start, end)
    .replace(/^["']?\s*:/, '')
    .trim();
  return own === '' || own.includes('\n') ? undefined : `      ${name}: ${own}`;
}

/** The lines of an entry of a map, as a resource's property in our fragments; undefined where it is within other lines. */
export function propertyLines(
  text: string,
  at: readonly string[],
  name: string,
): string | undefined {
  const source = readSource(text.replace(/^\uFEFF/, ''));
  if ('reason' in source) return undefined;
  const pair = pairsAt(source, ...at).find((each) => keyOf(each) === name);
  return pair && (linesOf(source, pair, 6) ?? inlineOf(source, pair, name));
}

/** Where the properties of a resource are. */
export const propertiesAt = (id: string) => ['Resources', id, 'Properties'];

const inText = (text: Model | undefined) =>
  typeof text === 'string' ? [...text.matchAll(/\$\{([\w:]+)/g)].map(([, id]) => id!) : [];

/** The logical ids and parameters that a value refers to. */
export function referencesOf(model: Model | undefined): readonly string[] {
  if (typeof model !== 'object' || model === null) return [];
  if (Array.isArray(model)) return model.flatMap(referencesOf);
  return Object.entries(model as ModelMap).flatMap(([key, value]) => {
    const [first] = [value].flat();
    // SAM refers to an alias as `Function.Alias`
    if (key === 'Ref') return [String(value).split('.')[0]!];
    if (key === 'Fn::GetAtt') return [String(first)];
    if (key === 'DependsOn') return [value].flat().map(String);
    return [...(key === 'Fn::Sub' ? inText(first) : []), ...referencesOf(value)];
  });
}
