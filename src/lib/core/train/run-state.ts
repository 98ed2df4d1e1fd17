import * as v from 'valibot';
import { ModelSchema, type Model } from '../model/model';
import { RuleResultSchema, type RuleResult } from '../profile/rules/rule-result';
import type { FitState, StateArray } from './fit-state';
import type { CurvePoint } from './job';
import type { Metrics } from './metrics';

/** What the fit on the training rows gave, while the kept model is fitted again on all rows. */
export interface Measured {
	readonly model: Model;
	readonly metrics: Metrics;
	readonly rawMetrics: Metrics | null;
	readonly testPredictions: Float64Array;
	readonly rawPredictions: Float64Array | null;
	readonly bestStep: number;
	readonly steps: number;
	readonly stoppedBy: string | null;
	readonly checks: readonly RuleResult[];
}

/** Where a run stood after a step: a run of the same job goes on from it to the same result, to the bit. */
export interface RunState {
	/** Version, engine and code that wrote it: another one could give other bits. */
	readonly maker: string;
	readonly phase: 'fit' | 'refit';
	readonly fit: FitState;
	/** The curve of the fit on the training rows so far. */
	readonly curve: readonly CurvePoint[];
	/** Milliseconds of each of those steps. */
	readonly stepMs: readonly number[];
	/** Null while `phase` is fit. */
	readonly measured: Measured | null;
	/** Milliseconds by phase so far. */
	readonly spent: Readonly<Record<string, number>>;
}

const arrayTypes = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array } as const;
const typeNames = ['Float32Array', 'Float64Array', 'Int32Array', 'Uint32Array', 'Uint8Array'] as const;

const MetricsSchema = v.record(v.string(), v.nullable(v.number()));
const HeaderSchema = v.object({
	schemaVersion: v.literal(1),
	maker: v.string(),
	phase: v.picklist(['fit', 'refit']),
	step: v.number(),
	numbers: v.array(v.string()),
	arrays: v.array(v.object({ name: v.string(), type: v.picklist(typeNames), length: v.number() })),
	spent: v.record(v.string(), v.number()),
	measured: v.nullable(
		v.object({
			model: ModelSchema,
			metrics: MetricsSchema,
			rawMetrics: v.nullable(MetricsSchema),
			bestStep: v.number(),
			steps: v.number(),
			stoppedBy: v.nullable(v.string()),
			checks: v.array(RuleResultSchema)
		})
	)
});

const curveWidth = 4;
const roundUp = (bytes: number) => Math.ceil(bytes / 8) * 8;

function flatCurve(curve: readonly CurvePoint[]): Float64Array {
	const flat = new Float64Array(curve.length * curveWidth);
	curve.forEach(({ step, trainLoss, validationLoss, testLoss }, at) =>
		flat.set([step, trainLoss, validationLoss ?? NaN, testLoss ?? NaN], at * curveWidth)
	);
	return flat;
}

function readCurve(flat: Float64Array): CurvePoint[] {
	const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
	return Array.from({ length: flat.length / curveWidth }, (_, at) => {
		const [step = 0, trainLoss = 0, validationLoss, testLoss] = flat.subarray(at * curveWidth, (at + 1) * curveWidth);
		return { step, trainLoss, validationLoss: orNull(validationLoss), testLoss: orNull(testLoss) };
	});
}

/** A state as bytes of its own: a JSON header behind its length, then each array from a multiple of 8 bytes. */
export function packRunState({ maker, phase, fit, curve, stepMs, measured, spent }: RunState): Uint8Array {
	const numbers = Object.entries(fit.numbers);
	const arrays: readonly (readonly [string, StateArray])[] = [
		['#numbers', Float64Array.from(numbers, ([, value]) => value)],
		['#curve', flatCurve(curve)],
		['#stepMs', Float64Array.from(stepMs)],
		['#testPredictions', measured?.testPredictions ?? new Float64Array(0)],
		['#rawPredictions', measured?.rawPredictions ?? new Float64Array(0)],
		...Object.entries(fit.arrays)
	];
	const header = new TextEncoder().encode(
		JSON.stringify({
			schemaVersion: 1,
			...{ maker, phase, spent },
			step: fit.step,
			numbers: numbers.map(([name]) => name),
			arrays: arrays.map(([name, { length, constructor }]) => ({ name, type: constructor.name, length })),
			measured: measured && { ...measured, testPredictions: undefined, rawPredictions: undefined }
		})
	);
	const from = roundUp(4 + header.length);
	const bytes = new Uint8Array(arrays.reduce((end, [, { byteLength }]) => end + roundUp(byteLength), from));
	new DataView(bytes.buffer).setUint32(0, header.length, true);
	bytes.set(header, 4);
	let at = from;
	for (const [, { buffer, byteOffset, byteLength }] of arrays) {
		bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
		at += roundUp(byteLength);
	}
	return bytes;
}

/** A state from its bytes; null when they are none that this version reads. */
export function readRunState(bytes: Uint8Array): RunState | null {
	const whole = bytes.slice();
	const length = whole.length < 4 ? Infinity : new DataView(whole.buffer).getUint32(0, true);
	if (4 + length > whole.length) return null;
	const parsed = v.safeParse(HeaderSchema, parseJson(new TextDecoder().decode(whole.subarray(4, 4 + length))));
	if (!parsed.success) return null;
	const { maker, phase, step, spent, measured, ...header } = parsed.output;
	const arrays: Record<string, StateArray> = {};
	let at = roundUp(4 + length);
	for (const { name, type, length: count } of header.arrays) {
		const size = count * arrayTypes[type].BYTES_PER_ELEMENT;
		if (at + size > whole.length) return null;
		arrays[name] = new arrayTypes[type](whole.buffer, at, count);
		at += roundUp(size);
	}
	const {
		'#numbers': numbers,
		'#curve': curve,
		'#stepMs': stepMs,
		'#testPredictions': testPredictions,
		'#rawPredictions': raw,
		...own
	} = arrays;
	if (!(curve instanceof Float64Array) || !(testPredictions instanceof Float64Array) || !numbers || !stepMs)
		return null;
	return {
		...{ maker, phase, spent },
		fit: {
			step,
			numbers: Object.fromEntries(header.numbers.map((name, place) => [name, numbers[place] ?? NaN])),
			arrays: own
		},
		curve: readCurve(curve),
		stepMs: Array.from(stepMs),
		measured: measured && {
			...measured,
			testPredictions,
			rawPredictions: measured.rawMetrics && raw instanceof Float64Array ? raw : null
		}
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null; // a cut or foreign file reads as no state
	}
}
