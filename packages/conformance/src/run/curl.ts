import type { Exchange } from './talk.ts';

/** The request as a command of a shell. The token comes from the environment, and a signature has to be made anew. */
export const curlOf = ({ method, url, requestHeaders, requestBody }: Exchange): string =>
  [
    `curl -i -X ${method} ${quoted(url)}`,
    ...Object.entries(requestHeaders)
      .filter(([name]) => !['signature', 'signature-input', 'content-digest'].includes(name))
      .map(([name, value]) =>
        name === 'authorization' ? `-H "Authorization: Bearer $RAHYAR_TOKEN"` : `-H ${quoted(`${name}: ${value}`)}`,
      ),
    ...(requestBody === '' ? [] : [`--data ${quoted(requestBody)}`]),
  ].join(' ');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
