import { stringify } from 'yaml';
import type { Name } from '../../core/names.ts';
import type { ModelMap } from '../../editors/sam/model.ts';
import type { SamSurvey } from '../../infrastructure/sam/survey.ts';
import type { FunctionRequest } from './request.ts';
import type { Placed } from './sam-sibling.ts';

const SUFFIXES = ['Function', 'Lambda', 'Handler', 'Fn'];

/** The logical id of a new function: with the word behind it that most of the others have. */
export function functionId({ functions }: SamSurvey, name: Name): string {
  const suffix = SUFFIXES.find((each) => {
    const having = functions.filter(({ id }) => id.endsWith(each) && id !== each);
    return having.length * 2 > functions.length;
  });
  const id = suffix && !name.pascal.endsWith(suffix) ? name.pascal + suffix : name.pascal;
  const small = functions.filter((fn) => /^[a-z]/.test(fn.id));
  const isCamel = small.length * 2 > functions.length;
  return isCamel ? id.charAt(0).toLowerCase() + id.slice(1) : id;
}

const sizeOf = ({ memory, timeout, description }: FunctionRequest): ModelMap => ({
  ...(description ? { Description: description } : {}),
  ...(memory ? { MemorySize: memory } : {}),
  ...(timeout ? { Timeout: timeout } : {}),
});

const fragment = (resources: object) => stringify({ Resources: resources }, { lineWidth: 0 });

/** The fragment of a function that SAM expands. */
export function serverlessFragment(
  id: string,
  { properties, metadata }: Placed,
  request: FunctionRequest,
): string {
  return fragment({
    [id]: {
      Type: 'AWS::Serverless::Function',
      Properties: { ...properties, ...sizeOf(request) },
      ...(Object.keys(metadata).length > 0 ? { Metadata: metadata } : {}),
    },
  });
}

/** The fragment of a plain function, with a role of its own; `aws cloudformation package` uploads its code. */
export function plainFragment(
  id: string,
  { properties }: Placed,
  request: FunctionRequest,
): string {
  const { CodeUri, ...rest } = properties;
  const own = { ...rest, Code: CodeUri ?? '.', Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] } };
  return fragment({
    [id]: { Type: 'AWS::Lambda::Function', Properties: { ...own, ...sizeOf(request) } },
  });
}
