import { installCommand, scriptCommand } from '../../core/commands.ts';
import { refusal } from '../../core/errors.ts';
import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { foundPackages } from '../../core/packages.ts';
import { folderOf, projectPath } from '../../core/paths.ts';
import { quietly } from '../../core/quietly.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { editCdkStatements } from '../../editors/cdk/statements.ts';
import { hostPackage, upward } from '../../host/host.ts';
import type { ExtendPlan, Kit, PatternKit } from '../../host/kit.ts';
import { lineWidthOf } from '../../host/line-width.ts';
import { refuseOldPackages } from '../../host/versions.ts';
import { type FoundModule, mainStack } from '../../infrastructure/cdk/modules.ts';
import { specifierTo } from '../code-files.ts';
import { edited, newStaging, type Staging, stageEdited } from '../staging.ts';
import { constructFiles, packagesOf } from './construct-home.ts';
import { type Home, homeOf, inHome, pascalOf } from './home.ts';
import { homeReadme } from './home-readme.ts';
import { withDeclarations } from './leave-out.ts';
import { planHome, standingPattern } from './plan-home.ts';
import { projectFiles } from './project-home.ts';

/** The folder that a CDK app is run in: the nearest around a module that has a cdk.json. */
const appFolder = (disk: Disk, { path }: FoundModule) =>
  upward(folderOf(path)).find((at) => disk.read(projectPath(`${at}cdk.json`)) !== undefined) ?? '';

/** How the host's modules name each other: as those that stand do, or else as Node needs it. */
function importEndingIn(disk: Disk, folder: string, { text }: FoundModule): string {
  const modules = disk.list().filter((path) => path.startsWith(folder) && /\.[cm]?ts$/.test(path));
  const texts = [text, ...modules.map((path) => quietly(disk, path) ?? '')];
  const found = texts
    .map((each) => /from\s+['"]\.{1,2}\/[^'"]*?(\.[cm]?[jt]s)?['"]/.exec(each))
    .find(Boolean);
  if (found) return found[1] ?? '';
  return hostPackage(disk, folder).json.type === 'module' ? '.js' : '';
}

function refuseJavaScript({ path }: FoundModule, { construct, folder }: Home): void {
  if (/\.[cm]?ts$/.test(path)) return;
  throw refusal(`${path} is JavaScript, and the construct ${construct?.className} is TypeScript`, {
    at: { path },
    hint: `A pattern comes into CDK apps in TypeScript. Beside this one: create-lambda-app ${folder}`,
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
  readonly home: Home;
  readonly module: FoundModule;
  readonly stack: string;
  /** Where cdk.json is. */
  readonly folder: string;
  readonly importEnding: string;
}

function stageStack(staging: Staging, { home, module, stack, importEnding }: App): void {
  const { className } = home.construct!;
  const file = inHome(home, `infra/${home.construct!.module.replace('./', '')}`);
  const snippet = snippetOf(
    className,
    specifierTo(module.path, file, importEnding),
    pascalOf(home),
  );
  const lineWidth = lineWidthOf(staging.kit.disk, module.path, module.text);
  const op = { snippet, behind: { stack }, lineWidth };
  const before = { text: module.text, inserted: [] };
  const edit = (text: string) => editCdkStatements(text, op);
  stageEdited(staging, module.path, edited(module.path, before, edit));
}

function stagePackages(staging: Staging, { home, folder }: App): void {
  const host = hostPackage(staging.kit.disk, folder);
  const { path } = host;
  const additions = packagesOf(home, folder.slice(folderOf(path).length).replace(/\/$/, ''));
  refuseOldPackages(staging.kit.disk, host, additions);
  const { packageJson } = staging.kit.workshop.editors;
  const before = { text: staging.tree.read(path)!, inserted: [] };
  stageEdited(
    staging,
    path,
    edited(path, before, (text) => packageJson(text, additions)),
  );
  const own = staging.records.get(path) ?? [];
  staging.records.set(path, [...own, ...foundPackages(additions, own)]);
}

function planConstruct(kit: PatternKit, app: App): ExtendPlan {
  const { home, module, stack } = app;
  const staging = newStaging(kit);
  refuseJavaScript(module, home);
  stageStack(staging, app);
  stagePackages(staging, app);
  const files = new Map([
    ...withDeclarations(kit.disk, home, constructFiles(home, app.importEnding)),
    ['README.md', homeReadme(kit.create, home, module.path)] as const,
  ]);
  const { packageManager } = home.project;
  const run = `${installCommand(packageManager)} && ${scriptCommand(packageManager, `check:${home.instance.name}`)}`;
  return planHome(staging, home, files, {
    inferred: [`stack     ${stack} (${module.path})`, `pattern   ${home.folder}`],
    nextSteps: [
      `${run}    # add the second to what your CI runs`,
      'npx cdk diff    # what comes, before you deploy it',
    ],
  });
}

/** Plans a pattern for a CDK app that somebody else wrote: a folder, and a construct of it in a stack. */
export function planCdkPattern(
  kit: PatternKit,
  request: InstanceRequest,
  wanted?: string,
): ExtendPlan {
  const { module, stack } = mainStack(kit.disk, wanted);
  const folder = appFolder(kit.disk, module);
  const home = homeOf(kit.create, kit.disk, 'cdk', folder, request);
  const standing = standingPattern(kit, home);
  if (standing) return standing;
  if (home.construct?.app) return planBeside(kit, home);
  const importEnding = importEndingIn(kit.disk, folder, module);
  return planConstruct(kit, { home, module, stack, folder, importEnding });
}

/** A pattern with stacks of its own is an app of its own. */
function planBeside(kit: Kit, home: Home): ExtendPlan {
  const { packageManager } = home.project;
  return planHome(newStaging(kit), home, projectFiles(kit, home), {
    inferred: [`pattern   ${home.folder}, an app of its own: it has stacks of its own`],
    nextSteps: [
      `cd ${home.folder} && ${installCommand(packageManager)} && ${scriptCommand(packageManager, 'check')}`,
    ],
  });
}
