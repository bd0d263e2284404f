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

const section = (body: string) => `Transform: X\nResources:\n${body}`;

/** Templates by the trap that each of them holds. */
export const HOSTS: Readonly<Record<string, string>> = {
  'both sections': `${section('  A:\n    Type: T\n')}Outputs:\n  O:\n    Value: 1\n`,
  'no final newline': section('  A:\n    Type: T'),
  'a key twice': section('  A:\n    Type: T\n  A:\n    Type: U\n'),
  'no sections': 'Transform: X\n',
  'an empty section': 'Transform: X\nResources:\nOutputs:\n  O:\n    Value: 1\n',
  'an empty section at the end': 'Transform: X\nResources:',
  'an empty section with a comment': 'Resources: # none yet\n  # soon\nTransform: X\n',
  'empty braces': 'Transform: X\n\nResources: {}\n',
  'empty braces and a comment': 'Resources: { } # none yet\nTransform: X\n',
  'four spaces': section('    A:\n        Type: T\nOutputs:\n    O:\n        Value: 1\n'),
  'sections at their own depth': section(' A:\n   Type: T\nOutputs:\n      O: {Value: 1}\n'),
  'all of it indented': '  Transform: X\n  Resources:\n    A:\n      Type: T\n',
  'blank lines between entries': section('\n  A:\n    Type: T\n\n  B:\n    Type: T\n\n'),
  'a comment on the last line': section('  A:\n    Type: T # why\n'),
  'a comment below the last entry': section('  A:\n    Type: T\n    # more of A\n  # B: soon\n\n'),
  'comments everywhere': `# top\n${section('  # a\n  A: # b\n    # c\n    Type: T # d\n    # e\n\n# --- out\nOutputs: # f\n  # g\n  O:\n    Value: 1\n# end\n')}`,
  'quotes of both kinds': section('  "A":\n    \'Type\': "T"\n"Outputs":\n  \'O\': {"Value": 1}\n'),
  'flow style deeper down': section('  A: {Type: T, Properties: {Tags: [a, b]}}\n'),
  'anchors and aliases': section(
    '  A: &a\n    Type: T\n  B: *a\n  C:\n    <<: *a\n    X: &x [1]\n',
  ),
  'short intrinsics': section(
    '  A:\n    Type: !Sub "$X"\n    Arn: !If [C, !Ref A, !GetAtt B.Arn]\n',
  ),
  'long intrinsics': section(
    '  A:\n    Fn::If:\n      - C\n      - Ref: A\n      - Fn::GetAtt: [B, Arn]\n',
  ),
  'a block scalar last': section('  A:\n    Code: |\n      a\n      b\n'),
  'a stripped block scalar last': section('  A:\n    Code: |-\n      a\n\n      b\n\n\nTail: 1\n'),
  'a folded block scalar last': section(
    '  A:\n    Code: >-\n      a\n      # no comment\n\nTail: 1\n',
  ),
  'a block scalar that keeps its lines': section('  A:\n    Code: |+\n      a\n\n\nTail: 1\n'),
  'a plain scalar on two lines': section('  A:\n    Text: one\n      two\nTail: 1\n'),
  'a quoted scalar on two lines': section(
    '  A:\n    Text: "one\n\n      two # no comment"\nTail: 1\n',
  ),
  'a list last, not indented': section(
    '  A:\n    List:\n    - a\n    - b: 1\n      c: 2\nTail: 1\n',
  ),
  'an entry without a value': section('  A:\n    Type:\nTail: 1\n'),
  'a document start and end': '---\nTransform: X\nResources:\n  A:\n    Type: T\n...\n',
  'a YAML directive': '%YAML 1.2\n---\nResources:\n  A:\n    Type: T\n',
  'part of the fragment': `${section('  Worker:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          MINE: 1\n')}`,
  'part of the fragment, empty': section('  Worker:\n    Properties:\n  B:\n    Type: T\n'),
  'blanks at the ends of lines': section('  A:   \n    Type: T  \n  \n'),
  'letters beyond ASCII': section('  A:\n    Text: "ä😀" # ü😀\n'),
};

/** Where the insertion stands, and how it looks. */
export const STYLES: readonly (readonly [what: string, host: string, expected: string])[] = [
  [
    'keeps a comment with the entry it follows',
    HOSTS['a comment below the last entry']!,
    '    # more of A\n  # Does the work.\n  Worker:',
  ],
  [
    'inserts above the headline of the next section',
    HOSTS['comments everywhere']!,
    '    # e\n  # Does the work.\n  Worker:',
  ],
  [
    'separates entries by a blank line where the others are',
    HOSTS['blank lines between entries']!,
    '    Type: T\n\n  # Does the work.\n  Worker:\n',
  ],
  [
    'indents by four where the others are',
    HOSTS['four spaces']!,
    '\n    # Does the work.\n    Worker:\n',
  ],
  [
    'fills an empty section with the indent of the others',
    'Resources:\nOutputs:\n    O:\n        Value: 1\n',
    'Resources:\n    # Does the work.\n    Worker:\n',
  ],
  [
    'puts the entries where the empty braces were',
    HOSTS['empty braces']!,
    '\n\nResources:\n  # Does the work.\n  Worker:\n',
  ],
  [
    'adds to a nested mapping that stands',
    HOSTS['part of the fragment']!,
    '          MINE: 1\n          TABLE: !Ref Table\n',
  ],
];
