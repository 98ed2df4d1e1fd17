import type { ErrorDetails } from '$lib/core/errors';
import type { ImportProblem } from '$lib/core/model/foreign-model';
import { megabytes } from './megabytes';

const problems: Readonly<Record<ImportProblem, (details: ErrorDetails) => string>> = {
	'too-large': ({ bytes, limit }) =>
		`ファイルは${megabytes(bytes)}です。読めるのは${megabytes(limit)}までです。木を減らすか浅くしてください。`,
	'cut-short': () => 'JSON ですが、壊れているか途中で切れています。保存かコピーをやり直してください。',
	'not-xgboost': () => 'XGBoost のモデルではありません。save_model("model.json") で保存してください。',
	'is-dump': () =>
		'dump_model のファイルには目的関数と基準値がありません。save_model("model.json") で保存してください。',
	'is-ubjson': () => 'UBJSON のファイルです。save_model("model.json") で文字として保存してください。',
	'is-pickle': () => 'Python の pickle はプログラムなので開きません。JSON（XGBoost）か ONNX で保存してください。',
	'is-zip': () => 'zip ファイルです。展開して中のモデルを選んでください。',
	booster: ({ where }) => `知らない種類のブースターです（${where}）。gbtree、dart、gblinear を使ってください。`,
	objective: ({ objective }) =>
		`目的関数 ${objective} には説明できるマージンも確率もありません。binary:logistic、multi:softprob、reg: で始まるものを使ってください。`,
	'many-targets': () => '複数の目的変数を同時に予測するモデルです。目的変数ごとに分けてください。',
	damaged: () => 'モデルの各部分が合いません。保存し直してください。',
	'not-onnx': () => 'ONNX モデルではないか、壊れています。',
	'graph-inputs': ({ reason }) =>
		`表を読む ONNX モデルではありません: ${reason}。入力は数値か文字で、[行, 列] か列ごとにしてください。`,
	'graph-outputs': ({ reason }) =>
		`行ごとに 1 つの予測を出す ONNX モデルではありません: ${reason}。数値かクラスの確率を出すようにしてください。`,
	'graph-fails': ({ reason }) => `ONNX モデルを実行できません: ${reason}`,
	'input-names': ({ wanted, given, name }) =>
		name === undefined
			? `モデルは ${wanted} 列を読みますが、名前は ${given} 個です。`
			: `「${name}」は列の名前にできません。空や重複、label、probabilities、prediction は使えません。`,
	'class-names': ({ wanted, given, name }) =>
		name === undefined
			? `クラスは ${wanted} 個ですが、ラベルは ${given} 個です。`
			: `ラベルは空でなく、互いに違うものにしてください: 「${name}」`
};

export function importProblem(details: ErrorDetails): string {
	const said: Readonly<Record<string, (details: ErrorDetails) => string>> = problems;
	return (said[String(details['problem'])] ?? problems.damaged)(details);
}
