import * as v from 'valibot';

/**
 * A trained model as data: what the trainer makes, what becomes ONNX, what is explained. Raw columns in, prediction out.
 *
 * inputs (raw columns) -> featurizer (a vector of float32 features) -> estimator (margins) -> link (probabilities or a number)
 */

/** A raw column the model reads. Text: missing is read as "". Dates: milliseconds since 1970. */
export const ModelInputSchema = v.object({
	name: v.string(),
	type: v.picklist(['number', 'text']),
	/** Kind the person declared, for forms and reports. */
	kind: v.string()
});
export type ModelInput = v.InferOutput<typeof ModelInputSchema>;

/**
 * feature = (x - mean) / scale, computed in double and rounded to float32. Missing and infinite -> `impute`; when that is null they stay as
 * they are.
 */
const NumericEncoderSchema = v.object({
	type: v.literal('numeric'),
	input: v.string(),
	impute: v.nullable(v.number()),
	mean: v.number(),
	scale: v.number()
});
/** 1 where the number is missing, else 0. */
const MissingEncoderSchema = v.object({ type: v.literal('missing'), input: v.string() });
/** One 0/1 feature a category; a value not listed gives zeros everywhere. "" (missing) may be a category. */
const OneHotEncoderSchema = v.object({
	type: v.literal('onehot'),
	input: v.string(),
	categories: v.array(v.string())
});
/** The place of the category in the list, as a number; NaN for a value not listed. */
const OrdinalEncoderSchema = v.object({
	type: v.literal('ordinal'),
	input: v.string(),
	categories: v.array(v.string())
});
/** 1 where the whole part of the number is one of `values`, 0 where it is not, NaN where it is missing: a split by a set of categories. */
const MemberEncoderSchema = v.object({ type: v.literal('member'), input: v.string(), values: v.array(v.number()) });
/** For each set a feature that is 1 where the text is one of the categories at those places, else 0, as for a value not listed. */
const CategorySetsEncoderSchema = v.object({
	type: v.literal('category-sets'),
	input: v.string(),
	categories: v.array(v.string()),
	sets: v.array(v.array(v.number()))
});
export const EncoderSchema = v.variant('type', [
	NumericEncoderSchema,
	MissingEncoderSchema,
	MemberEncoderSchema,
	OneHotEncoderSchema,
	CategorySetsEncoderSchema,
	OrdinalEncoderSchema
]);
export type Encoder = v.InferOutput<typeof EncoderSchema>;

/** margin[k] = bias[k] + sum_j weights[k][j] x[j]; one row a margin. */
const LinearSchema = v.object({
	type: v.literal('linear'),
	weights: v.array(v.array(v.number())),
	bias: v.array(v.number())
});

/**
 * One tree in parallel arrays, node 0 the root. A leaf has feature -1 and its answer in `value`.
 * x[feature] <= threshold goes left, both as float32; NaN goes left where `missingLeft` is 1.
 * `cover` is the weight of training rows that reached the node, for path-dependent explanation; 0 everywhere where it is not known.
 */
const TreeSchema = v.object({
	feature: v.array(v.number()),
	threshold: v.array(v.number()),
	left: v.array(v.number()),
	right: v.array(v.number()),
	missingLeft: v.array(v.number()),
	value: v.array(v.number()),
	cover: v.array(v.number()),
	/** The margin this tree adds to. */
	output: v.number()
});
export type Tree = v.InferOutput<typeof TreeSchema>;

/** margin[k] = base[k] + sum of the leaves of trees with output k. */
const TreesSchema = v.object({
	type: v.literal('trees'),
	base: v.array(v.number()),
	trees: v.array(TreeSchema)
});
export type TreesEstimator = v.InferOutput<typeof TreesSchema>;

