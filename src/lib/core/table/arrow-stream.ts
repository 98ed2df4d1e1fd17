import { AppError } from '../errors';

const fileMark = [...'ARROW1'].map((character) => character.charCodeAt(0));
const endMark = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
/** So much is read at a time: enough for many batches. */
const usualBytes = 16 * 1024 * 1024;

const hasMark = (bytes: Uint8Array, at: number) => fileMark.every((byte, i) => bytes[at + i] === byte);

/** An IPC stream of its own with some of the batches, and how many bytes of the whole are read by then. */
export interface ArrowPart {
	readonly ipc: Uint8Array;
	readonly done: number;
}

/**
 * The batches of Arrow bytes as IPC streams, in their order and never all at once; the first has the schema even where there is no batch.
 * A file is a stream between its marks (Arrow columnar format, "IPC File Format"). Refuses with table/unreadable bytes that end within
 * a message, or within a file.
 */
export async function* arrowParts(file: string, bytes: Blob, atOnce: number = usualBytes): AsyncGenerator<ArrowPart> {
	const read = async (from: number, size: number) => new Uint8Array(await bytes.slice(from, from + size).arrayBuffer());
	const isFile = hasMark(await read(0, fileMark.length), 0);
	if (isFile && !hasMark(await read(bytes.size - fileMark.length, fileMark.length), 0)) throw cutShort(file);
	let at = isFile ? 8 : 0;
	let size = atOnce;
	/** The schema, and the dictionaries that came so far. */
	let begin: Uint8Array[] = [];
	let isFirst = true;
	while (at < bytes.size) {
		const window = await read(at, size);
		const found = messagesIn(window);
		// streams of before 2019 have no marks
		if (found.isUnmarked) {
			yield { ipc: await read(at, bytes.size), done: bytes.size };
			return;
		}
		if (found.end === 0 && !found.isOver) {
			if (at + window.length >= bytes.size) throw cutShort(file);
			size *= 2;
			continue;
		}
		const opening = found.messages.filter(({ type }) => type !== messageTypes.batch);
		if (isFirst || opening.length < found.messages.length) {
			const done = found.isOver ? bytes.size : at + found.end;
			yield { ipc: joined([...begin, window.subarray(0, found.end), endMark]), done };
		}
		isFirst = false;
		begin = [...begin, ...opening.map(({ from, to }) => window.slice(from, to))];
		if (found.isOver) return;
		at += found.end;
		size = atOnce;
	}
	if (isFile) throw cutShort(file);
}

const messageTypes = { batch: 3 };

interface Messages {
	readonly messages: readonly { readonly from: number; readonly to: number; readonly type: number }[];
	/** Where the last whole message ends. */
	readonly end: number;
	/** The mark of the stream's end follows. */
	readonly isOver: boolean;
	readonly isUnmarked: boolean;
}

/** The whole messages at the beginning of some bytes: a mark, the length of the head (0 at the end of the stream), the head, the body. */
function messagesIn(bytes: Uint8Array): Messages {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const marked = 0xffffffff;
	const messages: Messages['messages'][number][] = [];
	let at = 0;
	const found = (isOver: boolean, isUnmarked = false) => ({ messages, end: at, isOver, isUnmarked });
	while (at + 8 <= bytes.length) {
		if (view.getUint32(at, true) !== marked) return found(false, true);
		const length = view.getInt32(at + 4, true);
		if (length === 0) return found(true);
		const head = at + 8;
		if (length < 8 || head + length > bytes.length) break;
		const to = head + length + bodyLength(view, head);
		if (to > bytes.length) break;
		messages.push({ from: at, to, type: headerType(view, head) });
		at = to;
	}
	return found(false);
}

/** Where a field of a flatbuffer table stands; null where it is left out. */
function fieldAt(view: DataView, head: number, field: number): number | null {
	const table = head + view.getUint32(head, true);
	const fields = table - view.getInt32(table, true);
	const place = fields + 4 + field * 2;
	if (place + 2 > fields + view.getUint16(fields, true)) return null;
	const offset = view.getUint16(place, true);
	return offset === 0 ? null : table + offset;
}

function headerType(view: DataView, head: number): number {
	const place = fieldAt(view, head, 1);
	return place === null ? 0 : view.getUint8(place);
}

function bodyLength(view: DataView, head: number): number {
	const place = fieldAt(view, head, 3);
	return place === null ? 0 : Number(view.getBigInt64(place, true));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

function cutShort(file: string): AppError {
	return new AppError('table/unreadable', {
		file,
		reason: 'the Arrow data ends early: the file is cut short',
		mend: ''
	});
}
