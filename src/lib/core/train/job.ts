import type { Columns } from '../table/columns';
import type { Kind } from '../table/schema';
import type { Model } from '../model/model';
import type { CalibrationMethod } from './calibration';
import type { Metrics } from './metrics';
import type { Finding, RuleResult } from '../profile/rules/rule-result';
import type { RuleSettings } from '../profile/rules/settings';
import type { Profile } from '../profile/profile';
import type { DroppedColumn } from './featurizer';
import type { RowUnits } from './row-units';

export const estimatorNames = ['linear', 'trees', 'mlp', 'knn'] as const;
export type EstimatorName = (typeof estimatorNames)[number];
export type Task = 'classification' | 'regression';
/** Our WebAssembly kernels, our WGSL shaders, and TensorFlow.js on each of its backends. */
export const engineNames = ['kernels', 'webgpu', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineName = (typeof engineNames)[number];

/** Everything a run depends on: the same job on the same engine gives the same model to the bit. */
export interface TrainJob {
	readonly columns: Columns;
	readonly kinds: Readonly<Record<string, Kind>>;
	readonly target: string;
	readonly task: Task;
	readonly estimator: EstimatorName;
	readonly engine: EngineName;
	/** Numbers by name: rounds, leaves, learningRate, l2, hidden, epochs, batch ... Unset ones take the estimator's default. */
	readonly params: Readonly<Record<string, number | string>>;
	readonly seed: number;
	/** Row numbers held out to measure; the rest trains. */
	readonly test: Int32Array;
	/** Row numbers that neither measure nor train while it is measured: too near in time, or later. A refit learns from them. */
	readonly aside?: Int32Array;
	/** What the rows are split by; rows that decide when to stop are chosen the same way. */
	readonly units?: RowUnits | null;
	/** A column of row weights (from reweighing), not a feature; null for none. */
	readonly weight: string | null;
	/** `balanced`: a row's weight is also divided by the share of its class, so that every class weighs the same. */
	readonly classWeights?: 'none' | 'balanced';
	/** How probabilities are calibrated; part of what a run is. */
	readonly calibrate?: CalibrationMethod;
	/** What models that had not seen them answered for these rows (row-major rows x classes): what a calibration is fitted to. */
	readonly unseen?: { readonly rows: Int32Array; readonly probabilities: Float64Array };
	/** Columns of the table that are not features (identifiers, the facet when it must not be used). */
	readonly ignore: readonly string[];
	/** The saved model is refitted on all rows after measuring. */
	readonly refit: boolean;
	/** How the rules look and what they do; as the catalogue has it where left out. */
	readonly rules?: RuleSettings;
	/** The fit ends after this step, as when a person ends it there; without it, by its parameters. */
	readonly stopAfter?: number;
	/** Where an earlier run of the same job was cut (a packed RunState). It goes on from there, to the same result. */
	readonly from?: Uint8Array;
}

export type TrainEvent =
	/** A rule found something for the first time. */
	| { readonly type: 'finding'; readonly finding: Finding }
	| { readonly type: 'phase'; readonly phase: string; readonly done: number; readonly total: number | null }
	/** One point of the live curves; `step` is a boosting round or an epoch. */
	| {
			readonly type: 'step';
			readonly step: number;
			readonly total: number;
			readonly trainLoss: number;
			readonly validationLoss: number | null;
			readonly testLoss: number | null;
			readonly ms: number;
	  }
	/** Where the run stands, to be kept: a packed RunState. */
	| {
			readonly type: 'state';
			readonly phase: 'fit' | 'refit';
			readonly step: number;
			readonly total: number;
			readonly bytes: Uint8Array;
	  }
	/** It goes on from the job's `from`. */
	| {
			readonly type: 'resumed';
			readonly phase: 'fit' | 'refit';
			readonly step: number;
			readonly curve: readonly CurvePoint[];
	  }
	/** The job's `from` was written by another version, engine or code: the run begins anew. */
	| { readonly type: 'restarted' };

export interface TrainResult {
	readonly model: Model;
	readonly engine: EngineName;
	readonly params: Readonly<Record<string, number | string>>;
	readonly rows: { readonly train: number; readonly test: number };
	readonly metrics: Metrics;
	/** The same before calibration; null where nothing is calibrated. */
	readonly rawMetrics: Metrics | null;
	/** Held-out predictions, in the order of `test`: probability of each class, or the number. Row-major rows x classes. */
	readonly testPredictions: Float64Array;
	/** The same before calibration; null where nothing is calibrated. */
	readonly rawPredictions: Float64Array | null;
	readonly seconds: number;
	/** Milliseconds by phase name. */
	readonly phases: Readonly<Record<string, number>>;
	readonly profile: Profile;
	readonly curve: readonly CurvePoint[];
	/** What each rule over the run found, and which had nothing to read. */
	readonly checks: readonly RuleResult[];
	/** Columns that did not become features, and why. */
	readonly dropped: readonly DroppedColumn[];
	/** Rows left out because their target is missing. */
	readonly missingTarget: number;
	/** The step with the lowest validation loss; 0 without validation rows. */
	readonly bestStep: number;
	/** Steps that the fit took. */
	readonly steps: number;
	/** What ended the fit before its last step: `patience`, `person`, or the name of a rule. */
	readonly stoppedBy: string | null;
	/** Version, engine and code that trained: the same ones give the same bits. */
	readonly maker: string;
}

/** Mean loss after a step: cross entropy, or the mean squared error in the target's own unit. */
export interface CurvePoint {
	readonly step: number;
	readonly trainLoss: number;
	/** Of the rows that decide when to stop. */
	readonly validationLoss: number | null;
	readonly testLoss: number | null;
}
