import { stringify } from 'yaml';
import { refusal } from '../../core/errors.ts';
import { substitute } from '../../core/fold/render.ts';
import type { InstanceRequest } from '../../core/fold/resolve.ts';
import { folderOf, projectPath } from '../../core/paths.ts';
import { allowNested, NESTED } from '../../editors/sam/samconfig/samconfig.ts';
import type { ExtendPlan, PatternContext } from '../../host/context.ts';
import { type FoundTemplate, refuseFull } from '../../infrastructure/sam/templates.ts';
import { templateText } from '../code-files.ts';
import { deployStep } from '../next-steps.ts';
import { newStaging, type Staging, stageEdit } from '../staging.ts';
import { existingPattern, planSubproject } from './plan-subproject.ts';
import { projectFiles } from './project-subproject.ts';
import { pascalOf, type Subproject, subprojectOf } from './subproject.ts';
import { joinWorkspace } from './workspace.ts';

/** The nested application; its parameters keep their defaults. */
const fragmentOf = (subproject: Subproject, id: string) =>
  stringify({
    Resources: {
      [id]: {
        Type: 'AWS::Serverless::Application',
        Properties: { Location: `${subproject.instance.name}/template.yaml` },
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

/** A capability in samconfig.toml that another nested application has brought: recorded as found. */
const NEEDED = { at: ['capabilities', '', NESTED], isFound: true };

/** Answers whether every environment of a samconfig.toml may deploy it from now on. */
function attach(
  staging: Staging,
  template: FoundTemplate,
  subproject: Subproject,
  id: string,
): boolean {
  const fragment = fragmentOf(subproject, id);
  refusePlain(template, fragment);
  const { sam } = staging.context.ports.editors;
  stageEdit(staging, template.path, (text) => sam(text, fragment));
  refuseFull(template.path, staging.tree.read(template.path)!);
  const path = projectPath(`${folderOf(template.path)}samconfig.toml`);
  const edit = allowNested(staging.tree.read(path) ?? '');
  if (edit) stageEdit(staging, path, () => edit);
  if (edit?.status === 'present') staging.records.set(path, [NEEDED]);
  return edit !== undefined;
}

/** What the README of a nested application says of that. */
const noteOf = (context: PatternContext, { path }: FoundTemplate, id: string) =>
  substitute(templateText(context, 'foreign/nested.md'), { __template__: path, __Id__: id });

/** Plans a pattern for a SAM project that somebody else wrote: a project of its own, nested into the template. */
export function planSamPattern(
  context: PatternContext,
  template: FoundTemplate,
  request: InstanceRequest,
): ExtendPlan {
  const subproject = subprojectOf(
    context.create,
    context.disk,
    'sam',
    folderOf(template.path),
    request,
  );
  const existing = existingPattern(context, subproject);
  if (existing) return existing;
  const staging = newStaging(context);
  const isNested = !subproject.construct?.app;
  const id = freeId(template, pascalOf(subproject));
  const isAllowed = isNested && attach(staging, template, subproject, id);
  const note = isNested ? noteOf(context, template, id) : '';
  return planSubproject(staging, subproject, projectFiles(context, subproject, note), {
    inferred: [
      ...(isNested ? [`template  ${template.path}`] : []),
      `pattern   ${subproject.folder}, a project of its own${isNested ? ', nested into the template' : ''}`,
    ],
    nextSteps: [
      ...joinWorkspace(staging, subproject),
      ...(isNested ? [deployStep(isAllowed)] : []),
    ],
  });
}
