import type { ts } from 'ts-morph';
import type { Binding, Export, Imported, ImportForm } from '../syntax/imports.ts';
import { isShadowed, numbered } from '../syntax/names.ts';
import type { CdkSource } from '../syntax/source.ts';
import { type ImportKind, importStyle, ROOT } from './import-style.ts';
import { key } from './render.ts';
import type { Snippet } from './snippet.ts';

/** A name to import: `*` for the whole module. */
export interface NewImport extends Export {
  readonly local: string;
  /** The module that the snippet has it from. */
  readonly of: string;
  /** The import of that module to merge it into; without one, it gets a declaration of its own. */
  readonly into?: Imported;
}

/** How a file writes the exports that a snippet uses, and what it has to import for that. */
export interface Spelling {
  readonly exports: ReadonlyMap<string, string>;
  readonly added: readonly NewImport[];
  readonly form: ImportForm;
}

interface Host {
  readonly source: CdkSource;
  readonly imports: readonly Imported[];
  /** Where the statements come. */
  readonly block: ts.Node;
  /** Names that mean something in the file. */
  readonly taken: Set<string>;
}

const SUBMODULE = /^aws-cdk-lib\/(aws-[\w-]+)$/;
const barrel = (module: string) => SUBMODULE.exec(module)?.[1]?.replaceAll('-', '_');
const pascal = (module: string) =>
  (module.split('/').at(-1) ?? '')
    .replace(/^aws-|-lib$|\.\w+$/g, '')
    .replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

/** What the root exports itself, `core` does as well. */
const homesOf = (module: string) => (module === ROOT ? [ROOT, `${ROOT}/core`] : [module]);

/** Finds how an export can be written with the existing imports. */
function importedAs(bindings: readonly Binding[], { module, name }: Export): string | undefined {
  const of = (from: string, each: string) =>
    bindings.find((binding) => homesOf(from).includes(binding.module) && binding.name === each)
      ?.local;
  const direct = of(module, name);
  if (direct) return direct;
  const whole = of(module, '*') ?? (barrel(module) && of(ROOT, barrel(module)!));
  return whole && `${whole}.${name}`;
}

/** A free name for an import: its own, or one made of its module's. */
function freeName({ taken }: Host, wanted: string, module: string): string {
  const isFree = !taken.has(wanted);
  const isClass = /^[A-Z]/.test(wanted);
  const second = isClass ? pascal(module) + wanted : `aws${pascal(wanted)}`;
  return numbered(isFree ? wanted : second, taken);
}

const namesModules = ({ bindings }: Imported) =>
  bindings.some(({ name }) => name.startsWith('aws_'));

/** The list of a module's imports that takes a name: of several, one that has names of its kind. */
function listOf({ imports }: Host, module: string, isModule = false): Imported | undefined {
  const lists = imports.filter(
    (each) => each.module === module && (each.list?.elements.length ?? 0) > 0,
  );
  return lists.find((each) => namesModules(each) === isModule) ?? lists[0];
}

/** The import that makes an export usable, in the way of the file. */
function newImport(host: Host, snippet: Snippet, kind: ImportKind, of: Export): NewImport {
  const { module, name } = of;
  const own = snippet.imports.find((each) => each.module === module);
  const alias = own?.bindings.find((each) => each.name === '*')?.local;
  const into = homesOf(module)
    .map((each) => listOf(host, each))
    .find(Boolean);
  if (into || !alias || kind === 'named') {
    const local = freeName(host, name, module);
    return { module: into?.module ?? module, name, local, of: module, ...(into && { into }) };
  }
  const root = listOf(host, ROOT, true);
  if (kind === 'barrel' && root && barrel(module))
    return {
      module: ROOT,
      name: barrel(module)!,
      local: freeName(host, alias, module),
      of: module,
      into: root,
    };
  return { module, name: '*', local: freeName(host, alias, module), of: module };
}

const inline = (bindings: readonly Binding[], { module, name }: Export) => {
  const root = bindings.find((each) => each.module === ROOT && each.name === '*');
  return root && barrel(module) && `${root.local}.${barrel(module)}.${name}`;
};

/** Plans how the snippet's exports are written in a file. */
export function spell(host: Host, snippet: Snippet): Spelling {
  const { kind, form } = importStyle(host.source, host.imports);
  const bindings = host.imports
    .flatMap((each) => each.bindings)
    .filter(({ isType, local }) => !isType && !isShadowed(local, host.block));
  const exports = new Map<string, string>();
  const added: NewImport[] = [];
  for (const { of } of snippet.uses) {
    if (exports.has(key(of))) continue;
    const known = () =>
      importedAs([...bindings, ...added.map((each) => ({ ...each, isType: false }))], of);
    const text = known() ?? (kind === 'inline' ? inline(bindings, of) : undefined);
    if (!text) added.push(newImport(host, snippet, kind, of));
    exports.set(key(of), text ?? known()!);
  }
  const order = snippet.imports.map(({ module }) => module);
  const sorted = added.toSorted((a, b) => order.indexOf(a.of) - order.indexOf(b.of));
  return { exports, added: sorted, form };
}
