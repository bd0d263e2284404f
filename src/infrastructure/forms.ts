import { remembered } from '../core/memo.ts';
import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import type { Iac } from '../core/project.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';

const CDK = projectPath('cdk.json');

/** Programs that run a CDK app of another language than JavaScript. */
const LANGUAGES: readonly (readonly [program: RegExp, language: string])[] = [
  [/^(python[\d.]*|\S+\.py)$/, 'Python'],
  [/^(mvnw?|gradlew?|java|jbang)$/, 'Java'],
  [/^dotnet$/, '.NET'],
  [/^go$/, 'Go'],
];

const isApp = (path: string) => path === CDK || path.endsWith('/cdk.json');

/** The language that a cdk.json runs the app in, when it is one of those that are not read here. */
function languageOf(config: string): string | undefined {
  const app = /"app"\s*:\s*"([^"]*)"/.exec(config)?.[1] ?? '';
  // What runs it may itself be run by something else: `poetry run python app.py`
  const words = app.split(/\s+/).map((word) => word.split('/').at(-1)!);
  return LANGUAGES.find(([program]) => words.some((word) => program.test(word)))?.[1];
}

/** The files that the infrastructure of the chosen app can be in. */
export const infrastructureFiles = (disk: Disk) => disk.list(disk.scope ?? '');

/** The language of the project's CDK apps, when none of them is read here. */
export const otherLanguage = remembered(
  (disk: Disk) => disk,
  (disk): string | undefined => {
    const languages = infrastructureFiles(disk)
      .filter(isApp)
      .map((path) => languageOf(quietly(disk, path) ?? ''));
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

/** Every cdk.json and template with functions, the cdk.json first. */
export const appPaths = (disk: Disk): readonly ProjectPath[] => [
  ...infrastructureFiles(disk).filter(isApp),
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

/** The forms of infrastructure that a project has, the one that is meant unless a flag says otherwise first. */
export function forms(disk: Disk): readonly Iac[] {
  const isCdk = infrastructureFiles(disk).some(isApp);
  const hasTemplates = templatePaths(disk).length > 0;
  const found: Iac[] = [
    ...(isCdk ? (['cdk'] as const) : []),
    ...(hasTemplates ? (['sam'] as const) : []),
  ];
  return isCdk && hasTemplates && otherLanguage(disk) ? found.reverse() : found;
}
