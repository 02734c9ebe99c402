export { type MtlsFetch, type MtlsSettings, mtlsFetch } from './mtls-fetch.ts';
