import * as v from 'valibot';
import { AppError } from '../errors';
import type { EstimatorName } from './job';

const positive = (most: number) => v.pipe(v.number(), v.minValue(Number.MIN_VALUE), v.maxValue(most));
const count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const weight = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9));

const hiddenPattern = /^\d{1,4}(,\d{1,4}){0,7}$/;
const hidden = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform(String),
	v.regex(hiddenPattern),
	v.check((text) => text.split(',').every((size) => Number(size) > 0 && Number(size) <= 2048))
);

/** l2 is the weight of half the squared length of the coefficients against the sum of losses: 1 / C of scikit-learn. */
export const LinearParamsSchema = v.strictObject({
	l2: v.optional(weight, 1),
	iterations: v.optional(count(1, 10_000), 200),
	tolerance: v.optional(positive(1), 1e-7)
});

export const TreesParamsSchema = v.strictObject({
	rounds: v.optional(count(1, 10_000), 100),
	leaves: v.optional(count(2, 1024), 31),
	learningRate: v.optional(positive(10), 0.1),
	l2: v.optional(weight, 1),
	minChildWeight: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e9)), 1),
	bins: v.optional(count(2, 255), 255)
});

/** l2 weighs half the squared length of the weights against the mean loss; biases are left out. `hidden`: sizes, comma between. */
export const MlpParamsSchema = v.strictObject({
	hidden: v.optional(hidden, '64,32'),
	epochs: v.optional(count(1, 10_000), 12),
	batch: v.optional(count(4, 65_536), 256),
	learningRate: v.optional(positive(10), 0.002),
	l2: v.optional(weight, 1e-4)
});

export type LinearParams = v.InferOutput<typeof LinearParamsSchema>;
export type TreesParams = v.InferOutput<typeof TreesParamsSchema>;
export type MlpParams = v.InferOutput<typeof MlpParamsSchema>;

export const paramsSchemas = {
	linear: LinearParamsSchema,
	trees: TreesParamsSchema,
	mlp: MlpParamsSchema
} as const;

export type Params = Readonly<Record<string, number | string>>;

/** The parameters of an estimator with defaults filled in. train/params-invalid for an unknown name or a value out of range. */
export function resolveParams(estimator: 'linear', params: Params): LinearParams;
export function resolveParams(estimator: 'trees', params: Params): TreesParams;
export function resolveParams(estimator: 'mlp', params: Params): MlpParams;
export function resolveParams(estimator: EstimatorName, params: Params): Params;
export function resolveParams(estimator: EstimatorName, params: Params): Params {
	const parsed = v.safeParse(paramsSchemas[estimator], params);
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	const param = issue.path?.map((part) => String(part.key)).join('.') ?? '';
	const known = Object.keys(paramsSchemas[estimator].entries);
	const allowed = known.includes(param) ? paramRange(estimator, param) : known.join(', ');
	throw new AppError('train/params-invalid', { estimator, param, value: String(params[param] ?? ''), allowed });
}

/** What a parameter may be, in a few characters: `1..10000`, `64,32`. */
export function paramRange(estimator: EstimatorName, param: string): string {
	if (param === 'hidden') return '1..2048, up to 8 of them, as in 64,32';
	const range = ranges[estimator][param];
	return range ? `${range[0]}..${range[1]}` : '';
}

export interface ParamField {
	readonly name: string;
	readonly initial: number | string;
	readonly least: number;
	readonly most: number;
	readonly whole: boolean;
}

const ranges: Record<EstimatorName, Record<string, readonly [number, number]>> = {
	linear: { l2: [0, 1e9], iterations: [1, 10_000], tolerance: [0, 1] },
	trees: {
		rounds: [1, 10_000],
		leaves: [2, 1024],
		learningRate: [0, 10],
		l2: [0, 1e9],
		minChildWeight: [1e-6, 1e9],
		bins: [2, 255]
	},
	mlp: { epochs: [1, 10_000], batch: [4, 65_536], learningRate: [0, 10], l2: [0, 1e9] }
};
const whole = new Set(['iterations', 'rounds', 'leaves', 'bins', 'epochs', 'batch']);

/** The parameters of an estimator as a form needs them. */
export function paramFields(estimator: EstimatorName): readonly ParamField[] {
	return Object.entries(resolveParams(estimator, {})).map(([name, initial]) => {
		const [least, most] = ranges[estimator][name] ?? [0, 0];
		return { name, initial, least, most, whole: whole.has(name) };
	});
}
