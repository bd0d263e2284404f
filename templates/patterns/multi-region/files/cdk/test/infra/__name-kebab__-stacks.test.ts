import { expect, test } from 'vitest';
import { loadRegion, others, primary } from '../support/__name-kebab__.ts';
import { load, loadStacks, ofType, properties } from '../support/template.ts';

const regions = [primary, ...others];
const name = '__app-kebab__-__name-kebab__-dev';
const stacks = await loadStacks();
const stackOf = (id: string) => stacks.find(({ stackName }) => stackName === `${name}-${id}`);

test('there is a stack for each region, and one for the alarms', () => {
  const own = stacks.map(({ stackName }) => stackName).filter((each) => each.startsWith(name));
  expect(own.sort()).toEqual([...regions, 'alarms'].map((id) => `${name}-${id}`).sort());
});

test('no stack is empty', () => {
  const empty = stacks.filter(({ template }) => Object.keys(template.Resources ?? {}).length === 0);
  expect(empty.map(({ stackName }) => stackName)).toEqual([]);
});

test.each(others)('%s waits for the table of the primary', (region) => {
  const ids = stackOf(region)?.dependencies.map(({ id }) => id);
  expect(ids).toContain(`${name}-${primary}`);
});

test('the alarms are where Route 53 has its metrics, and wait for what they watch', () => {
  const alarms = stackOf('alarms');
  const ids = alarms?.dependencies.map(({ id }) => id);
  expect(alarms?.environment.region).toBe('us-east-1');
  expect(ids).toEqual(expect.arrayContaining(regions.map((region) => `${name}-${region}`)));
});

test.each(regions)(
  '%s tells the alarms of its health check, and has the URL of its API',
  (region) => {
    const { Outputs } = stackOf(region)?.template ?? {};
    expect(JSON.stringify(Outputs)).toContain('"https://",{"Ref":"Api');
    expect(Outputs).toMatchObject({
      HealthCheckId: { Value: { Ref: expect.stringMatching('^HealthCheck') } },
    });
  },
);

test.each(regions)('%s sets a limit for a route that is there', async (region) => {
  const stack = await loadRegion(region);
  const routes = Object.entries(ofType(stack, 'AWS::ApiGatewayV2::Route'));
  const [health] =
    routes.find(([, route]) => JSON.stringify(route).includes('GET /__health__')) ?? [];
  expect(stack.ApiStage?.DependsOn).toContain(health);
});

test('the context says the name, where it is, and whose tokens count', async () => {
  const settings = {
    __name__Domain: 'api.example.org',
    __name__HostedZone: 'Z1',
    __name__JwtIssuer: 'https://auth.example.org',
    __name__JwtAudience: 'shop',
  };
  const stack = await load(settings, `${name}-${primary}`);
  expect(properties(stack, 'Certificate')).toMatchObject({
    DomainName: 'dev.api.example.org',
    DomainValidationOptions: [{ HostedZoneId: 'Z1' }],
  });
  expect(Object.values(ofType(stack, 'AWS::ApiGatewayV2::Authorizer'))).toMatchObject([
    { JwtConfiguration: { Audience: ['shop'], Issuer: 'https://auth.example.org' } },
  ]);
});
