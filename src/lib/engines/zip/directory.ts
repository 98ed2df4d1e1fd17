import { AppError } from '$lib/core/errors';

/** An entry as the central directory of a zip tells it (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.5.3). */
export interface DirectoryEntry {
	readonly name: string;
	readonly method: number;
	readonly isEncrypted: boolean;
	/** CRC-32 of the entry unpacked. */
	readonly sum: number;
	readonly packedBytes: number;
	readonly sizeBytes: number;
	readonly offset: number;
}

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
const end64 = 0x06064b50;
const locator64 = 0x07064b50;
const endBytes = 22;
const longestComment = 0xffff;
const unknown32 = 0xffffffff;
/** A directory larger than this is no honest one. */
const mostBytes = 64 * 1024 * 1024;

async function viewOf(bytes: Blob, from: number, to: number): Promise<DataView> {
	return new DataView(await bytes.slice(Math.max(0, from), to).arrayBuffer());
}

/** The entries of a zip in the order of its directory; null for bytes that do not begin as one. archive/invalid for a damaged one. */
export async function readDirectory(file: string, bytes: Blob): Promise<DirectoryEntry[] | null> {
	const head = await viewOf(bytes, 0, 4);
	if (head.byteLength < 4 || (head.getUint32(0, true) !== local && head.getUint32(0, true) !== end)) return null;
	const { size, offset } = await findDirectory(file, bytes);
	if (size > mostBytes || offset + size > bytes.size) throw invalid(file, 'its directory is damaged');
	const view = await viewOf(bytes, offset, offset + size);
	const entries: DirectoryEntry[] = [];
	for (let at = 0; at + 46 <= view.byteLength && view.getUint32(at, true) === central;) {
		const nameBytes = view.getUint16(at + 28, true);
		const extraBytes = view.getUint16(at + 30, true);
		const flags = view.getUint16(at + 8, true);
		const name = new Uint8Array(view.buffer, at + 46, nameBytes);
		const [sizeBytes = 0, packedBytes = 0, start = 0] = longSizes(view, at, at + 46 + nameBytes, extraBytes);
		entries.push({
			// without the flag names are in code page 437; what is ASCII is the same in both
			name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(name),
			method: view.getUint16(at + 10, true),
			isEncrypted: (flags & 1) === 1,
			sum: view.getUint32(at + 16, true),
			packedBytes,
			sizeBytes,
			offset: start
		});
		at += 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
	}
	return entries;
}

/** Size, packed size and offset of an entry, of 64 bits where the extra field has them. */
function longSizes(view: DataView, at: number, extra: number, extraBytes: number): number[] {
	const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
	for (let place = extra; place + 4 <= extra + extraBytes; place += 4 + view.getUint16(place + 2, true)) {
		if (view.getUint16(place, true) !== 1) continue;
		let value = place + 4;
		return sizes.map((size) => {
			if (size !== unknown32 || value + 8 > view.byteLength) return size;
			value += 8;
			return Number(view.getBigUint64(value - 8, true));
		});
	}
	return sizes;
}

async function findDirectory(file: string, bytes: Blob): Promise<{ size: number; offset: number }> {
	const from = Math.max(0, bytes.size - endBytes - longestComment);
	const tail = await viewOf(bytes, from, bytes.size);
	for (let at = tail.byteLength - endBytes; at >= 0; at--) {
		if (tail.getUint32(at, true) !== end) continue;
		const size = tail.getUint32(at + 12, true);
		const offset = tail.getUint32(at + 16, true);
		if (offset !== unknown32 && size !== unknown32) return { size, offset };
		const locator = await viewOf(bytes, from + at - 20, from + at);
		if (locator.byteLength < 20 || locator.getUint32(0, true) !== locator64) return { size, offset };
		const start = Number(locator.getBigUint64(8, true));
		const long = await viewOf(bytes, start, start + 56);
		if (long.byteLength < 56 || long.getUint32(0, true) !== end64) break;
		return { size: Number(long.getBigUint64(40, true)), offset: Number(long.getBigUint64(48, true)) };
	}
	throw invalid(file, 'its directory is missing: the zip is cut short');
}

/** The packed bytes of an entry, behind its local header. */
export async function packedBytes(file: string, bytes: Blob, entry: DirectoryEntry): Promise<Blob> {
	const header = await viewOf(bytes, entry.offset, entry.offset + 30);
	if (header.byteLength < 30 || header.getUint32(0, true) !== local) throw invalid(file, `${entry.name} is damaged`);
	const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
	if (start + entry.packedBytes > bytes.size) throw invalid(file, `${entry.name} is cut short`);
	return bytes.slice(start, start + entry.packedBytes);
}

export function invalid(file: string, reason: string, cause?: unknown): AppError {
	return new AppError('archive/invalid', { file, reason }, { cause });
}
