import * as v from 'valibot';

/** XGBoost writes its parameters as text: "4", "5E-1"; lists since 2.1 or so as "[5E-1,1E0]". */
const ParameterSchema = v.optional(v.string());
const NumbersSchema = v.array(v.number());
/** A flag is a number, in early versions a truth value. */
const FlagsSchema = v.array(v.union([v.number(), v.boolean()]));

/** One tree in parallel arrays, node 0 the root; a leaf has no left child (-1) and its answer in split_conditions. */
export const XgboostTreeSchema = v.object({
	left_children: NumbersSchema,
	right_children: NumbersSchema,
	split_indices: NumbersSchema,
	/** NaN, here null, where the split is by categories. */
	split_conditions: v.array(v.nullable(v.number())),
	default_left: FlagsSchema,
	sum_hessian: NumbersSchema,
	/** 1: by categories. */
	split_type: v.optional(NumbersSchema, []),
	categories: v.optional(NumbersSchema, []),
	categories_nodes: v.optional(NumbersSchema, []),
	categories_segments: v.optional(NumbersSchema, []),
	categories_sizes: v.optional(NumbersSchema, []),
	tree_param: v.optional(v.object({ size_leaf_vector: ParameterSchema }), {})
});
export type XgboostTree = v.InferOutput<typeof XgboostTreeSchema>;

const TreesSchema = v.object({
	name: v.literal('gbtree'),
	model: v.object({ tree_info: NumbersSchema, trees: v.array(XgboostTreeSchema) })
});

export const XgboostSchema = v.object({
	version: v.optional(NumbersSchema, []),
	learner: v.object({
		feature_names: v.optional(v.array(v.string()), []),
		feature_types: v.optional(v.array(v.string()), []),
		learner_model_param: v.object({
			base_score: v.string(),
			num_class: ParameterSchema,
			num_feature: ParameterSchema,
			num_target: ParameterSchema
		}),
		objective: v.object({ name: v.string() }),
		gradient_booster: v.variant('name', [
			TreesSchema,
			v.object({ name: v.literal('dart'), gbtree: TreesSchema, weight_drop: NumbersSchema }),
			v.object({ name: v.literal('gblinear'), model: v.object({ weights: NumbersSchema }) })
		])
	})
});
export type Xgboost = v.InferOutput<typeof XgboostSchema>;
