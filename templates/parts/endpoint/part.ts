import { definePart } from '../../../src/core/pattern.ts';
import { ENDPOINTS } from './endpoints.ts';

/** A VPC's way to one service each: no function of it reaches the service without. */
export default ENDPOINTS.map(({ service, className, title, cdk }) =>
  definePart({
    id: `endpoint-${service}`,
    folder: 'endpoint',
    contribute: ({ iac }) => ({
      files: ['common', ...(iac === 'cdk' ? ['cdk'] : [])],
      requires: iac === 'cdk' ? ['service-endpoint'] : [],
      replace: {
        sns: service,
        SnsEndpoint: className,
        'reach SNS': `reach ${title}`,
        'Service.SNS': `Service.${cdk}`,
      },
      sam: ['sam.yaml'],
      construct: { className, module: `./endpoints/${service}.ts` },
      resources: 1,
    }),
  }),
);
