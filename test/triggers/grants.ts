interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: { readonly Service?: string };
  readonly Condition?: unknown;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

interface Properties extends Partial<Policy> {
  readonly Roles?: readonly string[];
  /** Of a role; a user pool has one that is no list. */
  readonly Policies?: readonly Policy[];
  readonly ManagedPolicyArns?: readonly string[];
  readonly Action?: string;
  readonly FunctionName?: string;
  readonly Principal?: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

const unhashed = (id: string) => id.replace(/[0-9A-F]{8}$/, '');

/** A synthesised template without hashes; a reference reads `Id` or `Id.Attribute`. */
export function readable(template: Template): Template {
  const values = JSON.parse(JSON.stringify(template), (_, value) => {
    if (value?.Ref) return unhashed(value.Ref);
    if (value?.['Fn::GetAtt']) return value['Fn::GetAtt'].map(unhashed).join('.');
    if (value?.['Fn::Join']) return value['Fn::Join'][1].join('');
    return value;
  }) as Template;
  const named = Object.entries(values.Resources).map(([id, value]) => [unhashed(id), value]);
  return { Resources: Object.fromEntries(named) };
}

const granted = (who: string) => (statement: Statement) => {
  const when = statement.Condition ? ` if ${JSON.stringify(statement.Condition)}` : '';
  const actions = [statement.Action].flat().join(', ');
  return `${who}: ${actions} on ${[statement.Resource].flat().join(', ')}${when}`;
};

const allows = ({ Effect }: Statement) => Effect === 'Allow';

function ofResource([id, { Type, Properties: own = {} }]: [string, Resource]): readonly string[] {
  if (Type === 'AWS::Lambda::Permission')
    return [`${own.Principal}: ${own.Action} on ${own.FunctionName} from ${own.SourceArn}`];
  const inline = (Array.isArray(own.Policies) ? own.Policies : []).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
  const statements = (own.PolicyDocument?.Statement ?? []).filter(allows);
  const who = (statement: Statement) => statement.Principal?.Service ?? own.Roles?.join() ?? id;
  return [...statements, ...inline].map((statement) => granted(who(statement))(statement));
}

/** Everything that a stack allows, and whom. */
export const grants = (template: Template): readonly string[] =>
  Object.entries(readable(template).Resources).flatMap(ofResource).sort();
