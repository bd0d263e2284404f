/** Who answered at the name that all regions share. */
export interface Answer {
  /** `ok`, or why Route 53 leads nobody there. */
  readonly status: string;
  readonly region: string;
}

/** All that a drill needs of the world. */
export interface World {
  /** Addresses of the shared name. */
  readonly resolve: () => Promise<string[]>;
  /** Asks for the health behind the shared name over a new connection. */
  readonly ask: () => Promise<Answer>;
  readonly setSwitch: (region: string, isEnabled: boolean) => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: (line: string) => void;
}

const INTERVAL_MS = 5_000;
const LIMIT_MS = 600_000;

/**
 * Evacuates the region that answers here, waits for another one, brings the first one back and waits for it.
 * Resolves to the milliseconds that both took. Throws when one does not come within ten minutes.
 */
export async function drill(world: World): Promise<{ failover: number; failback: number }> {
  const { region, status } = await world.ask();
  if (status !== 'ok') throw new Error(`${region} answers ${status}: nothing was changed`);

  world.log(`Evacuating ${region}`);
  let failover: number;
  try {
    await world.setSwitch(region, false);
    failover = await until(world, (now) => now.status === 'ok' && now.region !== region);
  } finally {
    world.log(`Bringing ${region} back`);
    await world.setSwitch(region, true);
  }
  const failback = await until(world, (now) => now.status === 'ok' && now.region === region);
  return { failover, failback };
}

async function until(world: World, isDone: (answer: Answer) => boolean): Promise<number> {
  const start = world.now();
  for (;;) {
    const isOver = await observe(world, start).then(isDone, (error: Error) => {
      world.log(error.message);
      return false;
    });
    const elapsed = world.now() - start;
    if (isOver) return elapsed;
    if (elapsed >= LIMIT_MS) throw new Error(`Not within ${seconds(LIMIT_MS)}`);
    await world.sleep(INTERVAL_MS);
  }
}

async function observe({ resolve, ask, now, log }: World, start: number): Promise<Answer> {
  const addresses = await resolve();
  const answer = await ask();
  const { region, status } = answer;
  log(`${seconds(now() - start)}  ${region} answers ${status}  ${addresses.sort().join(' ')}`);
  return answer;
}

export const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`;