/** Dense layers; `weights` is row-major inputs x outputs; relu after every layer but the last. */
const MlpSchema = v.object({
	type: v.literal('mlp'),
	layers: v.array(
		v.object({
			inputs: v.number(),
			outputs: v.number(),
			weights: v.array(v.number()),
			bias: v.array(v.number())
		})
	)
});
/**
 * The training rows that are kept, and what the `neighbors` nearest of them answer: shares of their labels' classes, or the mean of their
 * numbers, each weighing its vote and, by `distance`, 1 / distance (those at distance 0 alone where there are some). The distance is
 * the sum over features of |x - kept| (p 1), or the root of the sum of squares (p 2); of equal ones the row kept first is nearer.
 */
const KnnSchema = v.object({
	type: v.literal('knn'),
	neighbors: v.number(),
	weights: v.picklist(['uniform', 'distance']),
	p: v.picklist([1, 2]),
	/** Classes that a label may be; 0 where labels are numbers. */
	classes: v.number(),
	labels: v.array(v.number()),
	votes: v.array(v.number()),
	/** Features that are 0 or 1 in every kept row, and their values as base64: bytes, row-major. */
	flags: v.array(v.number()),
	marks: v.string(),
	/** The other features as base64: little-endian float32, row-major. */
	numbers: v.string()
});
export type KnnEstimator = v.InferOutput<typeof KnnSchema>;
export type MlpEstimator = v.InferOutput<typeof MlpSchema>;
export type LinearEstimator = v.InferOutput<typeof LinearSchema>;

/**
 * Any ONNX graph, asked and never looked into: `onnx` holds its bytes as base64. It reads the model's inputs under their own names,
 * shape [rows, 1], and gives what modelToOnnx gives. Such a model has no encoders: its features are its inputs.
 */
const GraphSchema = v.object({
	type: v.literal('graph'),
	onnx: v.string()
});
export type GraphEstimator = v.InferOutput<typeof GraphSchema>;

const EstimatorSchema = v.variant('type', [LinearSchema, TreesSchema, MlpSchema, KnnSchema, GraphSchema]);
/** Those that are computed here. */
export type Estimator = LinearEstimator | TreesEstimator | MlpEstimator | KnnEstimator;

/** A curve of steps: `values[i]` up to and with `edges[i]`, the last value beyond; edges are float32. */
const StepCurveSchema = v.object({ edges: v.array(v.number()), values: v.array(v.number()) });
export type StepCurve = v.InferOutput<typeof StepCurveSchema>;
/** Probabilities by steps: of two classes one curve over the margin, of more (and where the link is shares) one a class over its share, brought to a sum of 1. */
const CalibrationSchema = v.object({ type: v.literal('isotonic'), curves: v.array(StepCurveSchema) });
export type Calibration = v.InferOutput<typeof CalibrationSchema>;

export const ModelSchema = v.object({
	schemaVersion: v.literal(1),
	task: v.picklist(['classification', 'regression']),
	target: v.string(),
	/** Labels verbatim, in order; empty for regression. Two classes have one margin, that of classes[1]. */
	classes: v.array(v.string()),
	inputs: v.array(ModelInputSchema),
	encoders: v.array(EncoderSchema),
	/** Names of the encoded features, in order: `age`, `workclass=Private`, `age is missing`. */
	features: v.array(v.string()),
	/** For each feature the index of the input it comes from, so that one-hot groups can be added up. */
	featureInputs: v.array(v.number()),
	estimator: EstimatorSchema,
	/**
	 * classification: logistic (two classes), softmax, or shares (margins that are probabilities already, as a forest's); regression: identity,
	 * or exp or sigmoid of the margin.
	 */
	link: v.picklist(['identity', 'logistic', 'softmax', 'shares', 'exp', 'sigmoid']),
	/** What comes after the link; none when left out. */
	calibration: v.optional(CalibrationSchema),
	/** Of two classes: a row is called classes[1] from this probability of it on; left out: the likelier class. See calledClass. */
	threshold: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)))
});
export type Model = v.InferOutput<typeof ModelSchema>;
