import type { App } from 'aws-cdk-lib';
import { AlarmsStack } from './__name-kebab__-alarms.ts';
import { RegionStack } from './__name-kebab__-region.ts';
import { stageOf } from './stage.ts';

/** The first one is the primary: its stack has the table. */
const regions: [string, ...string[]] = ['us-east-1', 'eu-west-1'];

/** What the context may say otherwise, as `__name__Domain` and so on. */
const defaults = {
  Domain: 'api.example.com',
  HostedZone: 'Z0000000000000000000A',
  JwtIssuer: 'https://auth.example.com',
  JwtAudience: 'api.example.com',
};

/** A stack for each region, and one for the alarms on what Route 53 sees of them. */
export function __name__Stacks(app: App): void {
  const stage = stageOf(app);
  const setting = (key: keyof typeof defaults): string =>
    app.node.tryGetContext(`__name__${key}`) ?? defaults[key];
  const domain = setting('Domain');
  const settings = {
    name: `__app-kebab__-__name-kebab__-${stage.name}`,
    domainName: stage.name === 'prod' ? domain : `${stage.name}.${domain}`,
    hostedZoneId: setting('HostedZone'),
    jwtIssuer: setting('JwtIssuer'),
    jwtAudience: setting('JwtAudience'),
    terminationProtection: stage.isProtected,
  };

  const stackOf = (region: string, replicas?: string[]) => {
    const props = { ...settings, env: { region }, replicas };
    return new RegionStack(app, `${settings.name}-${region}`, props);
  };
  const [primary, ...others] = regions;
  const primaryStack = stackOf(primary, others);
  const otherStacks = others.map((region) => stackOf(region));
  for (const stack of otherStacks) stack.addStackDependency(primaryStack);

  const alarms = new AlarmsStack(app, `${settings.name}-alarms`, {
    // Where Route 53 has its metrics, whichever region it checks
    env: { region: 'us-east-1' },
    terminationProtection: settings.terminationProtection,
  });
  for (const stack of [primaryStack, ...otherStacks]) alarms.watch(stack);

  // Without resources of other patterns, CloudFormation would refuse the app's own stack
  const own = app.node.tryFindChild(`__app-kebab__-${stage.name}`);
  if (own?.node.children.length === 0) app.node.tryRemoveChild(own.node.id);
}
