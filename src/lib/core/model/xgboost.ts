import * as v from 'valibot';
import {
	namesOr,
	notImportable,
	refuseOtherFiles,
	unnamedTarget,
	type ForeignModel,
	type ImportNames
} from './foreign-model';
import type { Encoder, LinearEstimator, Model, ModelInput, TreesEstimator } from './model';
import { XgboostSchema, type Xgboost } from './xgboost-schema';
import { readTree } from './xgboost-tree';

type Learner = Xgboost['learner'];

/** How margins become answers, by objective. */
const links: Readonly<Record<string, Model['link']>> = {
	'reg:squarederror': 'identity',
	'reg:linear': 'identity',
	'reg:squaredlogerror': 'identity',
	'reg:absoluteerror': 'identity',
	'reg:pseudohubererror': 'identity',
	'reg:quantileerror': 'identity',
	'rank:pairwise': 'identity',
	'rank:ndcg': 'identity',
	'rank:map': 'identity',
	'reg:logistic': 'sigmoid',
	'binary:logistic': 'logistic',
	'binary:logitraw': 'logistic',
	'multi:softprob': 'softmax',
	'multi:softmax': 'softmax',
	'count:poisson': 'exp',
	'reg:gamma': 'exp',
	'reg:tweedie': 'exp',
	'survival:cox': 'exp',
	'survival:aft': 'exp'
};

/**
 * A model that XGBoost's `save_model('m.json')` wrote (1.0 on), with its margins to the bit: gbtree, dart and gblinear; see
 * https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html. binary:logitraw is read as the classes its margin is about.
 * model/not-importable says what is wrong with any other file.
 */
export function readXgboost(bytes: Uint8Array, names: ImportNames = {}): ForeignModel {
	const { version, learner } = parseFile(bytes);
	const objective = learner.objective.name;
	const link = links[objective];
	if (!link) throw notImportable('objective', { objective });
	if (numberOf(learner.learner_model_param.num_target, 1) > 1) throw notImportable('many-targets');
	const classCount =
		link === 'softmax' ? numberOf(learner.learner_model_param.num_class, 0) : link === 'logistic' ? 2 : 0;
	const inputNames = namesOr(ownNames(learner), names.inputs, 'input-names');
	const outputs = link === 'softmax' ? classCount : 1;
	const base = baseMargins(learner, link, outputs);
	const model = {
		schemaVersion: 1 as const,
		task: classCount > 0 ? ('classification' as const) : ('regression' as const),
		target: names.target ?? unnamedTarget,
		classes: namesOr(
			Array.from({ length: classCount }, (_, k) => String(k)),
			names.classes,
			'class-names'
		),
		inputs: inputNames.map((name, at): ModelInput => ({
			name,
			type: 'number',
			kind: kindOf(learner.feature_types[at])
		})),
		link
	};
	const booster = learner.gradient_booster;
	const read =
		booster.name === 'gblinear' ? linear(booster.model.weights, inputNames, base) : trees(booster, inputNames, base);
	return {
		model: { ...model, ...read },
		producer: version.length > 0 ? `XGBoost ${version.join('.')}` : 'XGBoost',
		asGraph: null
	};
}

