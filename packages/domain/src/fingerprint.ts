/**
 * The 64-bit FNV-1a hash of a text, as 16 hexadecimal digits (Fowler, Noll, Vo; draft-eastlake-fnv).
 * Every UTF-16 unit is hashed as its low byte, and its high byte when there is one, so that plain ASCII gives the published values.
 * For names that must come out the same everywhere, not for secrets.
 */
export function fingerprint(text: string): string {
  // Four limbs of 16 bits, lowest first: a product of two limbs and the carries stay exact.
  const hash: Limbs = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hashByte(hash, unit & 0xff);
    if (unit > 0xff) hashByte(hash, unit >> 8);
  }
  return [...hash]
    .reverse()
    .map((limb) => limb.toString(16).padStart(4, '0'))
    .join('');
}

type Limbs = [number, number, number, number];

/** Xor, then times the prime 2^40 + 2^8 + 0xb3, modulo 2^64. */
function hashByte(hash: Limbs, byte: number): void {
  const low = hash[0] ^ byte;
  const [, second, third, fourth] = hash;
  const product0 = low * 0x1b3;
  const product1 = second * 0x1b3 + (product0 >>> 16);
  const product2 = third * 0x1b3 + low * 0x100 + (product1 >>> 16);
  const product3 = fourth * 0x1b3 + second * 0x100 + (product2 >>> 16);
  hash[0] = product0 & 0xffff;
  hash[1] = product1 & 0xffff;
  hash[2] = product2 & 0xffff;
  hash[3] = product3 & 0xffff;
}
