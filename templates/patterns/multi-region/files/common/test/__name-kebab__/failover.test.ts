import { expect, test } from 'vitest';
import { drill, type World } from '../../scripts/__name-kebab__/failover.ts';

type Answer = Awaited<ReturnType<World['ask']>>;

const home = 'us-east-1';
const other = 'eu-west-1';
const addresses: Record<string, string[]> = {
  [home]: ['192.0.2.2', '192.0.2.1'],
  [other]: ['203.0.113.1'],
};

interface Script {
  /** Milliseconds until the name leads elsewhere, from the moment that the switch is turned. */
  delay?: number;
  ask?: (answer: Answer) => Answer;
  setSwitch?: World['setSwitch'];
  sleep?: World['sleep'];
}

/** Two regions, and a clock that moves only while the drill sleeps. */
function regions({ delay = 60_000, ask = (answer) => answer, ...over }: Script = {}) {
  const lines: string[] = [];
  const switched: [string, boolean][] = [];
  let time = 0;
  let turned = { isEnabled: true, at: Number.NEGATIVE_INFINITY };
  const serving = () => {
    const hasMoved = time - turned.at >= delay;
    return turned.isEnabled === hasMoved ? home : other;
  };
  const world: World = {
    resolve: async () => [...(addresses[serving()] ?? [])],
    ask: async () => {
      const region = serving();
      return ask({ region, status: region === home && !turned.isEnabled ? 'evacuated' : 'ok' });
    },
    setSwitch: async (region, isEnabled) => {
      switched.push([region, isEnabled]);
      await over.setSwitch?.(region, isEnabled);
      turned = { isEnabled, at: time };
    },
    now: () => time,
    sleep: async (milliseconds) => {
      await over.sleep?.(milliseconds);
      time += milliseconds;
    },
    log: (line) => lines.push(line),
  };
  return { world, lines, switched };
}

const thereAndBack = [
  [home, false],
  [home, true],
];

test('measures how long another region takes to answer, and the first one to come back', async () => {
  const { world, lines, switched } = regions({ delay: 90_000 });

  expect(await drill(world)).toEqual({ failover: 90_000, failback: 90_000 });
  expect(switched).toEqual(thereAndBack);
  expect(lines.slice(0, 2)).toEqual([
    'Evacuating us-east-1',
    '0 s  us-east-1 answers evacuated  192.0.2.1 192.0.2.2',
  ]);
  expect(lines).toContain('90 s  eu-west-1 answers ok  203.0.113.1');
  expect(lines.at(-1)).toBe('90 s  us-east-1 answers ok  192.0.2.1 192.0.2.2');
});

test('changes nothing when the region is unhealthy to begin with', async () => {
  const { world, switched } = regions({ ask: (answer) => ({ ...answer, status: 'evacuated' }) });

  await expect(drill(world)).rejects.toThrow('us-east-1 answers evacuated');
  expect(switched).toEqual([]);
});

test('brings the region back when no other one answers within ten minutes', async () => {
  const { world, switched } = regions({ delay: Number.POSITIVE_INFINITY });
  await expect(
    drill({ ...world, ask: async () => ({ region: home, status: 'ok' }) }),
  ).rejects.toThrow('Not within 600 s');
  expect(world.now()).toBe(600_000);
  expect(switched).toEqual(thereAndBack);
});

test('waits on when nobody can be asked', async () => {
  const { world, lines } = regions();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 2) throw new Error('ECONNREFUSED');
    return world.ask();
  };

  expect(await drill({ ...world, ask })).toEqual({ failover: 60_000, failback: 60_000 });
  expect(lines).toContain('ECONNREFUSED');
});

test('is not satisfied by another region that is unhealthy too', async () => {
  const { world } = regions({
    ask: (answer) => (answer.region === other ? { ...answer, status: 'evacuated' } : answer),
  });

  await expect(drill(world)).rejects.toThrow('Not within');
});

test.each([
  ['the waiting is interrupted', { sleep: () => Promise.reject(new Error('Aborted')) }],
  [
    'the switch may or may not have been turned',
    {
      setSwitch: (_: string, isEnabled: boolean) =>
        isEnabled ? Promise.resolve() : Promise.reject(new Error('Timeout')),
    },
  ],
])('brings the region back when %s', async (_, over) => {
  const { world, switched } = regions(over);

  await expect(drill(world)).rejects.toThrow(/Aborted|Timeout/);
  expect(switched).toEqual(thereAndBack);
});
