import type { ErrorDetails } from '$lib/core/errors';
import type { ImportProblem } from '$lib/core/model/foreign-model';
import { megabytes } from './megabytes';

/** Why a model made elsewhere cannot be imported, and the mend. */
const problems: Readonly<Record<ImportProblem, (details: ErrorDetails) => string>> = {
	'too-large': ({ bytes, limit }) =>
		`The file is ${megabytes(bytes)}; up to ${megabytes(limit)} can be read. Train with fewer or shallower trees.`,
	'cut-short': () => 'The file is JSON, but it is damaged or cut short. Save or copy it again.',
	'not-xgboost': () => 'The file is no XGBoost model. Save it with save_model("model.json").',
	'is-dump': () =>
		'The file was written by dump_model, which leaves out objective and base score. Save it with save_model("model.json").',
	'is-ubjson': () => 'The file is UBJSON. Save it as text: save_model("model.json").',
	'is-pickle': () =>
		'The file is a Python pickle, which is a program, so it is not opened. Save the model as JSON (XGBoost) or ONNX.',
	'is-zip': () => 'The file is a zip archive. Unpack it and choose the model in it.',
	booster: ({ where }) =>
		`The booster in the file is of a kind that is not known (${where}). Use gbtree, dart or gblinear.`,
	objective: ({ objective }) =>
		`The objective ${objective} gives no margin or probability to explain. Train with binary:logistic, multi:softprob or a reg: objective.`,
	'many-targets': () => 'The model predicts several targets at once. Import a model a target.',
	damaged: () => 'Parts of the model do not fit each other. Save it again.',
	'not-onnx': () => 'The file is no ONNX model, or it is damaged.',
	'graph-inputs': ({ reason }) =>
		`The ONNX model does not read a table: ${reason}. Its inputs must be numbers or texts, [rows, columns] or a column each.`,
	'graph-outputs': ({ reason }) =>
		`The ONNX model does not give one prediction a row: ${reason}. It must give a number, or probabilities of classes.`,
	'graph-fails': ({ reason }) => `The ONNX model does not run here: ${reason}`,
	'input-names': ({ wanted, given, name }) =>
		name === undefined
			? `The model reads ${wanted} columns, but ${given} names were given.`
			: `“${name}” cannot be the name of a column here: names must differ and be neither empty nor label, probabilities or prediction.`,
	'class-names': ({ wanted, given, name }) =>
		name === undefined
			? `The model has ${wanted} classes, but ${given} labels were given.`
			: `Labels of classes must differ and not be empty: “${name}”.`
};

export function importProblem(details: ErrorDetails): string {
	const said: Readonly<Record<string, (details: ErrorDetails) => string>> = problems;
	return (said[String(details['problem'])] ?? problems.damaged)(details);
}
