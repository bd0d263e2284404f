import type { CostLine } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import type { Api } from '../../parts/http/event.ts';
import prices from '../../prices.json' with { type: 'json' };
import type { Store } from './store.ts';

const HOURS_A_MONTH = 730;

const AURORA: CostLine = {
  item: 'Aurora at 0.5 ACU, its least in production',
  fixed: 0.5 * HOURS_A_MONTH * prices.auroraPerAcuHour,
};

/** A write to four reads; the database at the least that it has in production. */
const STORE_COST: Readonly<Record<Store, readonly CostLine[]>> = {
  dynamodb: [
    {
      item: 'DynamoDB (a write to four reads)',
      perMillion: 0.2 * prices.dynamodbPerMillionWrites + 0.8 * prices.dynamodbPerMillionReads,
    },
  ],
  'data-api': [
    AURORA,
    {
      item: 'Aurora: reads and writes of storage, Data API',
      perMillion: prices.auroraPerMillionIos + prices.dataApiPerMillion,
    },
    { item: 'Two secrets', fixed: 2 * prices.secret },
  ],
  'in-vpc': [
    AURORA,
    { item: 'Aurora: reads and writes of storage', perMillion: prices.auroraPerMillionIos },
    { item: 'A secret', fixed: prices.secret },
  ],
};

/** Per million requests: an average run of 100 ms, 1 KB of logs, one write in five. */
export function cost(
  api: Api,
  project: Project,
  store: Store,
  memory: number,
): readonly CostLine[] {
  const waf = { fixed: prices.wafAcl + 2 * prices.wafRule, perMillion: prices.wafPerMillion };
  return [
    api === 'http'
      ? { item: 'API Gateway (HTTP API)', perMillion: prices.httpApiPerMillion }
      : { item: 'API Gateway (REST API)', perMillion: prices.restApiPerMillion },
    ...(api === 'rest' ? [{ item: 'WAF', ...waf }] : []),
    {
      item: 'Lambda (100 ms a request)',
      ...lambdaCost(project, lambdaRuns(1, memory, 100)),
    },
    ...STORE_COST[store],
    { item: 'Logs (1 KB a request)', perMillion: prices.logsPerGb },
    { item: 'Alarms on three metrics', fixed: 3 * prices.alarm },
    { item: 'Metrics of what is created and deleted', fixed: 2 * prices.customMetric },
  ];
}
