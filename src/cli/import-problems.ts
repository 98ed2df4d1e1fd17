import type { ErrorDetails } from '$lib/core/errors';
import type { ImportProblem } from '$lib/core/model/foreign-model';

const problems: Readonly<Record<ImportProblem, (details: ErrorDetails) => string>> = {
	'too-large': ({ bytes, limit }) =>
		`${bytes} bytes are more than the ${limit} that can be read; train with fewer or shallower trees`,
	'cut-short': () => 'is JSON, but damaged or cut short; save or copy it again',
	'not-xgboost': () => "is no XGBoost model; save it with save_model('model.json')",
	'is-dump': () =>
		"was written by dump_model, which leaves out objective and base score; save it with save_model('model.json')",
	'is-ubjson': () => "is UBJSON; save it as text with save_model('model.json')",
	'is-pickle': () => 'is a Python pickle, which is a program and is not opened; save the model as JSON or ONNX',
	'is-zip': () => 'is a zip archive; unpack it and give the model in it',
	booster: ({ where }) => `its booster is not known (${where}); use gbtree, dart or gblinear`,
	objective: ({ objective }) =>
		`its objective ${objective} gives no margin or probability; train with binary:logistic, multi:softprob or a reg: objective`,
	'many-targets': () => 'predicts several targets at once; save a model a target',
	damaged: () => 'its parts do not fit each other; save it again',
	'not-onnx': () => 'is no ONNX model, or it is damaged',
	'graph-inputs': ({ reason }) =>
		`does not read a table: ${reason}; inputs must be numbers or texts, [rows, columns] or a column each (--input-names names them)`,
	'graph-outputs': ({ reason }) =>
		`does not give one prediction a row: ${reason}; it must give a number, or probabilities of classes`,
	'graph-fails': ({ reason }) => `does not run here: ${reason}`,
	'input-names': ({ wanted, given, name }) =>
		name === undefined
			? `it reads ${wanted} columns; --input-names gave ${given}`
			: `'${name}' cannot be a column here: names must differ and be neither empty nor label, probabilities or prediction; give others with --input-names`,
	'class-names': ({ wanted, given, name }) =>
		name === undefined
			? `it has ${wanted} classes; --classes gave ${given}`
			: `labels of classes must differ and not be empty: '${name}'`
};

export function importProblem(details: ErrorDetails): string {
	const said: Readonly<Record<string, (details: ErrorDetails) => string>> = problems;
	return (said[String(details['problem'])] ?? problems.damaged)(details);
}
