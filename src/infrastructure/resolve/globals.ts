import { isMap } from '../../core/values/json.ts';
import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';

/** The section of `Globals` that is for a type. */
const SECTIONS: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
  'AWS::Serverless::SimpleTable': 'SimpleTable',
  'AWS::Serverless::StateMachine': 'StateMachine',
};

const isIntrinsic = (map: ModelMap) =>
  Object.keys(map).length === 1 && /^(Ref|Fn::\w+)$/.test(Object.keys(map)[0]!);

/** Maps are merged, lists are put behind the shared one, and of the rest a resource's own wins. */
function merged(shared: Model | undefined, own: Model | undefined): Model {
  if (own === undefined) return shared!;
  if (Array.isArray(shared) && Array.isArray(own)) return [...shared, ...own];
  if (!isMap<ModelMap>(shared) || !isMap<ModelMap>(own) || isIntrinsic(shared) || isIntrinsic(own))
    return own;
  const keys = new Set([...Object.keys(shared), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(shared[key], own[key])]));
}

/**
 * The properties of a resource with those that `Globals` gives its type.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(globals: ModelMap, type: string, own: ModelMap): ModelMap {
  const section = SECTIONS[type];
  return section ? mapOf(merged(mapOf(globals[section]), own)) : own;
}
