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

/** Who may take the role of a state machine, and what its tasks may do; `not …` when it may not deliver its logs. */
export function ofRole(template: Template, role: string) {
  const granted = grantedTo(template, role.replace(/\.Arn$/, ''));
  const lost = own.filter((permission) => !granted.includes(permission));
  const isTrust = (permission: string) => permission.startsWith('sts:AssumeRole by');
  return {
    assumedBy: granted.filter(isTrust),
    permissions: [
      ...granted.filter((one) => !own.includes(one) && !isTrust(one)),
      ...lost.map((permission) => `not ${permission}`),
    ].sort(),
  };
}
