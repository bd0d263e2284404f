import type { Place } from '../../graph.ts';
import { propertyOf } from '../source/bindings.ts';
import type { Found } from '../source/scope.ts';
import { BY_ATTRIBUTE, instanceAt, namedAt, readMapping } from './deliveries.ts';
import { addInvokes, named, type Reading, somebody } from './reading.ts';

type Connect = (reading: Reading, props: Found, place: Place) => void;

/** What the first of these properties names. */
const firstNamed = (reading: Reading, props: Found, ...names: readonly string[]) =>
  names.map((name) => namedAt(reading, propertyOf(props, name))).find(Boolean);

/** A pipe takes the messages of its queue, whatever it does with them. */
const readPipe: Connect = (reading, props, place) => {
  const source = propertyOf(props, 'source');
  const [queue] = (source !== 'missing' && instanceAt(source)?.args) || [];
  const from = queue ? named(reading, queue) : namedAt(reading, source);
  const how = from?.node.type === 'queue' ? 'sqs' : BY_ATTRIBUTE[from?.attribute ?? ''];
  if (from && how) addInvokes(reading, how, from.node, somebody('a pipe', place), place);
};

/** Constructs that connect two others, of both levels: `new EventSourceMapping()`, `new CfnSubscription()`. */
export const NEWS: Readonly<Record<string, Connect>> = {
  EventSourceMapping: (reading, props, place) =>
    readMapping(reading, namedAt(reading, propertyOf(props, 'target')), props, place),
  CfnEventSourceMapping: (reading, props, place) => {
    const fn = namedAt(reading, propertyOf(props, 'functionName'));
    readMapping(reading, fn, props, place);
  },
  FunctionUrl: (reading, props, place) => {
    const fn = namedAt(reading, propertyOf(props, 'function'));
    addInvokes(reading, 'function-url', fn?.node, fn, place);
  },
  CfnUrl: (reading, props, place) => {
    const fn = namedAt(reading, propertyOf(props, 'targetFunctionArn'));
    addInvokes(reading, 'function-url', fn?.node, fn, place);
  },
  Subscription: (reading, props, place) => {
    const topic = firstNamed(reading, props, 'topic');
    addInvokes(reading, 'sns', topic?.node, firstNamed(reading, props, 'endpoint'), place);
  },
  CfnSubscription: (reading, props, place) => {
    const topic = firstNamed(reading, props, 'topicArn');
    addInvokes(reading, 'sns', topic?.node, firstNamed(reading, props, 'endpoint'), place);
  },
  Pipe: readPipe,
  CfnPipe: readPipe,
};
