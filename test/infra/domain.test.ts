import { describe, expect, it } from 'vitest';

import type { Config } from '../../shared/config/config.ts';
import { CERTIFICATE, everything, idOf, resourcesOf, synthesized } from './synthesized.ts';

const small: Config = { ...everything, identity: 'paystack', providers: { paystack: {} } };
const domain = { name: 'hooks.example.com', certificateArn: CERTIFICATE };
const own = synthesized({ ...small, domain });
const named = idOf(own, { type: 'AWS::ApiGatewayV2::DomainName', begins: 'Domain' });

describe('a domain of the team', () => {
  it('stands in the URLs that providers get', () => {
    expect(own.findOutputs('WebhookUrlPaystack')['WebhookUrlPaystack']?.['Value']).toBe('https://hooks.example.com/webhooks/paystack');
  });

  it('leads to the one stage of the API, by TLS 1.2 at least, with the certificate of the config', () => {
    own.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'hooks.example.com',
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
    const [mapping] = Object.values(resourcesOf(own, 'AWS::ApiGatewayV2::ApiMapping'));
    expect(mapping?.Properties).toEqual({
      ApiId: { Ref: idOf(own, { type: 'AWS::ApiGatewayV2::Api', begins: 'Api' }) },
      DomainName: { Ref: named },
      Stage: '$default',
    });
    expect(mapping?.DependsOn).toEqual(Object.keys(resourcesOf(own, 'AWS::ApiGatewayV2::Stage')));
  });

  it('leaves the name that AWS gave open, for a move', () => {
    const [api] = Object.values(resourcesOf(own, 'AWS::ApiGatewayV2::Api'));
    expect(api?.Properties['DisableExecuteApiEndpoint']).toBeUndefined();
  });

  it('is told what to point at, where its zone is elsewhere', () => {
    expect(own.findOutputs('DomainTarget')).toMatchObject({ DomainTarget: { Value: { 'Fn::GetAtt': [named, 'RegionalDomainName'] } } });
    own.resourceCountIs('AWS::Route53::RecordSet', 0);
  });

  it('gets its record in the zone of the config', () => {
    const zoned = synthesized({ ...small, domain: { ...domain, hostedZone: { id: 'Z0123456789ABC', name: 'example.com' } } });
    zoned.hasResourceProperties('AWS::Route53::RecordSet', {
      HostedZoneId: 'Z0123456789ABC',
      Name: 'hooks.example.com',
      Type: 'A',
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [named, 'RegionalDomainName'] },
        HostedZoneId: { 'Fn::GetAtt': [named, 'RegionalHostedZoneId'] },
      },
    });
    expect(zoned.findOutputs('DomainTarget')).toEqual({});
  });
});

it('without one the URL is that of the API', () => {
  const template = synthesized(small);
  expect(JSON.stringify(template.findOutputs('WebhookUrlPaystack'))).toContain('ApiEndpoint');
  template.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
});
