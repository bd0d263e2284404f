import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import prices from '../../prices.json' with { type: 'json' };

export const DEFAULT_AMOUNT = '50';

/** US dollars and cents; a budget of nothing would be over at once. */
export const amountProblem = (text: string) =>
  /^[1-9]\d{0,5}(\.\d{1,2})?$/.test(text)
    ? undefined
    : 'it is an amount of US dollars a month from 1 to 999999.99, such as 50 or 12.50';

const DAYS = 30;

/** How many invocations a day the amount pays for: of 100 ms with 512 MB and 1 KB of logs. In thousands. */
export function invocationsPerDay(amount: number, project: Pick<Project, 'arch'>): number {
  const lambda = lambdaCost(project, lambdaRuns(1, 512, 100));
  const perMillion = lambda.perMillion + prices.logsPerGb;
  return Math.floor(((amount / perMillion) * 1e6) / DAYS / 1000) * 1000;
}
