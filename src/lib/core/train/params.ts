import * as v from 'valibot';
import { AppError } from '../errors';
import type { EstimatorName } from './job';
import type { ParamRule, ParamRules } from './params/fields';
import { KnnParamsSchema, knnRules, type KnnParams } from './params/knn';
import { LinearParamsSchema, linearRules, type LinearParams } from './params/linear';
import { MlpParamsSchema, mlpRules, type MlpParams } from './params/mlp';
import { TreesParamsSchema, treesRules, type TreesParams } from './params/trees';

export const paramsSchemas = {
	linear: LinearParamsSchema,
	trees: TreesParamsSchema,
	mlp: MlpParamsSchema,
	knn: KnnParamsSchema
} as const;
const rules: Record<EstimatorName, ParamRules> = {
	linear: linearRules,
	trees: treesRules,
	mlp: mlpRules,
	knn: knnRules
};

/** The parameter that says how many steps an estimator takes; null for one that takes none to speak of: it has learned once it has the rows. */
export const stepsParams = { linear: 'iterations', trees: 'rounds', mlp: 'epochs', knn: null } as const;

export type Params = Readonly<Record<string, number | string>>;

/** The parameters of an estimator with defaults filled in. train/params-invalid for an unknown name or a value out of range. */
export function resolveParams(estimator: 'linear', params: Params): LinearParams;
export function resolveParams(estimator: 'trees', params: Params): TreesParams;
export function resolveParams(estimator: 'mlp', params: Params): MlpParams;
export function resolveParams(estimator: 'knn', params: Params): KnnParams;
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
	const rule = rules[estimator][param];
	if (!rule) return '';
	return rule.form ?? rule.choices?.join(', ') ?? `${rule.least}..${rule.most}`;
}

export interface ParamField extends ParamRule {
	readonly name: string;
	readonly initial: number | string;
}

/** The parameters of an estimator as a form needs them. */
export function paramFields(estimator: EstimatorName): readonly ParamField[] {
	return Object.entries(resolveParams(estimator, {})).map(([name, initial]) => ({
		least: 0,
		most: 0,
		...rules[estimator][name],
		...{ name, initial }
	}));
}

/** The parameters that mean something with the others as they are set; `isClasses`: what is predicted is classes. */
export function meantFields(estimator: EstimatorName, params: Params, isClasses: boolean): readonly ParamField[] {
	const fields = paramFields(estimator);
	const valueOf = (name: string) => params[name] ?? fields.find((field) => field.name === name)?.initial;
	return fields.filter(
		({ ofNumbers = false, where = {} }) =>
			!(ofNumbers && isClasses) &&
			Object.entries(where).every(([name, values]) => values.some((value) => value === valueOf(name)))
	);
}
