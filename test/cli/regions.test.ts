import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';

describe.each(IACS)('as %s, what a region does not have is refused:', (iac) => {
  it.each([
    ['cn-north-1', ['user-auth'], 'cn-north-1 has no Cognito user pools'],
    ['cn-north-1', ['rest-api'], 'cn-north-1 has no Cognito user pools'],
    ['eu-south-2', ['workflow'], 'eu-south-2 has no SES'],
    ['eu-south-2', ['scheduled-task', '--set', 'cleanup.job=digest'], 'eu-south-2 has no SES'],
    ['ap-south-2', ['rest-api', '--database', 'postgres'], 'has no Data API of Aurora PostgreSQL'],
  ] as const)('%s, %j', async (region, pattern, says) => {
    const cwd = temporaryFolder();
    const flags = ['app', '--iac', iac, '--region', region, '-p', ...pattern, ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(flags, { cwd });
    expect(stderr).toContain(says);
    expect(exitCode).toBe(1);
    expect(snapshot(cwd)).toEqual({});
  });

  it('also where a pattern is added; what needs it not is added', async () => {
    const root = await created('--iac', iac, '--region', 'eu-south-2', '-p', 'rest-api');
    const before = snapshot(root);
    const add = ['add', 'pattern', 'scheduled-task', '--no-install', '--job'];
    const digest = await lambdaGen([...add, 'digest'], { cwd: root });
    expect(digest.stderr).toContain('eu-south-2 has no SES');
    expect(digest.exitCode).toBe(1);
    expect(snapshot(root)).toEqual(before);
    expect(await lambdaGen([...add, 'sync'], { cwd: root })).toMatchObject({ exitCode: 0 });
  });
});
