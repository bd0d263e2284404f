import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What every template below is given. */
export const FRAGMENT = `Resources:
  # Does the work.
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          TABLE: !Ref Table

Outputs:
  WorkerArn:
    Value: !GetAtt Worker.Arn
`;

export const CORPUS = join(import.meta.dirname, '../corpus/sam');

/** The templates of the corpus by the trap that each of them holds. */
export const hosts = (ending: 'yaml' | 'json'): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(CORPUS)
      .filter((name) => name.endsWith(`.${ending}`) && !name.includes('.expected.'))
      .map((name) => [name, readFileSync(join(CORPUS, name), 'utf8')]),
  );

export const HOSTS = hosts('yaml');

/** Where the insertion stands, and how it looks. */
export const STYLES: readonly (readonly [what: string, host: string, expected: string])[] = [
  [
    'keeps a comment with the entry it follows',
    HOSTS['comment-below-the-last-entry.yaml']!,
    '    # more of A\n  # Does the work.\n  Worker:',
  ],
  [
    'inserts above the headline of the next section',
    HOSTS['comments-everywhere.yaml']!,
    '    # e\n  # Does the work.\n  Worker:',
  ],
  [
    'separates entries by a blank line where the others are',
    HOSTS['blank-lines-between-entries.yaml']!,
    '    Type: T\n\n  # Does the work.\n  Worker:\n',
  ],
  [
    'indents by four where the others are',
    HOSTS['four-spaces.yaml']!,
    '\n    # Does the work.\n    Worker:\n',
  ],
  [
    'fills an empty section with the indent of the others',
    'Resources:\nOutputs:\n    O:\n        Value: 1\n',
    'Resources:\n    # Does the work.\n    Worker:\n',
  ],
  [
    'puts the entries where the empty braces were',
    HOSTS['empty-braces.yaml']!,
    '\n\nResources:\n  # Does the work.\n  Worker:\n',
  ],
  [
    'adds to a nested mapping that stands',
    HOSTS['part-of-the-fragment.yaml']!,
    '          MINE: 1\n          TABLE: !Ref Table\n',
  ],
];
