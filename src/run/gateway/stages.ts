import type { Api } from '../../infrastructure/resolve/deployed-api.ts';

interface Staged {
  readonly stage: string;
  /** In the API, without the stage. */
  readonly path: string;
}

/**
 * The stage that a path names first, as addresses in AWS do. A path without one is taken for the API as well, as
 * behind a custom domain.
 */
export function stagedPath(
  { stage, stages = [stage] }: Pick<Api, 'stage' | 'stages'>,
  path: string,
): Staged {
  const named = stages.find(
    (each) => each !== '$default' && (path === `/${each}` || path.startsWith(`/${each}/`)),
  );
  return named === undefined
    ? { stage, path }
    : { stage: named, path: path.slice(named.length + 1) || '/' };
}
