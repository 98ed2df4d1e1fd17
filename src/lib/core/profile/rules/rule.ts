import * as v from 'valibot';
import { AppError } from '../../errors';
import type { EngineName, EstimatorName } from '../../train/job';
import type { Params } from '../../train/params';
import type { TensorFacts } from '../tensor-facts';

export type RuleFamily = 'training' | 'profiling';
export type Severity = 'high' | 'medium' | 'low';
export const ruleActions = ['notify', 'stop', 'keep-best'] as const;
export type RuleAction = (typeof ruleActions)[number];

/** What a rule reads; the reason why it had no data when it never got to read it. `estimator`: it has no meaning for this one. */
export const ruleNeeds = [
	'estimator',
	'steps',
	'tensors',
	'held-out',
	'classes',
	'held-out-classes',
	'trees',
	'columns',
	'workers',
	'memory',
	'preparing'
] as const;
export type RuleNeed = (typeof ruleNeeds)[number];

/** What to set instead: parameters of the estimator by name, or the engine. */
export type Suggestion = Readonly<Record<string, number | string>>;

/** Something that is wrong: how much of what, against which limit. */
export interface Sign {
	readonly value: number;
	readonly limit: number;
	readonly tensor?: string;
	/** Further figures by name. */
	readonly facts?: Readonly<Record<string, number>>;
	readonly suggestion?: Suggestion;
}

/** `undefined`: too little to tell. `null`: looked at, and fine. */
export type Look = Sign | null | undefined;

/** What is known before the first step. */
export interface RunStart {
	readonly estimator: EstimatorName;
	readonly engine: EngineName;
	readonly params: Params;
	/** The parameter that says how many steps: rounds, epochs, iterations; none for an estimator without. */
	readonly stepsParam: string;
	/** Training rows a class; empty for a number. */
	readonly classCounts: readonly number[];
}

/** A step of the curve: a round, an epoch, an iteration. */
export interface StepFacts {
	readonly step: number;
	readonly trainLoss: number;
	/** Of validation rows where there are some, else of those held out; null without either. */
	readonly heldOutLoss: number | null;
	readonly ms: number;
	/** Milliseconds of the step by phase. */
	readonly phases: Readonly<Record<string, number>>;
	/** Bytes by kind of memory, where someone counts them. */
	readonly memory: Readonly<Record<string, number>>;
	/** Milliseconds since the run began. */
	readonly now: number;
}

/** What is known after the last step. */
export interface RunEnd {
	/** Counts of held-out rows: true class by row, the one that was called by column; null without. */
	readonly confusion: readonly (readonly number[])[] | null;
	/** Milliseconds by phase over the whole run. */
	readonly phases: Readonly<Record<string, number>>;
	/** Workers that learned, and those this device could run at once for it. */
	readonly threads: number;
	readonly cores: number;
	/** Milliseconds a helping worker was busy. */
	readonly busyMs: Readonly<Record<string, number>>;
}

/** One run's eyes of a rule. What it remembers is bounded, however long the run. */
export interface Watcher {
	step?(facts: StepFacts): Look;
	tensors?(facts: readonly TensorFacts[]): Look;
	end?(facts: RunEnd): Look;
}

export interface RuleField {
	readonly initial: number;
	readonly least: number;
	readonly most: number;
	readonly whole?: boolean;
}

export interface Rule<Id extends string = string, Field extends string = string> {
	readonly id: Id;
	readonly family: RuleFamily;
	readonly severity: Severity;
	/** For those it has a meaning; all when left out. */
	readonly estimators?: readonly EstimatorName[];
	readonly needs: RuleNeed;
	readonly fields: Readonly<Record<Field, RuleField>>;
	watch(param: (name: Field) => number, run: RunStart): Watcher;
}

/** Ties the names of a rule's parameters to what its watcher may ask for. */
export function defineRule<const Id extends string, const Field extends string>(
	rule: Rule<Id, Field>
): Rule<Id, Field> {
	return rule;
}

/** Estimators that get better step by step: what reads the course of a loss means these. */
export const stepwise = ['linear', 'trees', 'mlp'] as const satisfies readonly EstimatorName[];

export const share = (initial: number): RuleField => ({ initial, least: 0, most: 1 });
export const number = (initial: number, least: number, most: number): RuleField => ({ initial, least, most });
export const steps = (initial: number, least = 1, most = 100_000): RuleField => ({ initial, least, most, whole: true });

/** The schema of a rule's parameters; what is left out takes its default. */
export function ruleSchema({ fields }: Pick<Rule, 'fields'>) {
	return v.strictObject(
		Object.fromEntries(
			Object.entries(fields).map(([name, { initial, least, most, whole }]) => {
				const range = v.pipe(v.number(), v.minValue(least), v.maxValue(most));
				return [name, v.optional(whole ? v.pipe(range, v.integer()) : range, initial)];
			})
		)
	);
}

/** A rule's parameters with the given ones. train/rule-invalid when one is unknown or out of range. */
export function resolveRuleParams(
	rule: Pick<Rule, 'id' | 'fields'>,
	given: Readonly<Record<string, number>>
): Record<string, number> {
	const parsed = v.safeParse(ruleSchema(rule), given);
	if (parsed.success) return parsed.output;
	const name = parsed.issues[0].path?.map(({ key }) => String(key)).join('.') ?? '';
	const field = rule.fields[name];
	throw new AppError('train/rule-invalid', {
		rule: rule.id,
		param: name,
		value: String(given[name] ?? ''),
		allowed: field ? `${field.least}..${field.most}` : Object.keys(rule.fields).join(', ')
	});
}

/** The sign farthest beyond its limit; fine when all that could be told is fine. */
export function worstOf(looks: Iterable<Look>): Look {
	let worst: Look = undefined;
	for (const look of looks) worst = worse(worst, look);
	return worst;
}

/** The same of what `judge` says of each tensor. It is asked after every batch: no list is made. */
export function worstTensor(facts: readonly TensorFacts[], judge: (tensor: TensorFacts) => Look): Look {
	let worst: Look = undefined;
	for (const tensor of facts) worst = worse(worst, judge(tensor));
	return worst;
}

function worse(worst: Look, look: Look): Look {
	if (look === undefined) return worst;
	if (look === null) return worst ?? null;
	return !worst || excess(look) > excess(worst) ? look : worst;
}

/** How far a value is beyond its limit. */
export function excess({ value, limit }: Pick<Sign, 'value' | 'limit'>): number {
	return Math.abs(value - limit);
}
