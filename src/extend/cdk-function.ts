import type { Name } from '../core/names.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree.ts';
import type { CdkFunction } from '../editors/cdk-survey.ts';
import type { FoundModule } from './cdk-modules.ts';
import { cdkHandler } from './cdk-target.ts';
import { folderOf } from './layout.ts';
import { moduleBeside } from './module-name.ts';
import type { FunctionRequest } from './plan-function.ts';

/** A new function of a stack: its statements as a module, and where its handler goes. */
export interface PlacedInStack {
  readonly snippet: string;
  readonly file: ProjectPath;
  readonly exported: string;
  /** The handler that it is written after. */
  readonly sibling: ProjectPath | undefined;
}

interface Sibling {
  readonly fn: CdkFunction;
  readonly file: ProjectPath;
}

/** The last function of the stack whose handler stands here as JavaScript or TypeScript. */
function siblingIn(disk: Disk, module: FoundModule, stack: string): Sibling | undefined {
  const own = module.survey.functions.filter(({ owner }) => owner === stack);
  const all = own.length > 0 ? own : module.survey.functions;
  for (const fn of [...all].reverse()) {
    const file = cdkHandler(disk, { module, fn, names: [], shown: '' });
    if (file) return { fn, file };
  }
  return undefined;
}

const RUNTIME = 'nodejs22.x';

const runtimeOf = (runtime: string = RUNTIME) =>
  `lambda.Runtime.${(runtime.startsWith('nodejs') ? runtime : RUNTIME).toUpperCase().replace('NODEJS', 'NODEJS_').replaceAll('.', '_')}`;

const sizeLines = ({ memory, timeout, description }: FunctionRequest) => [
  ...(description ? [`description: '${description.replace(/[\\']/g, '\\$&')}',`] : []),
  ...(memory ? [`memorySize: ${memory},`] : []),
  ...(timeout ? [`timeout: cdk.Duration.seconds(${timeout}),`] : []),
];

const moduleText = (
  className: string,
  lines: readonly string[],
) => `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export function add(scope: Construct) {
  new ${className}(scope, '__Name__', {
${lines.map((line) => `    ${line}`).join('\n')}
  });
}
`;

const withoutEnding = (path: string) => path.replace(/\.\w+$/, '');

/** Code that a construct bundles: named by its file. */
function bundled(
  file: ProjectPath,
  runtime: string | undefined,
  exported: string,
  request: FunctionRequest,
) {
  const handler = exported === 'handler' ? [] : [`handler: '${exported}',`];
  const lines = [`runtime: ${runtimeOf(runtime)},`, `entry: '${file}',`, ...handler];
  return moduleText('nodejs.NodejsFunction', [...lines, ...sizeLines(request)]);
}

/** Code that runs as it stands: named by its folder, and the module in it. */
function plain(
  folder: string,
  module: string,
  exported: string,
  runtime: string | undefined,
  request: FunctionRequest,
) {
  return moduleText('lambda.Function', [
    `runtime: ${runtimeOf(runtime)},`,
    `handler: '${module}.${exported}',`,
    `code: lambda.Code.fromAsset('${folder}'),`,
    ...sizeLines(request),
  ]);
}

function besideSibling({ fn, file }: Sibling, name: Name, request: FunctionRequest): PlacedInStack {
  const ending = file.slice(withoutEnding(file).length);
  const path = projectPath(moduleBeside(withoutEnding(file), name) + ending);
  const [, module = '', exported = 'handler'] =
    /^(?:(.*)\.)?([\w$]+)$/.exec(fn.handler ?? '') ?? [];
  if (!fn.code)
    return {
      snippet: bundled(path, fn.runtime, exported, request),
      file: path,
      exported,
      sibling: file,
    };
  // Each function's code folder is its own when the new handler is not in the sibling's
  const shared = withoutEnding(file).slice(0, -module.length);
  const isShared = shared === '' || path.startsWith(shared);
  const folder = isShared ? shared : withoutEnding(path).slice(0, -module.length);
  const own = withoutEnding(path).slice(folder.length);
  const asset = folder.replace(/\/$/, '') || '.';
  const snippet = plain(asset, own, exported, fn.runtime, request);
  return { snippet, file: path, exported, sibling: file };
}

const FOLDERS = ['lambda', 'lambdas', 'functions', 'handlers', 'src'];

/** Where handlers could stand, in a project that has none yet. */
function freshFile(disk: Disk, { path }: FoundModule, name: Name): ProjectPath {
  const has = (folder: string) => disk.list().some((each) => each.startsWith(`${folder}/`));
  const folder = FOLDERS.find((each) => has(each) && !folderOf(path).startsWith(each)) ?? 'lambda';
  return projectPath(`${folder}/${name.kebab}.${/\.[cm]?ts$/.test(path) ? 'ts' : 'js'}`);
}

/** A new function of a stack, written as its siblings are. */
export function placeInStack(
  disk: Disk,
  module: FoundModule,
  stack: string,
  name: Name,
  request: FunctionRequest,
): PlacedInStack {
  const sibling = siblingIn(disk, module, stack);
  if (sibling) return besideSibling(sibling, name, request);
  const file = freshFile(disk, module, name);
  const snippet = bundled(file, undefined, 'handler', request);
  return { snippet, file, exported: 'handler', sibling: undefined };
}
