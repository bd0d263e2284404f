import type { Addition } from '../../core/additions.ts';
import type { Kit } from '../../host/kit.ts';
import { packagesOf } from './construct-home.ts';
import { homeOf } from './home.ts';

/** The packages that the constructs of these additions need, and the names of their scripts. */
export function packagesNeeded(
  { create, disk }: Kit,
  additions: readonly Addition[],
): ReadonlySet<string> {
  if (!create) return new Set();
  const patterns = additions.filter(({ kind }) => kind === 'pattern');
  const names = patterns.flatMap(({ key, options: { pattern = '', ...options } }) => {
    const home = homeOf(create, disk, 'cdk', '', { pattern, name: key, options });
    const { dependencies, devDependencies, scripts } = packagesOf(home, '');
    return Object.keys({ ...dependencies, ...devDependencies, ...scripts });
  });
  return new Set(names);
}
