const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/** Writes Persian (۰-۹) and Arabic-Indic (٠-٩) digits as 0-9, and changes nothing else. */
export const toLatinDigits = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code < PERSIAN_ZERO ? ARABIC_ZERO : PERSIAN_ZERO));
  });

/** Writes 0-9 and Arabic-Indic digits as Persian digits, and changes nothing else. For display only: what is stored has Latin digits. */
export const toPersianDigits = (text: string): string =>
  toLatinDigits(text).replace(/[0-9]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)));
