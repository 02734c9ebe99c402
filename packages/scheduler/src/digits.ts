/** Writes Persian (۰-۹) and Arabic-Indic (٠-٩) digits as 0-9, and changes nothing else. */
export const toLatinDigits = (text: string): string => text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/** Writes 0-9 as Persian digits, and changes nothing else. */
export const toPersianDigits = (text: string): string => text.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));
