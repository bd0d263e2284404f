import type { Activity, Execution } from '../../core/activity.ts';
import { type Service, ServiceError } from '../call.ts';
import { jsonService } from '../json-service.ts';
import type { StateMachines } from './state-machines.ts';

const seconds = (milliseconds: number) => milliseconds / 1000;

const shown = ({ id, input, output, error, status, startedAt }: Execution) => ({
  executionArn: id,
  stateMachineArn: id.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, ''),
  name: id.split(':').at(-1),
  status,
  input,
  startDate: seconds(startedAt),
  ...(output !== undefined && { output }),
  ...(error !== undefined && { error: error.split(': ')[0], cause: error }),
});

/** The API of Step Functions, as far as applications use it. */
export function statesService(
  machines: StateMachines,
  activity: Activity,
  requestOf: (accessKeyId: string) => string | undefined,
): Service {
  const start = (input: Record<string, unknown>, accessKeyId: string) => {
    const machine = machines.find(String(input.stateMachineArn));
    if (!machine)
      throw new ServiceError(
        'StateMachineDoesNotExist',
        `There is no ${String(input.stateMachineArn)}`,
      );
    const cause = activity.causedBy(requestOf(accessKeyId), 'api');
    const name = input.name === undefined ? undefined : String(input.name);
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    if (name && activity.executions().some(({ id }) => id === arn))
      throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    try {
      return machines.start(machine, String(input.input ?? '{}'), cause, name);
    } catch (error) {
      throw new ServiceError('InvalidExecutionInput', (error as Error).message);
    }
  };
  return jsonService('states', {
    StartExecution: (input, { accessKeyId }) => ({
      executionArn: start(input, accessKeyId).arn,
      startDate: seconds(Date.now()),
    }),
    StartSyncExecution: async (input, { accessKeyId }) => {
      const { done } = start(input, accessKeyId);
      return { ...shown(await done), stopDate: seconds(Date.now()) };
    },
    DescribeExecution: ({ executionArn }) => {
      const found = activity.executions().find(({ id }) => id === executionArn);
      if (!found)
        throw new ServiceError('ExecutionDoesNotExist', `There is no ${String(executionArn)}`);
      return shown(found);
    },
    ListExecutions: ({ stateMachineArn }) => ({
      executions: activity
        .executions()
        .map(shown)
        .filter((each) => each.stateMachineArn === stateMachineArn),
    }),
  });
}
