import { ApiMapping, DomainName, EndpointType, type HttpApi, type IHttpStage, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';

import type { Domain } from '../shared/config/hosting.ts';

export interface Address {
  /** What stands before the paths of all webhooks. */
  readonly url: string;
  /** An output: what the domain's CNAME must point at, where no record is made. */
  readonly target?: { readonly DomainTarget: string };
}

export interface Addressed {
  readonly api: HttpApi;
  readonly stage: IHttpStage;
  readonly domain?: Domain | undefined;
}

/** Where providers reach an API: at a domain of the team's, else at the name that AWS gave it, which stays open beside it. */
export function addressOf(scope: Construct, { api, stage, domain }: Addressed): Address {
  if (!domain) return { url: api.apiEndpoint };
  const url = `https://${domain.name}`;
  const named = new DomainName(scope, 'Domain', {
    domainName: domain.name,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  new ApiMapping(scope, 'Mapping', { api, stage, domainName: named });
  if (!domain.hostedZone) return { url, target: { DomainTarget: named.regionalDomainName } };
  new CfnRecordSet(scope, 'Record', {
    hostedZoneId: domain.hostedZone.id,
    name: domain.name,
    type: 'A',
    aliasTarget: { dnsName: named.regionalDomainName, hostedZoneId: named.regionalHostedZoneId },
  });
  return { url };
}
