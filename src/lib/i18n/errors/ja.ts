import type { ErrorCode } from '$lib/core/errors';
import type { ErrorText } from './en';
import { forecastErrors } from './forecast-ja';
import { importProblem } from './import-ja';
import { megabytes } from './megabytes';
import { sourceErrors } from './source-ja';

const damaged = 'ファイルか保存内容が壊れています。取り込み直すか、以前の書き出しを開いてください。';

export const errors: Readonly<Record<ErrorCode, ErrorText>> = {
	'usage/bad-option': {
		what: ({ option, value }) => `${option}: 「${value}」は使えません。`,
		mend: '別の値を選んでください。'
	},
	'usage/port-taken': {
		what: ({ port }) => `ポート${port}は使用中です。`,
		mend: '使用中のものを止めるか、別のポートを選んでください。'
	},
	'table/unreadable': {
		what: ({ file, line, reason }) => `${file}を読めません${line ? `（${line}行目）` : ''}: ${reason}`,
		mend: 'ファイルが壊れていないか、名前どおりの形式か、文字なら区切りと文字コードも確かめて、取り込み直してください。'
	},
	'table/empty': { what: ({ file }) => `${file}は空です。`, mend: '見出し行と1行以上のデータが必要です。' },
	'table/header-only': {
		what: ({ file }) => `${file}には見出しだけがあり、行がありません。`,
		mend: '行を足すか、1行目もデータだと指定してください。'
	},
	'table/format-unknown': {
		what: ({ file }) => `${file || 'ファイル'}の形式がわかりません。`,
		mend: 'CSV、TSV、JSON、NDJSON、Parquet、Arrow、Excel、SQLiteを使ってください。'
	},
	'table/too-wide': {
		what: ({ columns, limit }) => `${columns}列は上限の${limit}列を超えています。`,
		mend: '表を分けるか、区切り文字を確かめてください。'
	},
	'table/part-missing': {
		what: ({ file, part, parts }) =>
			part ? `${file}に「${part}」はありません。あるのは${parts}です。` : `${file}には表がいくつもあります: ${parts}`,
		mend: 'どれかを選んでください。'
	},
	'table/no-shared-columns': {
		what: ({ file, other }) => `${file}と${other}には共通の列がありません。`,
		mend: '別々のデータセットとして取り込んでください。'
	},
	'table/sheet-limit': {
		what: ({ what, count, limit }) =>
			`ワークシートに入る${{ rows: '行', columns: '列', characters: '1セルの文字' }[String(what)] ?? what}の数は${limit}までで、${count}は入りません。`,
		mend: '減らすか、CSVかParquetで保存してください。'
	},
	'table/column-missing': {
		what: ({ column }) => `列「${column}」がありません。`,
		mend: 'この表の列から選んでください。'
	},
	'table/column-duplicate': {
		what: ({ column }) => `列「${column}」が2つあります。`,
		mend: '片方の名前を変えてください。'
	},
	'table/column-kind': {
		what: ({ column, kind }) => `「${column}」は${kind}なので、ここでは使えません。`,
		mend: '列の種類を変えるか、別の列を選んでください。'
	},
	'sql/failed': {
		what: ({ message }) => `問い合わせに失敗しました: ${message}`,
		mend: '式、またはその手順を直してください。'
	},
	'sql/out-of-memory': {
		what: () => 'このページで使えるメモリを超えました。',
		mend: '列や行を減らすか、大きな端末で temoto コマンドを使ってください。'
	},
	'sql/unsupported': {
		what: ({ message }) => `このエンジンではできません: ${message}`,
		mend: '別の関数や形式を使ってください。'
	},
	'recipe/invalid': {
		what: ({ reason }) => `レシピではありません: ${reason}`,
		mend: 'ファイルを確かめてください。レシピは schemaVersion と steps を持つJSONです。'
	},
	'recipe/operation-unknown': {
		what: ({ operation }) => `操作「${operation}」はありません。`,
		mend: 'Temotoを更新するか、手順を削除してください。'
	},
	'recipe/params-invalid': {
		what: ({ operation, reason }) => `${operation ?? '手順'}の設定が合いません: ${reason}`,
		mend: '手順を編集してください。'
	},
	'recipe/column-missing': {
		what: ({ column }) => `手順に必要な列「${column}」がなくなっています。`,
		mend: 'この手順か、列を消した手順を直してください。'
	},
	'recipe/not-computed': {
		what: ({ op }) => `手順 ${op} は自作のコードなので、SQL では書けません。`,
		mend: 'SQL にするにはこの手順を止めるか、レシピを JSON で保存してください。'
	},
	'analysis/no-columns': {
		what: ({ found, least }) => `この分析には合う列が ${least} 列必要ですが、表には ${found} 列しかありません。`,
		mend: '別の分析を選ぶか、列の種類を数やカテゴリーに変えてください。'
	},
	'analysis/too-short': {
		what: ({ steps, least }) => `系列は ${steps} 刻みしかありません。季節二つ分は ${least} 刻みです。`,
		mend: '刻みを短くするか、季節を短くしてください。'
	},
	'function/invalid': {
		what: ({ reason }) => `コードが行の関数になっていません: ${reason}`,
		mend: '(row) => row.price * 2 のような関数を書いてください。'
	},
	'function/failed': {
		what: ({ row, reason }) => `関数が ${row} 行目で失敗しました: ${reason}`,
		mend: 'そのような行に合わせてコードを直すか、失敗した行を欠損にしてください。'
	},
	'function/too-slow': {
		what: ({ row, seconds }) => `${row} 行目からの処理が ${seconds} 秒を超えたため、関数を止めました。`,
		mend: '終わらないループがないか確かめるか、行ごとの処理を減らしてください。'
	},
	'recipe/table-missing': {
		what: ({ table }) => `手順が読む表「${table}」がありません。`,
		mend: 'その名前の表を取り込むか、手順で別の表を選んでください。'
	},
	'recipe/parameter-missing': {
		what: ({ parameter }) => `手順が使う変数「${parameter}」がレシピにありません。`,
		mend: 'レシピに変数を加えるか、手順に値を直接書いてください。'
	},
	'recipe/parameter-invalid': {
		what: ({ parameter, wanted }) => `変数「${parameter}」に入るのは ${wanted} です。`,
		mend: 'その型の値を入れてください。'
	},
	'recipe/formula-invalid': {
		what: ({ reason, position }) =>
			`式が正しくありません${position === undefined ? '' : `（${position}文字目）`}: ${reason}`,
		mend: '式を直してください。'
	},
	'recipe/sql-invalid': {
		what: ({ reason, found, line, column }) => {
			const said: Readonly<Record<string, string>> = {
				empty: '何も書かれていません',
				'not-select': `「${found}」で始まっています`,
				several: 'ここから2つ目の文が始まります',
				quote: `「${found}」が閉じられていません`,
				bracket: `括弧「${found}」の相手がありません`,
				file: `ファイル「${found}」を読もうとしています`,
				function: `「${found}」は表以外を読みます`,
				schema: `「${found}」は別のスキーマを指しています`
			};
			return `SQLの${line}行${column}文字目が正しくありません: ${said[String(reason)] ?? found}`;
		},
		mend: 'this とほかの表の名前だけを読むSELECT文を1つ書いてください。'
	},
	'recipe/not-fitted': {
		what: () => 'レシピはまだデータから学んでいません。',
		mend: 'まず表に対して実行してください。'
	},
	'recipe/not-python': {
		what: ({ step, op }) =>
			`手順 ${step ?? ''}（${op ?? ''}）は TypeScript の関数を実行するため、Python スクリプトにできません。`,
		mend: '数式か SQL に書き換えるか、書き出す前に手順を無効にしてください。'
	},
	'recipe/not-portable': {
		what: ({ operation }) => `手順（${operation ?? ''}）はモデルと一緒に端末へ運べません。`,
		mend: 'モデル自身が行う手順より前に移してください。'
	},
	'feature/group-missing': {
		what: ({ group }) => `特徴量グループ「${group}」がありません。`,
		mend: '別のグループを選ぶか、作ってください。'
	},
	'feature/schema-mismatch': {
		what: ({ group, column, type, wanted }) =>
			`「${column}」は ${type} ですが、グループ「${group}」では ${wanted} です。`,
		mend: '正しい列を選ぶか、グループの新しい版を作ってください。'
	},
	'feature/key-missing': {
		what: ({ column }) => `キー（「${column}」）のない行は保存できません。`,
		mend: '先に除くか埋めてください。'
	},
	'feature/time-invalid': {
		what: ({ column, value, wanted }) =>
			wanted
				? `「${column}」（${value}）と比べる時刻（${wanted}）の尺度が違います。`
				: `「${column}」に時刻でない値${value ? `「${value}」` : ''}があります。`,
		mend: '先に時刻型へ変換してください。'
	},
	'feature/group-exists': {
		what: ({ group }) => `特徴量グループ「${group}」はすでにあります。`,
		mend: '別の名前にするか、そのグループに取り込んでください。'
	},
	'feature/group-invalid': {
		what: ({ group, reason }) => `「${group}」は特徴量グループにできません: ${reason}`,
		mend: '名前と、一つ以上のキー、時刻、一つ以上の特徴量を指定してください。'
	},
	'feature/group-empty': {
		what: ({ group }) => `特徴量グループ「${group}」にはまだ記録がありません。`,
		mend: '先に表を取り込んでください。'
	},
	'feature/write-time-missing': {
		what: ({ group }) => `「${group}」には記録を書いた時刻がありません。`,
		mend: '「当時わかっていたことだけ」を外すか、書いた時刻の列を指定してください。'
	},
	'feature/request-missing': {
		what: ({ columns, group }) => `「${group}」の計算に必要な${columns}の値がありません。`,
		mend: 'それぞれの値を指定してください。空欄は欠損として扱います。'
	},
	'feature/request-invalid': {
		what: ({ column, value }) => `「${value}」は「${column}」の値として読めません。`,
		mend: '列に合わせて、数値、true か false、または 2026-01-31 12:00 のような日時を書いてください。'
	},
	'feature/source-missing': {
		what: ({ group, source }) =>
			source === ''
				? `「${group}」には元の表とレシピが結び付けられていません。`
				: `「${group}」の元になる「${source}」がこのプロジェクトにありません。`,
		mend: 'このプロジェクトにある表とレシピに結び付け直すか、元のものを戻してください。'
	},
	'clarify/label-missing': {
		what: ({ column }) => `ラベル列「${column}」がありません。`,
		mend: '結果を表す列を選んでください。'
	},
	'clarify/positive-missing': {
		what: ({ column, value }) => `「${column}」に良い結果「${value}」の行がありません。`,
		mend: '実際にある値を選んでください。'
	},
	'clarify/facet-missing': {
		what: ({ column }) => `属性列「${column}」がありません。`,
		mend: 'グループを表す列を選んでください。'
	},
	'clarify/not-explainable': {
		what: ({ reason }) => `この方法では説明できません${reason ? `: ${reason}` : ''}。`,
		mend: '別の方法を選んでください。'
	},
	'clarify/no-interactions': {
		what: ({ columns, most, rows }) =>
			Number(columns) > Number(most)
				? `このモデルでは${columns}列の組み合わせを計算できません。${most}列を超える場合は木か線形のモデルだけです。`
				: `${columns}列の組み合わせを${rows}行について調べると、モデルへの問い合わせが多すぎます。`,
		mend: '木か線形モデルのマージンを選ぶか、行を減らしてください。'
	},
	'clarify/label-continuous': {
		what: ({ column }) => `「${column}」は数値で区切られているため、行に与える別の値がありません。`,
		mend: '値を名指しできるラベルか、別の緩和策を使ってください。'
	},
	'clarify/no-numbers': {
		what: () => 'ラベルとグループのほかに数値の列がありません。',
		mend: '数値の列を足すか、種類を数値に変えるか、別の緩和策を使ってください。'
	},
	'clarify/score-missing': {
		what: () => 'この緩和策には各行のスコアが必要です。',
		mend: '先にモデルを学習してください。'
	},
	'clarify/wanted-invalid': {
		what: ({ reason }) => {
			if (reason === 'classes') return 'このモデルはクラスを答えるため、数値の範囲は指定できません。';
			if (reason === 'number') return 'このモデルは数値を答えるため、クラスは指定できません。';
			if (reason === 'no-class') return 'モデルにそのクラスはありません。';
			if (reason === 'no-probability') return '確率は 0 から 1 の間です。';
			return '求める答えの下限が上限より大きくなっています。';
		},
		mend: 'モデルが答えられるものを指定してください。'
	},
	'clarify/rule-invalid': {
		what: ({ column, reason }) => {
			if (reason === 'not-number') return `「${String(column)}」は分類の列なので、数値の条件は使えません。`;
			if (reason === 'not-category') return `「${String(column)}」は数値の列なので、分類の条件は使えません。`;
			if (reason === 'empty-range') return `「${String(column)}」の条件は下限が上限より大きくなっています。`;
			return `モデルは列「${String(column)}」を読みません。`;
		},
		mend: '条件を変えるか、外してください。'
	},
	'train/target-missing': {
		what: ({ column }) => `予測する列「${column}」がありません。`,
		mend: '何を学ばせるかを選んでください。'
	},
	'train/one-class': {
		what: ({ column, value }) => `「${column}」が学習に使う行のすべてで「${value}」です。見分けるものがありません。`,
		mend: '別の目的を選ぶか、別のクラスの行を足してください。'
	},
	'train/constant-target': {
		what: ({ column, value }) => `「${column}」はどの行でも ${value} です。学ぶものがありません。`,
		mend: '別の目的を選んでください。'
	},
	'train/negative-target': {
		what: ({ column, value }) => `「${column}」に ${value} があります。ポアソンは 0 以上の件数にしか使えません。`,
		mend: '目的関数を二乗誤差か絶対誤差にするか、0 未満の値を直してください。'
	},
	'train/too-few-groups': {
		what: ({ rows, distinct, groups }) =>
			`${rows}行${rows === distinct ? '' : `（うち互いに異なるのは${distinct}行）`}を${groups}グループには分けられません。`,
		mend: 'グループを減らすか、行を増やすか、除外する列を減らしてください。'
	},
	'train/too-many-components': {
		what: ({ asked, most }) => `主成分${asked}個は多すぎます。この列と行では${most}個までです。`,
		mend: '主成分の数を減らしてください。'
	},
	'train/no-features': {
		what: ({ constant, identifier, ignored }) => {
			const why = [
				constant ? `空か全行同じ値の列${constant}` : [],
				identifier ? `行を識別する列${identifier}` : [],
				ignored ? `除外した列${ignored}` : []
			].flat();
			return `学習に使える列が残っていません${why.length > 0 ? `（${why.join('、')}）` : ''}。`;
		},
		mend: '除外を減らすか、値を埋めるか、「データ」で列の種類を直してください。'
	},
	'train/too-few-rows': {
		what: ({ rows, least }) => `目的の値がある行は${rows}行です。学習には少なくとも${least}行が要ります。`,
		mend: '行を足すか、欠けている目的の値を埋めるか、取り分ける割合を小さくしてください。'
	},
	'train/too-many-classes': {
		what: ({ column, classes, limit }) =>
			`「${column}」には${classes}種類の値があります。クラスにできるのは${limit}種類までです。`,
		mend: 'レシピでまれな値をまとめるか、タスクに「数値の予測」を選んでください。'
	},
	...forecastErrors,
	'train/one-unit': {
		what: ({ by, units, least }) =>
			by === 'group'
				? `行のグループは${units}個です。この分け方には${least}個が要ります。`
				: by === 'gap'
					? '間隔より前に、学習に使える行がありません。'
					: `行の時点は${units}個です。この分け方には${least}個と、間隔より前の行が要ります。`,
		mend: '分けるための別の列を選ぶか、分割の数か間隔を小さくしてください。'
	},
	'train/diverged': {
		what: () => '損失が発散したため学習を止めました。',
		mend: '学習率を下げるか、列を標準化してください。'
	},
	'train/params-invalid': {
		what: ({ param, value, allowed }) => `「${param}」を ${value} にはできません。使えるのは ${allowed} です。`,
		mend: '変えるか、消して既定値にしてください。'
	},
	'train/no-run': { what: ({ run }) => `学習「${run}」はありません。`, mend: '先に学習するか、ほかを選んでください。' },
	'train/no-holdout': { what: () => '測るための行が取り分けられていません。', mend: '行の一部を取り分けてください。' },
	'train/rule-invalid': {
		what: ({ rule, param, value, allowed }) => `ルール${rule}の${param}に${value}は使えません（${allowed}）。`,
		mend: '範囲内の値にするか、指定を外してください。'
	},
	'train/too-many-features': {
		what: ({ features }) => `特徴量${features}個は多すぎます。`,
		mend: '列を減らすか、まれなカテゴリをまとめてください。'
	},
	'train/out-of-memory': { what: () => '学習に必要なメモリが足りません。', mend: '行か列を減らしてください。' },
	'train/gpu-too-small': {
		what: ({ bytes, most }) => `GPUが一度に扱えるのは${megabytes(most)}までですが、${megabytes(bytes)}が必要です。`,
		mend: 'カーネルを選ぶか、行や列を減らしてください。'
	},
	'train/engine-unsuited': {
		what: ({ estimator, engine }) => `エンジン ${engine} では ${estimator} を学習できません。`,
		mend: 'どの手法も学習できるカーネルを選んでください。'
	},
	'model/invalid': { what: ({ reason }) => `モデルを読めません: ${reason}`, mend: damaged },
	'model/input-missing': {
		what: ({ column }) => `モデルには列「${column}」が必要です。`,
		mend: 'その列がある表を使ってください。外で作ったモデルは、列の名前を付けて取り込み直せます。'
	},
	'model/unsupported': {
		what: ({ reason }) => `対応していない部分があります: ${reason}`,
		mend: '別の方法で書き出してください。'
	},
	'model/no-threshold': {
		what: ({ reason }) =>
			reason === 'range'
				? 'しきい値は 0 から 1 の間の数です。'
				: reason === 'graph'
					? 'このモデルは外のグラフのまま動き、ラベルもグラフが決めます。'
					: 'しきい値があるのは 2 クラスのモデルだけです。',
		mend: 'しきい値を付けずに使ってください。'
	},
	'model/classes-differ': {
		what: ({ column, values, classes }) =>
			`モデルのクラスは ${classes} ですが、「${column}」の値は ${values} で、予測と比べられません。`,
		mend: 'モデルが予測する列を選ぶか、クラスのラベルを付けてモデルを取り込み直してください。'
	},
	'model/not-importable': {
		what: importProblem,
		mend: 'ONNX ファイルと、XGBoost の save_model の JSON を取り込めます。'
	},
	'pipeline/invalid': {
		what: ({ reason }) => `パイプラインではありません: ${reason}`,
		mend: 'ファイルを直してください。'
	},
	'pipeline/step-failed': {
		what: ({ step, reason }) => `手順「${step}」が失敗しました${reason ? `: ${reason}` : ''}。`,
		mend: '直して実行し直してください。変わらない手順は繰り返しません。'
	},
	'pipeline/step-unknown': {
		what: ({ step }) => `「${step}」という手順はありません。`,
		mend: '名前を直してください。'
	},
	'pipeline/parameter-missing': {
		what: ({ parameter }) => `パラメータ「${parameter}」の値がありません。`,
		mend: '値を入れてください。'
	},
	'edge/signature-invalid': {
		what: () => '信頼できる署名がないか、署名後に変更されています。',
		mend: 'もう一度受け取るか、鍵を信頼してください。'
	},
	'edge/key-invalid': { what: () => '鍵ファイルではありません。', mend: '作るか、正しいファイルを選んでください。' },
	'edge/hash-mismatch': {
		what: ({ entry }) => `パッケージが壊れています${entry ? `（${entry}）` : ''}。`,
		mend: '取り直してください。'
	},
	'edge/rollback': {
		what: ({ version }) => `版${version}は、この端末にある版より新しくありません。`,
		mend: 'より新しい版で作ってください。'
	},
	'edge/expired': { what: () => 'パッケージの期限が切れています。', mend: '新しく作ってください。' },
	'edge/golden-mismatch': {
		what: () => 'この端末での答えが、作成時の答えと一致しません。',
		mend: '受け入れませんでした。直前のモデルが残ります。報告してください。'
	},
	'edge/preparation-differs': {
		what: () => '端末用グラフの答えが、ここでのレシピとモデルの答えと一致しません。',
		mend: 'パッケージは作りませんでした。差の出る手順を変えるか、レシピなしの表で学習し直し、報告してください。'
	},
	'edge/no-model': { what: () => 'この端末にはモデルが入っていません。', mend: 'モデルの画面から入れてください。' },
	'edge/not-enrolled': {
		what: () => 'この端末は中継に登録されていません。',
		mend: '中継のアドレスとコードを入れてください。'
	},
	'relay/unreachable': {
		what: ({ url }) => `中継${url ? `（${url}）` : ''}が応答しません。`,
		mend: '送る内容は残っています。アドレスと接続を確かめてください。'
	},
	'relay/refused': {
		what: ({ reason }) => `中継が拒否しました${reason ? `: ${reason}` : ''}。`,
		mend: '登録し直すか、管理者に尋ねてください。'
	},
	'relay/code-invalid': {
		what: () => '登録コードが違うか、使用済みか、期限切れです。',
		mend: '新しいコードをもらってください。'
	},
	'relay/busy': { what: () => '中継が混み合っています。', mend: '自動で再試行します。' },
	'relay/package-unknown': {
		what: ({ name, version }) =>
			`中継にパッケージ${name ? `「${name}」版${version}` : ''}がまだないため、その集計を受け取れません。`,
		mend: '中継を通してパッケージを配布してください。予測はそれまでここで待ちます。'
	},
	'relay/full': {
		what: () => '中継に空きがありません。',
		mend: '送る内容は残っています。中継の管理者に容量を増やすよう頼んでください。'
	},
	'relay/answer-invalid': {
		what: () => '応答したのはTemotoの中継ではありません。',
		mend: 'アドレスを確かめてください。'
	},
	'monitor/no-shared-columns': {
		what: () => '2つの表に共通の列がありません。',
		mend: '同じ種類の表を選んでください。'
	},
	'monitor/edges-differ': {
		what: () => '2つの期間は区分が異なります。',
		mend: '同じパッケージの期間を比べてください。'
	},
	'monitor/no-attributions': {
		what: ({ model }) => `${model ?? 'このモデル'}が学習時に何を重く見ていたかの記録がありません。`,
		mend: '学習に使った表で、モデルを一度説明してください。'
	},
	'project/invalid': { what: ({ reason }) => `プロジェクトを読めません: ${reason}`, mend: damaged },
	'project/version-newer': {
		what: ({ version }) => `より新しいTemoto（形式${version}）で作られています。`,
		mend: 'Temotoを更新してください。'
	},
	'project/missing': {
		what: () => '求めたものがこのプロジェクトにありません。',
		mend: '削除されたかもしれません。戻って選び直してください。'
	},
	...sourceErrors,
	'storage/quota': {
		what: ({ needed, free, stored }) =>
			`空きが足りません${needed ? `（必要${megabytes(needed)}、空き${megabytes(free)}）` : ''}。${stored ? `保存中のもの: ${stored}。` : ''}`,
		mend: 'プロジェクトを削除するか端末の空きを増やし、数秒後にもう一度試してください。'
	},
	'storage/blob-missing': { what: () => '保存された内容が見つかりません。', mend: damaged },
	'storage/blob-corrupt': { what: () => '保存された内容が変わっています。', mend: damaged },
	'storage/unavailable': {
		what: ({ reason }) => `このブラウザでは保存できません${reason ? `: ${reason}` : ''}。`,
		mend: 'プライベートモードを終えるか、保存を許可してください。'
	},
	'archive/invalid': {
		what: ({ file, reason }) => `${file ?? 'ファイル'}を展開できません: ${reason}`,
		mend: '正しいファイルを選ぶか、もう一度完全な形で手に入れてください。'
	},
	'archive/too-large': {
		what: ({ file }) => `${file ?? 'ファイル'}は展開すると大きすぎます。`,
		mend: '圧縮爆弾かもしれません。開かないでください。'
	},
	'archive/encrypted': {
		what: ({ file, entry }) => `${file}の「${entry}」は暗号化されています。`,
		mend: 'パスワードで展開し、中身を取り込んでください。'
	},
	'device/no-webgpu': {
		what: () => 'ここではWebGPUを使えません。',
		mend: 'WebGPUのいらないカーネルを選んでください。'
	},
	'device/gpu-lost': {
		what: ({ reason }) => `計算の途中でGPUが失われました${reason ? `: ${reason}` : ''}。`,
		mend: 'もう一度試すか、カーネルを選んでください。それまでに保存したものは残っています。'
	},
	'worker/crashed': {
		what: ({ worker }) => `${worker ?? ''}エンジンが止まりました。`,
		mend: '保存済みのものは失われていません。もう一度試し、メモリ不足ならデータを減らしてください。'
	},
	'file/missing': { what: ({ file }) => `${file ?? 'ファイル'}がありません。`, mend: '選び直してください。' },
	'file/disk-full': {
		what: ({ file }) => `ディスクがいっぱいのため、${file}を最後まで書き込めませんでした。ファイルは作られていません。`,
		mend: '空き容量を増やすか、別のディスクを選んでください。プロジェクトは変わっていません。'
	},
	'file/unwritable': {
		what: ({ file }) => `${file ?? 'ファイル'}に書き込めません。`,
		mend: '別の場所を選んでください。'
	},
	internal: {
		what: () => 'Temotoの内部で問題が起きました。',
		mend: '保存済みのものは失われていません。詳細をコピーして報告してください。'
	}
};

export const unknownError = '予期しないことが起きました。';
