interface Properties {
  readonly SqsManagedSseEnabled?: boolean;
  readonly RedrivePolicy?: object;
  readonly MessageRetentionPeriod?: number;
  readonly Queues?: readonly string[];
  readonly PolicyDocument?: { readonly Statement: readonly { readonly Effect: string }[] };
  readonly Dimensions?: readonly { readonly Value: string }[];
  readonly FunctionResponseTypes?: readonly string[];
  readonly StartingPosition?: string;
  readonly DestinationConfig?: object;
}

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;

type Entry = readonly [id: string, properties: Properties];

const ofType = (all: Resources, type: string): readonly Entry[] =>
  Object.entries(all)
    .filter(([id, resource]) => resource.Type === type && id !== 'Standing')
    .map(([id, { Properties = {} }]) => [id, Properties]);

/** What is not as it should be with the queues and event sources that a trigger brought; a reference reads `Id.Attribute`. */
export function weaknesses(all: Resources): readonly string[] {
  const policies = ofType(all, 'AWS::SQS::QueuePolicy').map(([, properties]) => properties);
  const alarms = ofType(all, 'AWS::CloudWatch::Alarm').map(([, properties]) => properties);
  const ofQueue = ([id, queue]: Entry) => {
    const policy = policies.find(({ Queues }) => Queues?.includes(id));
    const denies = policy?.PolicyDocument?.Statement.some(({ Effect }) => Effect === 'Deny');
    const watched = alarms.some(({ Dimensions }) => Dimensions?.[0]?.Value === `${id}.QueueName`);
    return [
      ...(queue.SqsManagedSseEnabled ? [] : [`${id} is not encrypted`]),
      ...(denies ? [] : [`${id} is open without TLS`]),
      ...(queue.RedrivePolicy || watched ? [] : [`nobody is told of ${id}`]),
      ...(queue.RedrivePolicy || queue.MessageRetentionPeriod === 1_209_600
        ? []
        : [`${id} forgets`]),
    ];
  };
  const ofMapping = ([id, mapping]: Entry) => [
    ...(mapping.FunctionResponseTypes?.[0] === 'ReportBatchItemFailures'
      ? []
      : [`${id} is all or none`]),
    ...(!mapping.StartingPosition || mapping.DestinationConfig ? [] : [`${id} loses what fails`]),
  ];
  return [
    ...ofType(all, 'AWS::SQS::Queue').flatMap(ofQueue),
    ...ofType(all, 'AWS::Lambda::EventSourceMapping').flatMap(ofMapping),
  ];
}
