import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const sections = readdirSync('.')
  .filter((file) => /^samconfig\..*toml$/.test(file))
  .flatMap((file) => readFileSync(file, 'utf8').split(/^(?=\[)/m))
  .filter((section) => /^\[.+\.deploy\.parameters\]/.test(section));

test.each(sections)('the image has a repository: %s', (section) => {
  expect(section).toMatch(/^resolve_image_repos = true$/m);
});

test('the job that deploys has the image of the job that built it, of at most 10 GB', () => {
  const { build, deploy } = parse(readFileSync('.github/workflows/deploy-stage.yml', 'utf8')).jobs;
  expect(build.steps).toContainEqual({
    run: [
      "images=$(sed -n 's/^ *ImageUri: //p' .aws-sam/*/template.yaml | sort -u)",
      `test "$(docker image inspect --format '{{.Size}}' $images | sort -n | tail -1)" -le ${10 * 1024 ** 3}`,
      'docker save --output .aws-sam/image.tar $images',
      '',
    ].join('\n'),
  });
  expect(deploy.steps).toContainEqual({ run: 'docker load --input .aws-sam/image.tar' });
});
