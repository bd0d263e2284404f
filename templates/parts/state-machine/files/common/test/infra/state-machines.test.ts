import validate from 'asl-validator';
import { expect, test } from 'vitest';
import { stateMachines } from '../support/state-machine.ts';
import { load, properties } from '../support/template.ts';

interface Definition {
  TimeoutSeconds: number;
  States: Record<string, State>;
}

interface State {
  Type: string;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Catch?: { Next: string }[];
  TimeoutSeconds?: number;
  Retry?: Retrier[];
}

interface Retrier {
  IntervalSeconds: number;
  BackoffRate: number;
  MaxAttempts: number;
}

const template = await load();
const all = stateMachines(template);

test.each(Object.keys(all))('%s logs every step without its data', (id) => {
  expect(all[id]).toMatchObject({
    Logging: {
      Level: 'ALL',
      IncludeExecutionData: false,
      Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: `${id}Logs.Arn` } }],
    },
  });
  // Other names count against the size of the account's policy for log delivery
  expect(properties(template, `${id}Logs`)).toMatchObject({
    LogGroupName: expect.stringMatching(`^/aws/vendedlogs/states/.+-${id}$`),
  });
});

test.each(Object.keys(all))('only state machines of this account take the role of %s', (id) => {
  const machine = '"ArnLike":{"aws:SourceArn":"arn:[^"]+:stateMachine:\\*"}';
  const account = '"StringEquals":{"aws:SourceAccount":"AWS::AccountId"}';
  const by = 'sts:AssumeRole by states.amazonaws.com';
  expect(all[id]?.assumedBy).toEqual([expect.stringMatching(`^${by} if {${machine},${account}}$`)]);
});

test.each(Object.entries(all))('the definition of %s is valid', (_id, { definition }) => {
  const { isValid, errorsText } = validate(JSON.parse(definition));
  expect(isValid, errorsText()).toBe(true);
});

test.each(Object.entries(all))('%s substitutes every token', (_id, machine) => {
  const tokens = Array.from(machine.definition.matchAll(/\$\{(\w+)\}/g), ([, token]) => token);
  expect(Object.keys(machine.substitutions).sort()).toEqual([...new Set(tokens)].sort());
});

// An execution that times out stops where it is: nothing catches that, and nothing is undone
test.each(Object.entries(all))('%s ends before its timeout on every path', (_id, machine) => {
  const { States, TimeoutSeconds }: Definition = JSON.parse(machine.definition);
  const longest = (name: string): number => {
    const state = States[name];
    if (!state) throw new Error(`There is no state ${name}`);
    return seconds(state) + Math.max(0, ...nextOf(state).map(longest));
  };
  for (const name of Object.keys(States)) expect(longest(name)).toBeLessThan(TimeoutSeconds);
});

const nextOf = ({ Next, Default, Choices = [], Catch = [] }: State): string[] =>
  [Next, Default, ...[...Choices, ...Catch].map((rule) => rule.Next)].filter(
    (name) => name != null,
  );

/** How long a state takes at most: each try its timeout, and the pauses between them. */
function seconds({ Type, TimeoutSeconds, Retry = [] }: State): number {
  if (Type !== 'Task') return 0;
  if (!TimeoutSeconds) return Number.POSITIVE_INFINITY;
  return Retry.reduce(
    (sum, { IntervalSeconds, BackoffRate, MaxAttempts }) =>
      Array.from({ length: MaxAttempts }).reduce<number>(
        (total, _, attempt) => total + TimeoutSeconds + IntervalSeconds * BackoffRate ** attempt,
        sum,
      ),
    TimeoutSeconds,
  );
}
