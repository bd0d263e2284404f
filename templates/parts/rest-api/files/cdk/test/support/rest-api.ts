import { ofType, type Template } from './template.ts';

interface Method {
  AuthorizationType: string;
  AuthorizerId?: string;
  HttpMethod: string;
  Integration: { Uri: string };
  RequestModels?: Record<string, string>;
  RequestValidatorId?: string;
  ResourceId: string;
  RestApiId: string;
}
