import * as v from 'valibot';
import { AppError } from '../errors';
import { gaugeNames, moveKinds, spanKinds, type Profile } from './profile';
import { VarintReader, VarintWriter } from './varints';

/** "Temoto profile" and the version of the layout. */
const magic = Uint8Array.of(0x54, 0x4d, 0x50, 0x46, 1);

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
const HeaderSchema = v.object({
	timeOrigin: v.optional(v.number(), 0),
	epoch: v.number(),
	end: v.number(),
	names: v.array(v.object({ name: v.string(), kind: v.picklist(spanKinds) })),
	workers: v.array(v.string()),
	spans: count,
	totals: v.array(v.object({ worker: v.number(), name: v.number(), calls: v.number(), ms: v.number() })),
	leftOut: v.object({ count: v.number(), windowMs: v.number(), stride: v.number(), fromMs: v.number() }),
	steps: v.object({ kept: count, count: v.number(), stride: v.number() }),
	gauges: v.array(v.object({ name: v.picklist(gaugeNames), most: v.number(), kept: count })),
	moved: v.array(
		v.object({ kind: v.picklist(moveKinds), count: v.number(), bytes: v.number(), ms: v.number(), kept: count })
	)
});

const microseconds = (ms: number) => Math.round(ms * 1000);

/**
 * A profile as bytes: the magic, the length of the header (4 bytes, little-endian), the header as JSON, then the columns as varints.
 * Times are kept to the microsecond; spans that nest still do. About 10 bytes a span.
 */
export function encodeProfile(profile: Profile): Uint8Array {
	const { timeOrigin, epoch, end, names, workers, spans, totals, leftOut, steps, gauges, moved } = profile;
	const header = new TextEncoder().encode(
		JSON.stringify({
			...{ timeOrigin, epoch, end, names, workers, totals, leftOut },
			spans: spans.name.length,
			steps: { kept: steps.ms.length, count: steps.count, stride: steps.stride },
			gauges: gauges.map(({ name, most, at }) => ({ name, most, kept: at.length })),
			moved: moved.map(({ each, ...rest }) => ({ ...rest, kept: each.at.length }))
		})
	);
	const writer = new VarintWriter();
	for (const column of [spans.name, spans.worker, spans.level]) for (const value of column) writer.add(value);
	writeChanges(writer, spans.number);
	writeChanges(writer, spans.start.map(microseconds));
	spans.start.forEach((start, at) => writer.add(microseconds(spans.end[at] ?? 0) - microseconds(start)));
	for (const column of [steps.ms, steps.end]) writeChanges(writer, column.map(microseconds));
	for (const { at, bytes } of gauges) {
		writeChanges(writer, at.map(microseconds));
		writeChanges(writer, bytes);
	}
	for (const { each } of moved) {
		writeChanges(writer, each.at.map(microseconds));
		writeChanges(writer, each.bytes);
		writeChanges(writer, each.ms.map(microseconds));
	}
	const columns = writer.bytes;
	const file = new Uint8Array(magic.length + 4 + header.length + columns.length);
	file.set(magic);
	new DataView(file.buffer).setUint32(magic.length, header.length, true);
	file.set(header, magic.length + 4);
	file.set(columns, magic.length + 4 + header.length);
	return file;
}

/** Whether bytes are what encodeProfile writes, of this version. */
export function isProfileFile(bytes: Uint8Array): boolean {
	return magic.every((byte, at) => bytes[at] === byte);
}

/** project/invalid for bytes that are not what encodeProfile writes. */
export function decodeProfile(bytes: Uint8Array): Profile {
	if (!isProfileFile(bytes) || bytes.length < magic.length + 4) throw invalid('it is no profile of this version');
	const from = magic.length + 4;
	const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
	const header = readHeader(bytes.subarray(from, from + length));
	const reader = new VarintReader(bytes.subarray(from + length));
	const spans = header.spans;
	const name = Uint16Array.from({ length: spans }, () => reader.next());
	const worker = Uint8Array.from({ length: spans }, () => reader.next());
	const level = Uint8Array.from({ length: spans }, () => reader.next());
	const number = Uint32Array.from(readChanges(reader, spans));
	const begin = readChanges(reader, spans);
	const end = begin.map((start) => (start + reader.next()) / 1000);
	const times = (kept: number) => readChanges(reader, kept).map((value) => value / 1000);
	const stepMs = times(header.steps.kept);
	const stepEnd = times(header.steps.kept);
	return {
		...header,
		spans: { name, worker, level, number, start: begin.map((value) => value / 1000), end },
		steps: { ms: stepMs, end: stepEnd, count: header.steps.count, stride: header.steps.stride },
		gauges: header.gauges.map(({ name, most, kept }) => ({
			name,
			most,
			at: times(kept),
			bytes: readChanges(reader, kept)
		})),
		moved: header.moved.map(({ kept, ...rest }) => ({
			...rest,
			each: { at: times(kept), bytes: readChanges(reader, kept), ms: times(kept) }
		}))
	};
}

function readHeader(bytes: Uint8Array): v.InferOutput<typeof HeaderSchema> {
	try {
		return v.parse(HeaderSchema, JSON.parse(new TextDecoder().decode(bytes)));
	} catch (error) {
		throw invalid(error instanceof Error ? error.message : String(error));
	}
}

function invalid(reason: string): AppError {
	return new AppError('project/invalid', { artifact: 'profile', reason });
}

function writeChanges(writer: VarintWriter, values: Float64Array | Uint32Array): void {
	let before = 0;
	for (const value of values) {
		writer.addSigned(value - before);
		before = value;
	}
}

function readChanges(reader: VarintReader, length: number): Float64Array {
	let value = 0;
	return Float64Array.from({ length }, () => (value += reader.nextSigned()));
}
