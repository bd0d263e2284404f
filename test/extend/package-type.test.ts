import { describe, expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { packageTypeChoice } from '../../src/core/convert/package-type.ts';
import { planConversion } from '../../src/core/convert/plan-conversion.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { optionPatterns } from '../../src/core/fold/resolve.ts';
import {
  IACS,
  type Iac,
  PACKAGE_TYPES,
  type Project,
  sampleProject,
} from '../../src/core/project.ts';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import {
  addInstance,
  addTrigger,
  after,
  bytes,
  type Host,
  kitOf,
  read,
} from '../support/extend.ts';
import { patternIds } from '../support/triggers.ts';

const create = await createPorts();

type PackageType = Project['packageType'];

function made(form: Iac, packageType: PackageType, patterns: readonly string[]): Host {
  const instances = patterns.map((pattern) => ({ pattern }));
  const project = { ...sampleProject(form), packageType };
  const plan = planCreate({ project, instances }, memoryDisk(new Map()), create);
  return after({ form, files: new Map() }, plan);
}

function packed(host: Host, packageType: PackageType): Host {
  const { ports, disk } = kitOf(host);
  return after(host, planConversion(packageTypeChoice(packageType), disk, ports));
}

/** An image has no layers. */
const ids = patternIds.filter((id) => id !== 'layer');
const isOption = (id: string) => optionPatterns(create.registry).has(id);

describe.each(IACS)('the package type of a project as %s changes', (form) => {
  it.each(ids)('with all that is created otherwise, and back: %s', (id) => {
    const patterns = isOption(id) ? ['rest-api', id] : [id];
    const [zip, image] = PACKAGE_TYPES.map((type) => made(form, type, patterns)) as [Host, Host];
    expect(bytes(packed(zip, 'image'))).toEqual(bytes(image));
    expect(bytes(packed(image, 'zip'))).toEqual(bytes(zip));
  });

  it('with all options, and a trigger', () => {
    const all = ['rest-api', 'function', ...ids.filter(isOption)];
    const [zip, image] = PACKAGE_TYPES.map((type) => {
      const host = made(form, type, all);
      return after(host, addTrigger(host, 'my-function', 'sqs'));
    }) as [Host, Host];
    expect(bytes(packed(zip, 'image'))).toEqual(bytes(image));
    expect(bytes(packed(image, 'zip'))).toEqual(bytes(zip));
  });

  it('before and after its functions are published', () => {
    const deploy = { pattern: 'deploy' };
    const withDeploy = (host: Host) => after(host, addInstance(host, deploy));
    const zip = made(form, 'zip', ['workflow']);
    const both = bytes(made(form, 'image', ['workflow', 'deploy']));
    expect(bytes(withDeploy(packed(zip, 'image')))).toEqual(both);
    expect(bytes(packed(withDeploy(zip), 'image'))).toEqual(both);
  });

  it('around what is the user’s, and not where a text is not as it was made', () => {
    const zip = made(form, 'zip', ['function']);
    const path = 'test/infra/functions.test.ts';
    const own: Host = {
      form,
      files: new Map([...zip.files, [path, `// Mine\n${read(zip, path)}`]]),
    };
    const image = packed(own, 'image');
    expect(read(image, path)).toMatch(/^\/\/ Mine\n.*PackageType/s);
    expect(bytes(packed(image, 'zip'))).toEqual(bytes(own));
    const edited = read(zip, path).replace(/Runtime: .*/, '$& // Mine');
    const other: Host = { form, files: new Map([...zip.files, [path, edited]]) };
    expect(() => packed(other, 'image')).toThrow(
      /functions\.test\.ts was not changed for "package"/,
    );
  });
});
