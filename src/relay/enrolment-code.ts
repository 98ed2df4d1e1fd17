import type { Crypto } from '$lib/core/ports';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code people can read out: 100 random bits in Crockford's base 32, `ABCDE-FGHJK-MNPQR-STVWX`. */
export function newCode(crypto: Crypto): string {
	const letters = [...crypto.randomBytes(20)].map((byte) => alphabet[byte & 31]);
	return [0, 5, 10, 15].map((at) => letters.slice(at, at + 5).join('')).join('-');
}

/** What the relay keeps of a code. Case, spaces and dashes do not matter; O reads as 0, I and L as 1. */
export async function hashCode(crypto: Crypto, code: string): Promise<string> {
	const plain = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
	return crypto.sha256(new TextEncoder().encode(`temoto-enrolment\n${plain}`));
}
