import { execCommand, installCommand, scriptCommand } from '../core/commands.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { PackageManager } from '../core/project.ts';

/** Behind a new function: what invokes it. */
export const addTriggerStep = (name: string) =>
  `lambda-gen add trigger ${name} <type>    # what invokes it: lambda-gen list triggers`;

/** Behind a new pattern that is a project of its own in a folder. */
export const checkFolderStep = (folder: string, manager: PackageManager) =>
  `cd ${folder} && ${installCommand(manager)} && ${scriptCommand(manager, 'check')}`;

/** The same, where the package is one of a workspace: that is installed in its root, which may be the folder of the command. */
export const checkMemberStep = (root: string, folder: string, manager: PackageManager) => {
  const install = `${root && `cd ${root} && `}${installCommand(manager)}`;
  return `${install} && cd ${folder.slice(root.length)} && ${scriptCommand(manager, 'check')}`;
};

/** What nothing inserts into a pnpm-workspace.yaml; `isListed` says that its patterns match the folder already. */
export const pnpmWorkspaceStep = (path: string, folder: string, isListed: boolean) =>
  `add to ${path}: ${isListed ? '' : `"${folder}" to packages, and `}classic-level and esbuild to allowBuilds, both false: they work without their install scripts`;

/** Behind a construct in somebody's CDK app. */
export const constructSteps = (name: string, manager: PackageManager): readonly string[] => [
  `${installCommand(manager)} && ${scriptCommand(manager, `check:${name}`)}    # add the second to what your CI runs`,
  `${execCommand(manager)} cdk diff    # what a deployment would change`,
];

const DEPLOY = 'sam build && sam deploy';

/** Behind a nested SAM application, unless samconfig.toml allows what it needs. */
export const deployStep = (isAllowed: boolean) =>
  isAllowed ? DEPLOY : `${DEPLOY} --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND`;

/** Behind a module that `files` of a package.json does not list. */
export const packStep = (file: string, packageJson: ProjectPath) =>
  `add "${file}" to files in ${packageJson}: sam build packs nothing else`;

export const ALARM_ACTION_STEP =
  'give the new alarms an action, such as an SNS topic: without one they notify nobody';

/** Behind a trigger whose handler is somebody else's; the lines to paste follow. */
export const readEventStep = (parser: string, event: ProjectPath, handler: ProjectPath) =>
  `read the event with ${parser} (${event}): paste into ${handler}`;

/** Behind a trigger of a function in another language; `failed` is the field of a record that says which one failed. */
export const handleEventStep = (events: string, failed: string | undefined) =>
  `handle the event in the function's code: ${events} has samples${failed === undefined ? '' : `; return {"batchItemFailures": [{"itemIdentifier": <${failed}>}]} for the records that failed`}`;

export const excludeStep = (tsconfig: string, folder: string) =>
  `add "exclude" to ${tsconfig}, with "${folder}" and with what the files that it extends exclude: they could not be read`;

export const runnerStep = (runner: string, remedy: string, folder: string) =>
  `add ${remedy} to the configuration of ${runner}: it would run the tests of ${folder} too`;

export const projenStep = (path: string) =>
  `${path} is written by projen: make the same change in .projenrc`;
