import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

type Props = Required<Pick<CfnParameterProps, 'allowedPattern' | 'description'>>;

/**
 * A value that a deployment needs: from the context, as `"ordersMailFrom"` of cdk.json, or else as the parameter
 * `OrdersMailFrom` of the stack, without which CloudFormation deploys nothing.
 */
export function settingOf(scope: Construct, id: string, props: Props): string {
  const key = id.charAt(0).toLowerCase() + id.slice(1);
  const given: string | undefined = scope.node.tryGetContext(key);
  if (given === undefined) {
    const parameter = new CfnParameter(scope, id, props);
    parameter.overrideLogicalId(id);
    return parameter.valueAsString;
  }
  if (new RegExp(props.allowedPattern).test(given)) return given;
  throw new Error(`${key} does not match ${props.allowedPattern}: ${props.description}`);
}
