/** What a structured logger adds to each line, and what differs from call to call only by the call. */
const ADDED = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'sampling_rate',
  'xray_trace_id',
  'error',
]);

type Fields = Readonly<Record<string, unknown>>;

function parsed(line: string): Fields | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as Fields;
    return 'level' in value && 'message' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

interface Embedded {
  readonly CloudWatchMetrics: readonly {
    readonly Metrics?: readonly { readonly Name: string }[];
  }[];
}

/** Metrics in CloudWatch's embedded format, in a line: `metrics  OrdersCreated=1`. */
function metricsIn(line: string): string | undefined {
  if (!line.startsWith('{') || !line.includes('"CloudWatchMetrics"')) return undefined;
  try {
    const fields = JSON.parse(line) as Fields;
    const names = (fields._aws as Embedded).CloudWatchMetrics.flatMap(
      ({ Metrics = [] }) => Metrics,
    );
    return ['metrics', ...names.map(({ Name }) => `${Name}=${text(fields[Name])}`)].join('  ');
  } catch {
    return undefined;
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function stackOf({ error }: Fields): readonly string[] {
  const { stack, message } = (error ?? {}) as { stack?: unknown; message?: unknown };
  return stack ? String(stack).split('\n') : message ? [String(message)] : [];
}

/** A line of a function's log for a person: of JSON its level, message, own fields and stack; other text as it is. */
export function shownLog(line: string): readonly string[] {
  const metrics = metricsIn(line);
  if (metrics) return [metrics];
  const fields = parsed(line);
  if (!fields) return [line];
  const own = Object.entries(fields)
    .filter(([name]) => !ADDED.has(name))
    .map(([name, value]) => `${name}=${text(value)}`);
  const [level, message] = [text(fields.level), text(fields.message)];
  return [[level, message, ...own].join('  '), ...stackOf(fields).map((each) => `  ${each}`)];
}
