import type { Imported, ImportForm } from '../syntax/imports.ts';
import { type CdkSource, namesIn } from '../syntax/source.ts';

/**
 * How a file imports the modules of the library: whole, by name, as `aws_sqs` of the root's names, or not at all
 * (`cdk.aws_sqs.Queue`).
 */
export type ImportKind = 'namespace' | 'named' | 'barrel' | 'inline';

export const ROOT = 'aws-cdk-lib';

const isLibrary = ({ module }: Imported) => /^(aws-cdk-lib|@aws-cdk)(\/|$)/.test(module);
const hasValues = ({ bindings }: Imported) => bindings.some(({ isType }) => !isType);

function kindsOf({ module, list, bindings }: Imported): readonly ImportKind[] {
  if (module !== ROOT) return [list ? 'named' : 'namespace'];
  return bindings.filter(({ name }) => name.startsWith('aws_')).map(() => 'barrel');
}

/** The kind most imports have; of two, the one that comes later in the file. */
function mostOf(kinds: readonly ImportKind[]): ImportKind | undefined {
  const count = (kind: ImportKind) => kinds.filter((each) => each === kind).length;
  return kinds
    .toReversed()
    .reduce<ImportKind | undefined>(
      (most, each) => (most && count(most) >= count(each) ? most : each),
      undefined,
    );
}

const isInline = ({ nodes }: CdkSource, root: string) =>
  nodes.some((node) => {
    const names = namesIn(node);
    return names?.[0] === root && names[1]?.startsWith('aws_');
  });

/** How the imports of a file are written, by what most of them are. */
export function importStyle(source: CdkSource, imports: readonly Imported[]) {
  const library = imports.filter((each) => isLibrary(each) && hasValues(each));
  const form: ImportForm = (library.at(-1) ?? imports.at(-1))?.form ?? 'import';
  const root = library.find(({ module }) => module === ROOT);
  const whole = root?.bindings.find(({ name }) => name === '*')?.local;
  const voted = mostOf(library.flatMap(kindsOf));
  const kind =
    voted ?? (whole && isInline(source, whole) ? 'inline' : whole ? 'namespace' : 'named');
  return {
    form,
    kind: form === 'import-require' && kind === 'named' ? 'namespace' : kind,
  } as const;
}