function parseFile(bytes: Uint8Array): Xgboost {
	refuseOtherFiles(bytes);
	const text = new TextDecoder().decode(bytes);
	const start = text.trimStart().charAt(0);
	if (start === '[') throw notImportable('is-dump');
	if (start !== '{') throw notImportable('not-xgboost');
	if (/^\{[LliIU$#]/.test(text)) throw notImportable('is-ubjson');
	const checked = v.safeParse(XgboostSchema, parseJson(text));
	if (checked.success) return checked.output;
	const [issue] = checked.issues;
	const where = v.getDotPath(issue) ?? '';
	if (where.startsWith('learner.gradient_booster')) throw notImportable('booster', { where });
	throw notImportable('not-xgboost', { where });
}

/** JSON in which numbers may be NaN (here null) or Infinity, as XGBoost writes them. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const mended = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
			found.startsWith('"') ? found : found.endsWith('NaN') ? 'null' : found.replace('Infinity', '1e999')
		);
		try {
			return JSON.parse(mended);
		} catch {
			throw notImportable('cut-short', {}, error);
		}
	}
}

function numberOf(text: string | undefined, absent: number): number {
	const number = Number(text);
	return text === undefined || !Number.isFinite(number) ? absent : number;
}

function kindOf(type: string | undefined): string {
	return type === 'c' ? 'categorical' : type === 'i' ? 'boolean' : 'numeric';
}

/** The file's names, else XGBoost's own: f0, f1 ... */
function ownNames({ feature_names, learner_model_param, gradient_booster }: Learner): readonly string[] {
	if (feature_names.length > 0) return feature_names;
	const trees = gradient_booster.name === 'gblinear' ? [] : treesOf(gradient_booster).trees;
	const used = trees.reduce((most, tree) => tree.split_indices.reduce((top, at) => Math.max(top, at + 1), most), 0);
	const count = Math.max(numberOf(learner_model_param.num_feature, 0), used);
	if (count === 0) throw notImportable('damaged');
	return Array.from({ length: count }, (_, at) => `f${at}`);
}

/** base_score is an answer of the objective; that of binary:logitraw is a margin. */
function baseMargins(
	{ learner_model_param: { base_score }, objective }: Learner,
	link: Model['link'],
	outputs: number
): number[] {
	const scores = base_score
		.replace(/^\[|\]$/g, '')
		.split(',')
		.map(Number);
	if (scores.some(Number.isNaN)) throw notImportable('damaged');
	const margin = (score: number) => {
		if (objective.name === 'binary:logitraw') return score;
		if (link === 'logistic' || link === 'sigmoid') return -Math.log(1 / score - 1);
		return link === 'exp' ? Math.log(score) : score;
	};
	return Array.from({ length: outputs }, (_, k) => Math.fround(margin(Math.fround(scores[k] ?? scores[0] ?? 0))));
}

type ReadParts = Pick<Model, 'encoders' | 'features' | 'featureInputs' | 'estimator'>;

/** Weights lie feature by feature, one a class, the biases last. A missing number counts as 0. */
function linear(weights: readonly number[], names: readonly string[], base: readonly number[]): ReadParts {
	const outputs = base.length;
	if (weights.length !== (names.length + 1) * outputs) throw notImportable('damaged');
	const at = (feature: number, k: number) => weights[feature * outputs + k] ?? 0;
	const estimator: LinearEstimator = {
		type: 'linear',
		weights: base.map((_, k) => names.map((_name, feature) => at(feature, k))),
		bias: base.map((margin, k) => margin + at(names.length, k))
	};
	return {
		encoders: names.map((input) => ({ type: 'numeric', input, impute: 0, mean: 0, scale: 1 })),
		features: [...names],
		featureInputs: names.map((_, place) => place),
		estimator
	};
}

type TreeBooster = Exclude<Learner['gradient_booster'], { name: 'gblinear' }>;

function treesOf(booster: TreeBooster) {
	return booster.name === 'dart' ? booster.gbtree.model : booster.model;
}

function trees(booster: TreeBooster, names: readonly string[], base: readonly number[]): ReadParts {
	const { trees: written, tree_info } = treesOf(booster);
	const encoders: Encoder[] = names.map((input) => ({ type: 'numeric', input, impute: null, mean: 0, scale: 1 }));
	const features = [...names];
	const featureInputs = names.map((_, place) => place);
	const sets = new Map<string, number>();
	const member = (input: number, values: readonly number[]): number => {
		const name = names[input] ?? '';
		const key = `${name} in ${values.join(', ')}`;
		let feature = sets.get(key);
		if (feature === undefined) {
			sets.set(key, (feature = features.length));
			encoders.push({ type: 'member', input: name, values: [...values] });
			features.push(key);
			featureInputs.push(input);
		}
		return feature;
	};
	const estimator: TreesEstimator = {
		type: 'trees',
		base: [...base],
		trees: written.map((tree, at) => {
			if (numberOf(tree.tree_param.size_leaf_vector, 0) > 1) throw notImportable('many-targets');
			if (tree.split_indices.some((input) => !(input < names.length))) throw notImportable('damaged');
			const output = tree_info[at] ?? 0;
			if (!(output < base.length)) throw notImportable('damaged');
			return readTree(tree, output, booster.name === 'dart' ? (booster.weight_drop[at] ?? 1) : 1, member);
		})
	};
	return { encoders, features, featureInputs, estimator };
}
