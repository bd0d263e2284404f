import type { Iac } from '../../core/project.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { Provisioned } from '../../derived/cost.ts';
import { infrastructureFiles, templatePaths } from '../../infrastructure/forms.ts';
import type { Properties, Value } from '../../infrastructure/graph.ts';

interface Found extends Properties {
  readonly id: string;
}

const MENTIONED = /\bprovisionedConcurrentExecutions\b/i;

async function functionsIn(disk: Disk, iac: Iac): Promise<readonly Found[]> {
  if (iac === 'cdk') {
    const { cdkFunctions } = await import('../../infrastructure/cdk/functions.ts');
    const { propsOf } = await import('../../infrastructure/cdk/reached-props.ts');
    const { propertiesIn } = await import('../../infrastructure/cdk/read/properties.ts');
    return cdkFunctions(disk).map(({ logicalId, made }) => ({
      id: logicalId,
      ...propertiesIn('function', propsOf(disk, made)),
    }));
  }
  const { readSamInfrastructure } = await import('../../infrastructure/sam/read/infrastructure.ts');
  return templatePaths(disk)
    .flatMap((path) => readSamInfrastructure(path, disk.read(path) ?? '').nodes)
    .filter(({ type }) => type === 'function')
    .map(({ id, properties }) => ({ id, ...properties }));
}

/** MB, of a function that says nothing. */
const DEFAULT_MEMORY = 128;

const known = (value: Value) => (typeof value === 'number' ? value : undefined);

/** The functions of which a deployment keeps instances; parsers are loaded only where a file speaks of that. */
export async function provisionedFunctions(disk: Disk, iac: Iac): Promise<readonly Provisioned[]> {
  const isMentioned = infrastructureFiles(disk).some(
    (path) => /\.(ts|ya?ml)$/.test(path) && MENTIONED.test(disk.read(path) ?? ''),
  );
  if (!isMentioned) return [];
  const all = await functionsIn(disk, iac);
  return all
    .filter(({ provisionedConcurrency }) => (provisionedConcurrency ?? 0) !== 0)
    .map(({ id, provisionedConcurrency, memory = DEFAULT_MEMORY }) => {
      const [count, size] = [known(provisionedConcurrency), known(memory)];
      return {
        id,
        ...(count !== undefined && { count }),
        ...(size !== undefined && { memory: size }),
      };
    });
}
