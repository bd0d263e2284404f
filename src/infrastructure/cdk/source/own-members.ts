import { ts } from 'ts-morph';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import { namesIn } from '../../../editors/cdk/syntax/source.ts';
import { propertyOf } from './bindings.ts';
import type { ClassDeclaration } from './classes.ts';
import { membersOf, type PackageMember, typesIn } from './members.ts';
import type { Found } from './scope.ts';

/** A member that holds what its class makes. */
export interface OwnMember extends PackageMember {
  /** Why it may be undefined, or something else. */
  readonly isHidden?: string;
}

const isExisting = ({ name }: PackageMember) => /^existing(?![a-z])/.test(name);

/** The properties that a class can be made with, where its own file declares their type. */
function declaredProps({ module, node }: ClassDeclaration): readonly ts.PropertySignature[] {
  const type = node.members.find(ts.isConstructorDeclaration)?.parameters[2]?.type;
  const name = type && ts.isTypeReferenceNode(type) ? type.typeName.getText() : undefined;
  const found = module.file.statements
    .filter(ts.isInterfaceDeclaration)
    .find((each) => each.name.text === name);
  return found?.members.filter(ts.isPropertySignature) ?? [];
}

/** What a class is given instead of making it itself: the values of properties whose type is wanted. */
function givenTo(of: ClassDeclaration, props: Found, wanted: (of: Export) => boolean) {
  return declaredProps(of).flatMap(({ type, name }) => {
    const [only, second] = type ? typesIn(type) : [];
    const found = only && !second && resolve(of.module.imports, only.typeName);
    const value = found && wanted(found) ? propertyOf(props, name.getText()) : 'missing';
    return value === 'missing' ? [] : [{ name: name.getText(), value }];
  });
}

/** The members that the class may make itself; one that is named `existing…` holds what the class was given, or nothing. */
const wantedMembers = (of: ClassDeclaration, wanted: (of: Export) => boolean) =>
  membersOf(of).filter((each) => wanted(each.of) && !isExisting(each));

/** What a member of a package's class holds that the class was given; undefined where it may make that itself. */
export function givenAs(
  of: ClassDeclaration,
  props: Found,
  wanted: (of: Export) => boolean,
): Found {
  const [given, second] = givenTo(of, props, wanted);
  return second || wantedMembers(of, wanted).length > 1 ? undefined : given?.value;
}

/** Whether an object sets a property to more than another's property of that name, which may be undefined: `props.existingFn`. */
function isSaid(props: Found, name: string): boolean {
  if (!props || props === 'missing' || !ts.isObjectLiteralExpression(props.node)) return false;
  const said = props.node.properties.find((each) => each.name?.getText() === name);
  const value = said && ts.isPropertyAssignment(said) ? said.initializer : undefined;
  const names = value && namesIn(value);
  return names !== undefined && names.at(-1) !== name;
}

/** Whether what is wanted is an argument of a class: `constructor(fn: IFunction)`. */
const isArgument = ({ module, node }: ClassDeclaration, wanted: (of: Export) => boolean) =>
  (node.members.find(ts.isConstructorDeclaration)?.parameters ?? []).some(
    ({ type, questionToken }) => {
      const [only, second] = type && !questionToken ? typesIn(type) : [];
      const found = only && !second && resolve(module.imports, only.typeName);
      return found && wanted(found);
    },
  );

/** The members of a package's class that hold what it makes, as far as that is known; what it was given is left out. */
export function ownMembers(
  of: ClassDeclaration,
  props: Found,
  wanted: (of: Export) => boolean,
): readonly OwnMember[] {
  const [given, second] = givenTo(of, props, wanted);
  const members = wantedMembers(of, wanted);
  const isGiven = given && !second && (given.value || isSaid(props, given.name));
  if ((isGiven || isArgument(of, wanted)) && members.length < 2) return [];
  return members.map((each) => {
    const isHidden = whyHidden(each, given?.name);
    return { ...each, ...(isHidden && { isHidden }) };
  });
}

function whyHidden({ name, isOptional }: PackageMember, given: string | undefined) {
  if (isOptional) return `${name} may be undefined`;
  return given && `${name} may be what its class was given as ${given}`;
}
