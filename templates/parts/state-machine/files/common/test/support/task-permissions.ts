import { grantedTo } from './permissions.ts';
import type { Template } from './template.ts';

const own = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
].map((action) => `${action} on *`);

/** What the tasks of a state machine may do, and who may take its role; `not …` when it may not deliver its logs. */
export function taskPermissions(template: Template, role: string): string[] {
  const granted = grantedTo(template, role.replace(/\.Arn$/, ''));
  return [
    ...granted.filter((permission) => !own.includes(permission)),
    ...own.filter((permission) => !granted.includes(permission)).map((lost) => `not ${lost}`),
  ].sort();
}
