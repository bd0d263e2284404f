import type { Name } from '../../../src/core/names.ts';
import { text } from '../../../src/core/options.ts';
import { type CostLine, definePattern } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import prices from '../../prices.json' with { type: 'json' };
import { whole } from '../../triggers/options.ts';
import { descriptionProblem, inTypeScript, inYaml } from './description.ts';

const diagram = (name: string) => ({
  nodes: [
    { id: 'run', label: name, shape: 'function' as const },
    { id: 'alarms', label: 'Alarms · SNS topic' },
  ],
  edges: [{ from: 'run', to: 'alarms', dashed: true }],
});

/** Its handler and its sample events are called by its name, beside `input.ts` and the events of its triggers. */
const TAKEN = new Set([
  'input',
  ...['cognito', 'dynamodb-stream', 'eventbridge', 'function-url', 'http'],
  ...['kinesis', 's3', 'schedule', 'sns', 'sqs'],
]);

const nameTaken = ({ kebab }: Name) =>
  TAKEN.has(kebab) ? `a file beside its handler is called ${kebab}. Try "my-${kebab}".` : undefined;

/** Per million invocations: each runs for 100 ms and logs 1 KB. */
const cost = (project: Project, memory: number): readonly CostLine[] => [
  { item: 'Lambda (100 ms each)', ...lambdaCost(project, lambdaRuns(1, memory, 100)) },
  { item: 'Logs (1 KB each)', perMillion: prices.logsPerGb },
  { item: 'Alarm', fixed: prices.alarm },
];

export default definePattern({
  id: 'function',
  title: 'Function',
  summary: 'One function, to be invoked directly or by a trigger.',
  services: ['Lambda'],
  defaultName: 'my-function',
  options: {
    memory: whole('Memory in MB; its share of CPU grows with it', 512, 128, 10_240),
    timeout: whole('Timeout in seconds', 10, 1, 900),
    description: text('What it does, in a line', '', descriptionProblem),
  },
  problem: ({ name }) => nameTaken(name),
  contribute({ project, name, options: { description, ...size } }) {
    const [memory, timeout] = [Number(size.memory), Number(size.timeout)];
    return {
      files: ['common', ...(project.iac === 'cdk' ? ['cdk'] : [])],
      requires: ['logger', 'function', 'alarms'],
      dependencies: ['zod'],
      replace: {
        "      description: '__description__',\n": inTypeScript(description),
        "      Description: '__description__'\n": inYaml(description),
        'memorySize: 512': `memorySize: ${memory}`,
        'MemorySize: 512': `MemorySize: ${memory}`,
        'Duration.seconds(10)': `Duration.seconds(${timeout})`,
        'Timeout: 10': `Timeout: ${timeout}`,
      },
      sam: ['sam/main.yaml'],
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm'],
      resources: project.iac === 'cdk' ? 5 : 4,
      describe: {
        functions: [
          { name: 'run', id: '', trigger: 'direct invocation', permissions: [], memory, timeout },
        ],
        diagram: diagram(name.kebab),
        cost: cost(project, memory),
        costUnit: 'invocations',
        nextSteps: [
          `lambda-gen add trigger ${name.kebab} sqs    # or another: lambda-gen list triggers`,
        ],
      },
    };
  },
});
