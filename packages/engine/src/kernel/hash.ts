/** FNV-1a over UTF-16 code units, 32 bits, its bits spread, unsigned. Stable across machines and versions: plans depend on it. */
export const hashText = (text: string): number => mix(unmixedHash(text));

/** The hash of a text before its bits are spread: {@link hashContinued} adds what follows the text, {@link mix} ends it. */
export function unmixedHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = hashContinued(hash, text.charCodeAt(index));
  return hash;
}

/** The unmixed hash of a text and the code unit after it. */
export const hashContinued = (hash: number, codeUnit: number): number => Math.imul(hash ^ codeUnit, 0x01000193);

/** Spreads the bits of a 32-bit integer (the finaliser of MurmurHash3), unsigned. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
