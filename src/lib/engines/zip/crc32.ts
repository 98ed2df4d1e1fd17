/** The CRC-32 of zip files (ISO 3309, reflected polynomial 0xEDB88320): the remainder of each byte. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
	return rest;
});

/** The sum of some bytes behind those that gave `before` (0 at the start). */
export function crc32(bytes: Uint8Array, before = 0): number {
	let sum = ~before;
	for (let i = 0; i < bytes.length; i++) sum = (remainders[(sum ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (sum >>> 8);
	return ~sum >>> 0;
}
