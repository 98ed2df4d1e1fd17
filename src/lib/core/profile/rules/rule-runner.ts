import type { TensorFacts } from '../tensor-facts';
import { rules, type RuleId } from './catalogue';
import {
	excess,
	resolveRuleParams,
	type Look,
	type Rule,
	type RuleAction,
	type RunEnd,
	type RunStart,
	type Sign,
	type StepFacts,
	type Watcher
} from './rule';
import type { Finding, RulePlace, RuleResult } from './rule-result';
import type { RuleSettings } from './settings';

/**
 * Tensors are looked at in each of the first batches or rounds, then in every so many, or as often as the engine says that it may; in every one
 * where a rule may end the run. It hangs on the job alone, never on the clock: the same run is looked at in the same batches.
 */
const firstLooks = 10;
const looksEvery = 25;

interface Watched {
	readonly rule: Rule<RuleId>;
	readonly action: RuleAction;
	readonly params: Readonly<Record<string, number>>;
	readonly watcher: Watcher | null;
	looks: number;
	firings: number;
	sign: Sign | null;
	first: RulePlace | null;
	worst: RulePlace | null;
}

/** The rule that ended a run. */
export interface RuleStop {
	readonly rule: RuleId;
	readonly action: Exclude<RuleAction, 'notify'>;
	readonly step: number;
}

/**
 * Shows a run to every rule as it goes: each step of its curve, tensors now and then, and its end. The first finding of a rule is told at once.
 * The same run shown again gives the same findings, but for those that read the clock.
 */
export class RuleRunner {
	readonly #watched: Watched[];
	readonly #onFinding: (finding: Finding) => void;
	readonly #looking: readonly Watched[];
	readonly #looks: 'always' | 'sometimes' | 'never';
	/** Tensors are shown after each batch of a step, not after the step. */
	readonly #hasBatches: boolean;
	#step = 0;
	#batches = 0;
	#stop: RuleStop | null = null;

	constructor(run: RunStart, settings: RuleSettings, onFinding: (finding: Finding) => void) {
		this.#onFinding = onFinding;
		this.#hasBatches = run.estimator === 'mlp';
		this.#watched = rules
			.filter(({ id }) => settings[id]?.isOff !== true)
			.map((rule) => {
				const setting = settings[rule.id];
				const params = resolveRuleParams(rule, setting?.params ?? {});
				const isMeant = !rule.estimators || rule.estimators.includes(run.estimator);
				return {
					rule,
					params,
					action: setting?.action ?? 'notify',
					watcher: isMeant ? rule.watch((name) => params[name] ?? NaN, run) : null,
					...{ looks: 0, firings: 0, sign: null, first: null, worst: null }
				};
			});
		const looking = (this.#looking = this.#watched.filter(({ watcher }) => watcher?.tensors !== undefined));
		const mayEnd = looking.some(({ action }) => action !== 'notify');
		if (looking.length === 0) this.#looks = 'never';
		else this.#looks = mayEnd ? 'always' : 'sometimes';
	}

	/** Set once a rule whose action is not to notify has found something. */
	get stop(): RuleStop | null {
		return this.#stop;
	}

	/** Shows a step of the curve. True when the run is to end here. */
	step(facts: StepFacts): boolean {
		this.#step = facts.step;
		this.#show(this.#watched, ({ step }) => step?.(facts), facts.step, null);
		return this.#stop !== null;
	}

	/** Whether a rule looks at tensors after this batch, round or iteration (from 1), where the engine can show them every so often. */
	looks(batch: number, every = looksEvery): boolean {
		this.#batches = Math.max(this.#batches, batch);
		if (this.#looks !== 'sometimes') return this.#looks === 'always';
		return batch <= firstLooks || batch % every === 0;
	}

	/** Shows the tensors that it left. True when the run is to end here. */
	tensors(batch: number, facts: readonly TensorFacts[]): boolean {
		const [step, at] = this.#hasBatches ? [this.#step + 1, batch] : [batch, null];
		if (facts.length > 0) this.#show(this.#looking, ({ tensors }) => tensors?.(facts), step, at);
		return this.#stop !== null;
	}

	/** Shows the end of the run and gives what each rule made of all of it. */
	end(facts: RunEnd): RuleResult[] {
		this.#show(this.#watched, ({ end }) => end?.(facts), this.#step, null);
		return this.results;
	}

	get results(): RuleResult[] {
		return this.#watched.map((watched) => resultOf(watched, this.#batches));
	}

	#show(shown: readonly Watched[], ask: (watcher: Watcher) => Look, step: number, batch: number | null): void {
		for (const watched of shown) {
			const look = watched.watcher && ask(watched.watcher);
			if (look === undefined || (look === null && !watched.watcher)) continue;
			watched.looks += 1;
			if (look === null) continue;
			this.#note(watched, look, step, batch);
		}
	}

	#note(watched: Watched, sign: Sign, step: number, batch: number | null): void {
		const { tensor = null, value, limit } = sign;
		const place = { step, batch, tensor, value: finite(value), limit: finite(limit) };
		const isFirst = watched.firings === 0;
		watched.firings += 1;
		if (!watched.worst || excess(place) > excess(watched.worst)) watched.worst = place;
		if (!isFirst) return;
		watched.first = place;
		watched.sign = sign;
		const { rule, action } = watched;
		if (action !== 'notify') this.#stop ??= { rule: rule.id, action, step };
		this.#onFinding({ ...resultOf(watched, this.#batches), status: 'issue' });
	}
}

/** `batches`: how many there were so far. */
function resultOf(watched: Watched, batches: number): RuleResult {
	const { rule, action, params, watcher, looks, firings, sign, first, worst } = watched;
	const status = firings > 0 ? 'issue' : looks > 0 ? 'ok' : 'no-data';
	const lacks = watcher ? rule.needs : 'estimator';
	return {
		...{ rule: rule.id, family: rule.family, severity: rule.severity, action, status },
		evidence: Object.fromEntries(Object.entries(sign?.facts ?? {}).map(([name, value]) => [name, finite(value)])),
		suggestion: sign?.suggestion ? { ...sign.suggestion } : null,
		...{
			first,
			worst,
			looks,
			looksOf: watcher?.tensors && !watcher.end ? batches : null,
			firings,
			params: { ...params }
		},
		lacks: status === 'no-data' ? lacks : null
	};
}

/** JSON knows no infinity. */
function finite(value: number): number {
	return Number.isNaN(value) ? 0 : Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE);
}
