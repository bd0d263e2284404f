import { remembered } from '../core/memo.ts';
import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import type { Iac } from '../core/project.ts';
import { quietly } from '../core/quietly.ts';
import type { Base, Disk } from '../core/tree/tree.ts';
import { scriptedApps } from './scripted-apps.ts';

const CDK = projectPath('cdk.json');

/** Programs that run a CDK app of another language than JavaScript. */
const LANGUAGES: readonly (readonly [program: RegExp, language: string])[] = [
  [/^(python[\d.]*|\S+\.py)$/, 'Python'],
  [/^(mvnw?|gradlew?|java|jbang)$/, 'Java'],
  [/^dotnet$/, '.NET'],
  [/^go$/, 'Go'],
];

const isConfig = (path: string) => path === CDK || path.endsWith('/cdk.json');

const isPackage = (path: string) => /(^|\/)package\.json$/.test(path);

/** Whether a file of an app is one of a CDK app; any other is a template. */
export const isCdkApp = (path: string) => isConfig(path) || isPackage(path);

const configured = (config: string) => /"app"\s*:\s*"([^"]*)"/.exec(config)?.[1];

/** The programs that run the app of a folder: what its cdk.json names, or else what scripts of its package.json do. */
export function appsIn(disk: Base, folder: string): readonly string[] {
  const textAt = (name: string) => quietly(disk, projectPath(`${folder}${name}`)) ?? '';
  const app = configured(textAt('cdk.json'));
  return app === undefined ? scriptedApps(textAt('package.json')) : [app];
}

/** Whether a file says that a CDK app is in its folder. */
export const namesApp = (disk: Base, path: ProjectPath): boolean =>
  isConfig(path) || (isPackage(path) && scriptedApps(quietly(disk, path) ?? '').length > 0);

/** The language that a program runs the app in, when it is one of those that are not read here. */
function languageOf(app: string): string | undefined {
  // What runs it may itself be run by something else: `poetry run python app.py`
  const words = app.split(/\s+/).map((word) => word.split('/').at(-1)!);
  return LANGUAGES.find(([program]) => words.some((word) => program.test(word)))?.[1];
}

/** The files that the infrastructure of the chosen app can be in. */
export const infrastructureFiles = (disk: Disk) => disk.list(disk.scope ?? '');

/** The files that name the CDK apps of a project, one for each folder. */
const cdkApps = remembered(
  (disk: Disk) => disk,
  (disk): readonly ProjectPath[] => {
    const files = infrastructureFiles(disk).filter((path) => namesApp(disk, path));
    const configs = new Set(files.filter(isConfig).map(folderOf));
    return files.filter((path) => isConfig(path) || !configs.has(folderOf(path)));
  },
);

/** The language of the project's CDK apps, when none of them is read here. */
export const otherLanguage = remembered(
  (disk: Disk) => disk,
  (disk): string | undefined => {
    const languages = cdkApps(disk).map((path) =>
      languageOf(appsIn(disk, folderOf(path))[0] ?? ''),
    );
    return languages.every((each) => each !== undefined) ? languages[0] : undefined;
  },
);

const couldBeTemplate = (path: string) => /\.(ya?ml|json|template)$/.test(path);

const mentionsLambda = (text: string) =>
  /AWS::(Serverless|Lambda)::Function|AWS::Serverless-2016-10-31/.test(text);

/** What SAM takes for a template by its name is not passed over when it cannot be read. */
const isNamedTemplate = (path: string) => /(^|\/)template\.(ya?ml|json)$/.test(path);

const textOf = (disk: Disk, path: ProjectPath) =>
  (isNamedTemplate(path) ? disk.read(path) : quietly(disk, path)) ?? '';

/** Every file that holds a SAM or CloudFormation template with functions in it; none is parsed. */
export const templatePaths = (disk: Disk) =>
  infrastructureFiles(disk).filter(
    (path) => couldBeTemplate(path) && mentionsLambda(textOf(disk, path)),
  );

/** Every file that names a CDK app, then every template with functions. */
export const appPaths = (disk: Disk): readonly ProjectPath[] => [
  ...cdkApps(disk),
  ...templatePaths(disk),
];

const isTest = (path: string) => /(^|\/)(tests?|__tests__|specs?|fixtures|e2e)\//.test(path);

/** One app of each folder, without those in the folder of another and those of tests. */
export function outermost(apps: readonly ProjectPath[]): readonly ProjectPath[] {
  const folders = new Map(
    apps.filter((path) => !isTest(path)).map((path) => [folderOf(path), path]),
  );
  const isWithin = (folder: string) => (other: string) =>
    other !== folder && folder.startsWith(other);
  return [...folders]
    .filter(([folder]) => ![...folders.keys()].some(isWithin(folder)))
    .map(([, path]) => path);
}

const depthOf = (paths: readonly ProjectPath[]) =>
  Math.min(...paths.map((path) => path.split('/').length));

/**
 * The forms of infrastructure that a project has, the one that is meant unless a flag says otherwise first: that of the
 * outer app or template.
 */
export function forms(disk: Disk): readonly Iac[] {
  const [apps, templates] = [cdkApps(disk), templatePaths(disk)];
  const found: Iac[] = [
    ...(apps.length > 0 ? (['cdk'] as const) : []),
    ...(templates.length > 0 ? (['sam'] as const) : []),
  ];
  const isTemplate = otherLanguage(disk) !== undefined || depthOf(templates) < depthOf(apps);
  return isTemplate ? found.reverse() : found;
}
