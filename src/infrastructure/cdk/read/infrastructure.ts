import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { ownerOf } from '../../../editors/cdk/syntax/constructs.ts';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import type { Infrastructure } from '../../graph.ts';
import { type AppConstruct, constructsOf } from '../made-by-app.ts';
import type { FoundModule } from '../modules.ts';
import { propsOf } from '../reached-props.ts';
import { doesRun } from '../source/conditions.ts';
import { libraryProps } from '../source/construct-props.ts';
import { runsOf } from '../source/loops.ts';
import type { Scope } from '../source/scope.ts';
import { aliasAt, choosesInvoked } from './aliases.ts';
import { NEWS } from './connections.ts';
import { CALLS, type Call, readProps } from './deliveries.ts';
import {
  readAttached,
  readDocument,
  readGrant,
  readOwnPolicies,
  readPolicy,
  readQueuePolicy,
  readResourcePolicy,
  readRolePolicy,
} from './grants.ts';
import { unified } from './identities.ts';
import { keyOf } from './locate.ts';
import { identified, newReading, nodeOf, placeAt, type Reading } from './reading.ts';
import {
  addDependency,
  addEnvironment,
  addToPolicy,
  grant,
  readFunction,
  readRole,
} from './references.ts';
import { typeOf } from './resource-types.ts';
import { addMethod, addProxy, addRoutes, addStage, ROUTES, readDefaults } from './routes.ts';
import { scopesOf } from './scopes.ts';

function addToRole(reading: Reading, call: Call): void {
  addToPolicy(reading, call);
  readRolePolicy(reading, call);
}

function addGrant(reading: Reading, call: Call): void {
  grant(reading, call);
  readGrant(reading, call);
}

const METHODS: Readonly<Record<string, (reading: Reading, call: Call) => void>> = {
  ...CALLS,
  addRoutes,
  addMethod,
  addProxy,
  addStage,
  addEnvironment,
  addDependency,
  addToRolePolicy: addToRole,
  addToPolicy: addToRole,
  addToPrincipalPolicy: addToRole,
  addToResourcePolicy: readResourcePolicy,
  addStatements: readDocument,
  attachInlinePolicy: (reading, { on, args: [policy] }) => readAttached(reading, on, policy),
  addManagedPolicy: (reading, { on, args: [policy] }) => readAttached(reading, on, policy),
  attachToRole: (reading, { on, args: [role] }) => role && readAttached(reading, role, on),
};

const isGrant = (name: string) => /^grant([A-Z]|$)/.test(name);

const ownerOfPlace = ({ steps: [place] }: AppConstruct) => ownerOf(place.node);

/** Reads the constructs that modules make, as nodes, with what their properties say. */
function readConstructs(reading: Reading, modules: readonly FoundModule[]): void {
  const isResource = (of: Export) => typeOf(of) !== undefined;
  const all = modules.flatMap((module) => constructsOf(reading.disk, module, isResource));
  for (const made of all) identified(reading, made, ownerOfPlace(made));
  for (const made of all) {
    const node = nodeOf(reading, made, ownerOfPlace(made));
    if (!node) continue;
    const props = propsOf(reading.disk, made);
    const self = { node };
    readProps(reading, self, props);
    if (node.type === 'api') readDefaults(reading, self, props, node.place);
    if (node.type === 'function') readFunction(reading, self, props);
    if (node.type === 'role') readRole(reading, self, props);
    if (node.type === 'function' || node.type === 'role') readOwnPolicies(reading, node, props);
  }
}

function readCall(reading: Reading, node: ts.CallExpression, scope: Scope): void {
  if (!ts.isPropertyAccessExpression(node.expression)) return;
  const { name, expression } = node.expression;
  const own = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
  const read = isGrant(name.text) ? addGrant : own;
  read?.(reading, {
    node,
    scope,
    on: { node: expression, scope },
    args: node.arguments.map((each) => ({ node: each, scope })),
    place: placeAt(node, scope),
  });
}

const CONNECTING: typeof NEWS = {
  ...NEWS,
  ...ROUTES,
  CfnQueuePolicy: readQueuePolicy,
  Policy: readPolicy,
  ManagedPolicy: readPolicy,
};

function readNew(reading: Reading, node: ts.NewExpression, scope: Scope): void {
  const of = resolve(scope.module.imports, node.expression);
  const read = of && Object.hasOwn(CONNECTING, of.name) ? CONNECTING[of.name] : undefined;
  read?.(reading, libraryProps(reading.disk, node, scope), placeAt(node, scope));
}

/** The aliases that a module gives to functions: those are to be invoked by them. */
function readAliases(reading: Reading, module: FoundModule): void {
  for (const node of module.source.nodes) {
    const isNew = ts.isNewExpression(node);
    if (!isNew && !ts.isCallExpression(node)) continue;
    if (isNew ? !isAliasClass(module, node) : !/\.addAlias$/.test(node.expression.getText()))
      continue;
    for (const scope of scopesOf(reading.disk, { module, maker: makerOf(node) })) {
      if (doesRun({ node, scope }) === false) continue;
      const alias = aliasAt(reading.disk, { node, scope });
      if (alias && !choosesInvoked(reading.disk, alias.of))
        reading.aliases.set(keyOf(reading.disk, alias.of), alias.name);
    }
  }
}

const isAliasClass = ({ source }: FoundModule, node: ts.NewExpression) => {
  const of = resolve(source.imports, node.expression);
  return of?.name === 'Alias' && isLibrary(of);
};

/** Reads what a module says, in each of the scopes that its code runs in. */
function readStatements(reading: Reading, module: FoundModule): void {
  for (const node of module.source.nodes) {
    const isCall = ts.isCallExpression(node);
    if (!isCall && !ts.isNewExpression(node)) continue;
    const scopes = scopesOf(reading.disk, { module, maker: makerOf(node) });
    for (const scope of runsOf(node, scopes))
      if (isCall) readCall(reading, node, scope);
      else readNew(reading, node, scope);
  }
}

/** Reads some modules of a CDK app, and what they name of others. */
export function readCdkInfrastructure(disk: Disk, modules: readonly FoundModule[]): Infrastructure {
  const reading = newReading(disk);
  for (const module of modules) readAliases(reading, module);
  readConstructs(reading, modules);
  for (const module of modules) readStatements(reading, module);
  const { nodes, edges, identities } = reading;
  return unified({ nodes: [...nodes.values()], edges }, identities);
}
