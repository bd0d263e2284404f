import { Construct } from 'constructs';
import { type Place, placeFunctions } from './constructs/functions-in-vpc.ts';

const VPC_ID = 'vpc-0123456789abcdef0';
const SUBNET_IDS = 'subnet-0123456789abcdef0,subnet-0123456789abcdef1';

/** The network of the stack's functions, which exists: `-c vpcId=… -c vpcSubnetIds=…,…` names another. */
export class Vpc extends Construct {
  readonly place: Place;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const vpcId: string = this.node.tryGetContext('vpcId') ?? VPC_ID;
    const subnetIds: string = this.node.tryGetContext('vpcSubnetIds') ?? SUBNET_IDS;
    this.place = placeFunctions(this, vpcId, subnetIds.split(','));
  }
}
