import { refusal } from '../../core/errors.ts';
import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { foundPackages } from '../../core/packages.ts';
import { folderOf, isTyped } from '../../core/paths.ts';
import { quietly } from '../../core/quietly.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { editCdkStatements } from '../../editors/cdk/statements.ts';
import type { ExtendContext, ExtendPlan, PatternContext } from '../../host/context.ts';
import { hostPackage } from '../../host/host.ts';
import { lineWidthOf } from '../../host/line-width.ts';
import { refuseOldPackages } from '../../host/versions.ts';
import { appFolder } from '../../infrastructure/cdk/app-folder.ts';
import type { FoundModule } from '../../infrastructure/cdk/modules.ts';
import { mainStack } from '../../infrastructure/cdk/stacks.ts';
import { specifierTo } from '../code-files.ts';
import { constructSteps } from '../next-steps.ts';
import { newStaging, type Staging, stageEdit } from '../staging.ts';
import { constructFiles, packagesOf } from './construct-subproject.ts';
import { withDeclarations } from './leave-out.ts';
import { existingPattern, planSubproject } from './plan-subproject.ts';
import { projectFiles } from './project-subproject.ts';
import { inSubproject, pascalOf, type Subproject, subprojectOf } from './subproject.ts';
import { subprojectReadme } from './subproject-readme.ts';
import { joinWorkspace } from './workspace.ts';

/** How the host's modules import each other: as the existing ones do, or else as Node needs it. */
function importEndingIn(disk: Disk, folder: string, { text }: FoundModule): string {
  const modules = disk.list().filter((path) => path.startsWith(folder) && isTyped(path));
  const texts = [text, ...modules.map((path) => quietly(disk, path) ?? '')];
  const found = texts
    .map((each) => /from\s+['"]\.{1,2}\/[^'"]*?(\.[cm]?[jt]s)?['"]/.exec(each))
    .find(Boolean);
  if (found) return found[1] ?? '';
  return hostPackage(disk, folder).json.type === 'module' ? '.js' : '';
}

function refuseJavaScript({ path }: FoundModule, { construct, folder }: Subproject): void {
  if (isTyped(path)) return;
  throw refusal(`${path} is JavaScript, and the construct ${construct?.className} is TypeScript`, {
    at: { path },
    hint: `Patterns can be added to CDK apps in TypeScript only. To create a project beside this one: create-lambda-app ${folder}`,
  });
}

const snippetOf = (
  name: string,
  module: string,
  id: string,
) => `import type { Construct } from 'constructs';
import { ${name} } from '${module}';

export function add(scope: Construct) {
  new ${name}(scope, '${id}');
}
`;

interface App {
  readonly subproject: Subproject;
  readonly module: FoundModule;
  readonly stack: string;
  /** Where cdk.json is. */
  readonly folder: string;
  readonly importEnding: string;
}

function stageStack(staging: Staging, { subproject, module, stack, importEnding }: App): void {
  const { className } = subproject.construct!;
  const file = inSubproject(subproject, `infra/${subproject.construct!.module.replace('./', '')}`);
  const snippet = snippetOf(
    className,
    specifierTo(module.path, file, importEnding),
    pascalOf(subproject),
  );
  const lineWidth = lineWidthOf(staging.context.disk, module.path, module.text);
  const op = { snippet, behind: { stack }, lineWidth };
  stageEdit(staging, module.path, (text) => editCdkStatements(text, op));
}

function stagePackages(staging: Staging, { subproject, folder }: App): void {
  const host = hostPackage(staging.context.disk, folder);
  const { path } = host;
  const additions = packagesOf(subproject, folder.slice(folderOf(path).length).replace(/\/$/, ''));
  refuseOldPackages(staging.context.disk, host, additions);
  const { packageJson } = staging.context.ports.editors;
  stageEdit(staging, path, (text) => packageJson(text, additions));
  const own = staging.records.get(path) ?? [];
  staging.records.set(path, [...own, ...foundPackages(additions, own)]);
}

function planConstruct(context: PatternContext, app: App): ExtendPlan {
  const { subproject, module, stack } = app;
  const staging = newStaging(context);
  refuseJavaScript(module, subproject);
  stageStack(staging, app);
  stagePackages(staging, app);
  const files = new Map([
    ...withDeclarations(context.disk, subproject, constructFiles(subproject, app.importEnding)),
    ['README.md', subprojectReadme(context.create, subproject, module.path)] as const,
  ]);
  const { packageManager } = subproject.project;
  return planSubproject(staging, subproject, files, {
    inferred: [`stack     ${stack} (${module.path})`, `pattern   ${subproject.folder}`],
    nextSteps: constructSteps(subproject.instance.name, packageManager),
  });
}

/** Plans a pattern for a CDK app that somebody else wrote: a folder, and a construct of it in a stack. */
export function planCdkPattern(
  context: PatternContext,
  request: InstanceRequest,
  wanted?: string,
): ExtendPlan {
  const { module, stack } = mainStack(context.disk, wanted);
  const folder = appFolder(context.disk, module.path);
  const subproject = subprojectOf(context.create, context.disk, 'cdk', folder, request);
  const existing = existingPattern(context, subproject);
  if (existing) return existing;
  if (subproject.construct?.app) return planBeside(context, subproject);
  const importEnding = importEndingIn(context.disk, folder, module);
  return planConstruct(context, { subproject, module, stack, folder, importEnding });
}

/** A pattern with stacks of its own is an app of its own. */
function planBeside(context: ExtendContext, subproject: Subproject): ExtendPlan {
  const staging = newStaging(context);
  return planSubproject(staging, subproject, projectFiles(context, subproject), {
    inferred: [`pattern   ${subproject.folder}, an app of its own, with its own stacks`],
    nextSteps: joinWorkspace(staging, subproject),
  });
}
