import { substitute } from '../../core/fold/render.ts';
import { readAnyManifest } from '../../core/manifest.ts';
import type { ProjectPath } from '../../core/paths.ts';
import type { TextEdit } from '../../core/tree/text-edit.ts';
import { importEdit, linesBefore } from '../../host/code/insert-code.ts';
import { wrapImports } from '../../host/code/wrap-imports.ts';
import type { Layout } from '../../host/layout.ts';
import { lineWidthOf } from '../../host/line-width.ts';
import { ported } from '../../host/port.ts';
import { specifier, templateText } from '../code-files.ts';
import { type Staging, stageEdit } from '../staging.ts';

/** A handler, and the module beside it that reads a trigger's event. */
export interface Wiring {
  readonly handler: ProjectPath;
  readonly event: ProjectPath;
  readonly layout: Layout;
  /** The folder of the trigger's code within templates. */
  readonly template: string;
}

/** The code that reads the event in a handler: its imports, and the lines of the function. */
interface WiringCode {
  readonly imports: string;
  readonly block: string;
}

const IMPORT = /^(?:import|const) .*__event__.*$/m;

/** The lines of the function, indented by one level. */
const BLOCK = /^(?:export )?async function handle\(.*\{\r?\n([\s\S]*?\n)\}/m;

function codeOf(staging: Staging, { handler, event, layout, template }: Wiring): WiringCode {
  const text = templateText(staging.context, `${template}/wire.ts`);
  const code = ported(text, layout, staging.context.stripTypes);
  const imports = IMPORT.exec(code)![0].replace(/\r$/, '');
  const line = substitute(imports, { __event__: specifier(handler, event, layout) });
  const width = lineWidthOf(staging.context.disk, handler, staging.tree.read(handler) ?? '');
  return {
    imports: wrapImports(line, width, layout.style),
    block: BLOCK.exec(code)![1]!,
  };
}

const WIRED_IMPORT = /^(?:import|const) \{[^}]*\bis\w+Event\b[^}]*\} (?:from|= require).*\r?\n/gm;
const WIRED_BLOCK = /^([ \t]*)if \(is\w+Event\(event\)\) \{\r?\n[\s\S]*?^\1\}\r?\n/gm;

/** Whether a handler is unchanged since one of its owners created it, except for the events that it reads. */
function isAsMade({ context, tree }: Staging, path: ProjectPath): boolean {
  const { files } = readAnyManifest(context.disk);
  const made = tree.read(path)!.replace(WIRED_IMPORT, '').replace(WIRED_BLOCK, '');
  const owned = Object.values(files).flatMap((each) => each[path] ?? []);
  return owned.some((hash) => context.ports.isAsMade(path, made, hash));
}

/** The last statement of a handler of ours, which takes what no trigger has sent. */
const LAST = /^[ \t]*return work\(parseInput\(event\)\)/m;

/** What reads the event of a trigger, by the kind of event. */
const READS = /^[ \t]*if \(is(\w+)Event\(event\)\)/gm;

/** The order in which a handler tests for events: those of S3 first, because they look like those of any queue. */
const rankOf = (kind = '') => (kind === 'S3' ? '' : kind);

/** Whatever the order in which triggers were added, the handler is the same. */
function editsOf(text: string, { imports, block }: WiringCode): readonly TextEdit[] {
  if (text.includes(imports)) return [];
  const own = rankOf(/if \(is(\w+)Event\(/.exec(block)![1]);
  const next = [...text.matchAll(READS)].find(([, kind]) => rankOf(kind) > own);
  const before = next && new RegExp(`\\bis${next[1]}Event\\b`);
  return [
    importEdit(text, imports, before),
    linesBefore(text, (next ?? LAST.exec(text)!).index, block),
  ];
}

/** The edits that make a handler read the event; undefined where it is not ours, or not as we made it. */
function wiringEdits(staging: Staging, wiring: Wiring): readonly TextEdit[] | undefined {
  const text = staging.tree.read(wiring.handler)!;
  if (!LAST.test(text) || !isAsMade(staging, wiring.handler)) return undefined;
  return editsOf(text, codeOf(staging, wiring));
}

/** A handler that reads the event of a trigger. */
export interface WiredHandler {
  readonly exported: string;
  readonly takesContext: boolean;
}

const SIGNATURE = /(?:const|function) (\w+)(?: = async )?\(event\b(?:: unknown)?(, context\b)?/;

/** Stages that a handler of ours, as we made it, reads the event of a trigger; undefined where it does not. */
export function wireHandler(staging: Staging, wiring: Wiring): WiredHandler | undefined {
  const edits = wiringEdits(staging, wiring);
  if (!edits) return undefined;
  const { handler } = wiring;
  const text = staging.tree.read(handler)!;
  if (edits.length > 0) stageEdit(staging, handler, () => ({ status: 'edited', edits }));
  const [, exported = 'handler', context] = SIGNATURE.exec(text) ?? [];
  return { exported, takesContext: context !== undefined };
}

/** What a handler's author has to fill in; until then, an event counts as failed, and nothing is lost. */
const WORK = `const work = async (_input: unknown): Promise<unknown> => {
  throw new Error('Do the work here');
};
`;

/** The lines that make somebody else's handler read the event, in the order in which they are pasted. */
export function wiringLines(staging: Staging, wiring: Wiring): readonly string[] {
  const { imports, block } = codeOf(staging, wiring);
  const own = block.replace(/work\(parseInput\((.*)\)\)/, 'work($1)');
  const work = ported(WORK, wiring.layout, staging.context.stripTypes);
  return [...imports.split(/\r?\n/), '', ...work.split(/\r?\n/), ...own.trimEnd().split(/\r?\n/)];
}
