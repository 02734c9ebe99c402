export { createFileChannel } from './file-channel.ts';
export { type MtlsFetch, type MtlsSettings, mtlsFetch } from './mtls-fetch.ts';
