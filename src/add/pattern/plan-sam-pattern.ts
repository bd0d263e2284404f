import { stringify } from 'yaml';
import { installCommand, scriptCommand } from '../../core/commands.ts';
import { refusal } from '../../core/errors.ts';
import { substitute } from '../../core/fold/render.ts';
import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { folderOf, projectPath } from '../../core/paths.ts';
import { allowNested, NESTED } from '../../editors/sam/samconfig.ts';
import type { ExtendPlan, PatternKit } from '../../host/kit.ts';
import type { FoundTemplate } from '../../infrastructure/sam/templates.ts';
import { templateText } from '../code-files.ts';
import { edited, newStaging, type Staging, stageEdited } from '../staging.ts';
import { type Home, homeOf, pascalOf } from './home.ts';
import { planHome, standingPattern } from './plan-home.ts';
import { projectFiles } from './project-home.ts';

/** The nested application; its parameters keep their defaults. */
const fragmentOf = (home: Home, id: string) =>
  stringify({
    Resources: {
      [id]: {
        Type: 'AWS::Serverless::Application',
        Properties: { Location: `${home.instance.name}/template.yaml` },
      },
    },
  });

function refusePlain({ path, survey }: FoundTemplate, fragment: string): void {
  if (survey.isServerless) return;
  throw refusal(`${path} is plain CloudFormation, and a pattern is a nested SAM application`, {
    at: { path },
    hint: 'Add the transform first: Transform: AWS::Serverless-2016-10-31',
    paste: fragment,
  });
}

function freeId({ survey }: FoundTemplate, wanted: string): string {
  for (let i = 1; ; i++) {
    const id = i === 1 ? wanted : `${wanted}${i}`;
    if (!survey.ids.has(id)) return id;
  }
}

/** What another nested application has let samconfig.toml say. */
const NEEDED = { at: ['capabilities', '', NESTED], isFound: true };

/** Answers whether every environment of a samconfig.toml may deploy it from now on. */
function attach(staging: Staging, template: FoundTemplate, home: Home, id: string): boolean {
  const fragment = fragmentOf(home, id);
  refusePlain(template, fragment);
  const { sam } = staging.kit.workshop.editors;
  const before = { text: template.text, inserted: [] };
  stageEdited(
    staging,
    template.path,
    edited(template.path, before, (text) => sam(text, fragment)),
  );
  const path = projectPath(`${folderOf(template.path)}samconfig.toml`);
  const text = staging.tree.read(path) ?? '';
  const edit = allowNested(text);
  if (edit)
    stageEdited(
      staging,
      path,
      edited(path, { text, inserted: [] }, () => edit),
    );
  if (edit?.status === 'present') staging.records.set(path, [NEEDED]);
  return edit !== undefined;
}

/** What the README of a nested application says of that. */
const noteOf = (kit: PatternKit, { path }: FoundTemplate, id: string) =>
  substitute(templateText(kit, 'foreign/nested.md'), { __template__: path, __Id__: id });

/** Plans a pattern for a SAM project that somebody else wrote: a project of its own, nested into the template. */
export function planSamPattern(
  kit: PatternKit,
  template: FoundTemplate,
  request: InstanceRequest,
): ExtendPlan {
  const home = homeOf(kit.create, kit.disk, 'sam', folderOf(template.path), request);
  const standing = standingPattern(kit, home);
  if (standing) return standing;
  const staging = newStaging(kit);
  const isNested = !home.construct?.app;
  const id = freeId(template, pascalOf(home));
  const isAllowed = isNested && attach(staging, template, home, id);
  const note = isNested ? noteOf(kit, template, id) : '';
  return planHome(staging, home, projectFiles(kit, home, note), {
    inferred: [
      ...(isNested ? [`template  ${template.path}`] : []),
      `pattern   ${home.folder}, a project of its own${isNested ? ', nested into the template' : ''}`,
    ],
    nextSteps: [checkStep(home), ...(isNested ? [isAllowed ? DEPLOY : DEPLOY_NESTED] : [])],
  });
}

const checkStep = ({ folder, project: { packageManager } }: Home) =>
  `cd ${folder} && ${installCommand(packageManager)} && ${scriptCommand(packageManager, 'check')}`;

const DEPLOY = 'sam build && sam deploy';
const DEPLOY_NESTED = `${DEPLOY} --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND`;
