export { type ContractDifference, compareContract } from './compare.ts';
export { type Endpoint, endpoints } from './endpoints.ts';
export { type Json, openApiDocument } from './openapi.ts';
