import { AppError } from '../errors';

const fileMark = [...'ARROW1'].map((character) => character.charCodeAt(0));

/**
 * The IPC stream in the bytes of an Arrow file: a file is a stream between its marks (Arrow columnar format, "IPC File Format"). Refuses
 * with table/unreadable bytes that end within a message, or within a file.
 */
export function arrowStream(file: string, bytes: Uint8Array): Uint8Array {
	const isFile = fileMark.every((byte, i) => bytes[i] === byte);
	if (isFile && !fileMark.every((byte, i) => bytes[bytes.length - fileMark.length + i] === byte)) throw cutShort(file);
	const stream = isFile ? bytes.subarray(8) : bytes;
	const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
	const marked = 0xffffffff;
	let at = 0;
	while (at < stream.length) {
		if (at + 8 > stream.length) throw cutShort(file);
		// a message: a mark, the length of its head (0 at the end of the stream), its head, its body
		if (view.getUint32(at, true) !== marked) return stream;
		const length = view.getInt32(at + 4, true);
		if (length === 0) return stream.subarray(0, at + 8);
		const head = at + 8;
		if (length < 8 || head + length > stream.length) throw cutShort(file);
		at = head + length + bodyLength(view, head);
	}
	if (at > stream.length || isFile) throw cutShort(file);
	return stream;
}

/** `bodyLength` of a Message: the fourth field of a flatbuffer table. */
function bodyLength(view: DataView, head: number): number {
	const table = head + view.getUint32(head, true);
	const fields = table - view.getInt32(table, true);
	const place = fields + 4 + 3 * 2;
	if (place + 2 > fields + view.getUint16(fields, true)) return 0;
	const offset = view.getUint16(place, true);
	return offset === 0 ? 0 : Number(view.getBigInt64(table + offset, true));
}

function cutShort(file: string): AppError {
	return new AppError('table/unreadable', {
		file,
		reason: 'the Arrow data ends early: the file is cut short',
		mend: ''
	});
}
