import { isCustomersKey } from '../../infrastructure/rules/systems/key-grant.ts';
import { readSamInfrastructure } from '../../infrastructure/sam/read/infrastructure.ts';
import type { FoundTemplate } from '../../infrastructure/sam/templates.ts';
import { keyResource } from '../trigger/sam-key.ts';

const VIA_SQS = `'*'
              Condition:
                StringEquals:
                  kms:ViaService: !Sub sqs.\${AWS::Region}.amazonaws.com`;

/** The policy of a function with an encrypted dead-letter queue: SAM lets it send there, but not use the key. */
export function deadLetterRights(
  { path, text }: FoundTemplate,
  queue: string | undefined,
): readonly string[] {
  if (queue === undefined) return [];
  const graph = readSamInfrastructure(path, text);
  const { encryptionKey } = graph.nodes.find(({ id }) => id === queue)?.properties ?? {};
  if (!isCustomersKey(encryptionKey)) return [];
  return [
    `      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - kms:Decrypt
                - kms:GenerateDataKey
              Resource: ${keyResource(graph, encryptionKey) ?? VIA_SQS}`,
  ];
}
