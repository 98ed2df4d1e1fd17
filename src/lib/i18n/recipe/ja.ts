import type { Translation } from '../translation';
import type { recipe as english } from './en';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from './names';

const shown = 3;

function list(texts: readonly string[]): string {
	const first = texts.slice(0, shown).map(named).join('、');
	if (texts.length > shown) return `${first}ほか${texts.length - shown}件`;
	return first === '' ? '…' : first;
}
const columns = (words: StepWords) => list(words.texts('columns'));
const into = (words: StepWords) => (words.text('into') === '' ? '' : `（${named(words.text('into'))} へ）`);

const fills: Readonly<Record<string, string>> = { mean: '平均', median: '中央値', mode: '最頻値' };

const operations: Translation<typeof english.operations> = {
	select: {
		title: '列を残す',
		description: '選んだ列だけを、選んだ順に残します。',
		sentence: (words) => `${columns(words)} を残す`
	},
	'drop-columns': {
		title: '列を捨てる',
		description: '列を捨て、ほかはそのまま残します。',
		sentence: (words) => `${columns(words)} を捨てる`
	},
	rename: {
		title: '列名を変える',
		description: '列に新しい名前を付けます。',
		sentence: (words) => {
			const pairs = words.pairs('columns');
			if (pairs.length === 1) return `${named(pairs[0]?.[0] ?? '')} を ${named(pairs[0]?.[1] ?? '')} に改名`;
			return `${list(pairs.map(([old]) => old))} を改名`;
		}
	},
	cast: {
		title: '型を変える',
		description: '列を数値、文字、日付、真偽として読み直します。',
		sentence: (words) => {
			const pairs = words.pairs('columns');
			const types = [...new Set(pairs.map(([, type]) => type))];
			const as = types.length === 1 ? (options[types[0] ?? ''] ?? '') : '別の型';
			return `${list(pairs.map(([column]) => column))} を${as}として読む`;
		}
	},
	filter: {
		title: '行を残す',
		description: '条件を満たす行だけを残します。',
		sentence: (words) => `${named(words.text('condition'))} の行を残す`
	},
	'drop-duplicates': {
		title: '重複行を捨てる',
		description: '同じ行のうち、最初の一つを残します。',
		sentence: (words) =>
			words.texts('columns').length === 0 ? '前と同じ行を捨てる' : `${columns(words)} が前と同じ行を捨てる`
	},
	sort: {
		title: '行を並べ替える',
		description: '列の値の順に行を並べます。',
		sentence: (words) => {
			const pairs = words.pairs('by');
			const down = pairs.length > 0 && pairs.every(([, direction]) => direction === 'descending');
			return `${list(pairs.map(([column]) => column))} の${down ? '大きい' : '小さい'}順に並べる`;
		}
	},
	split: {
		title: '学習用とテスト用に分ける',
		description: '一部の行をテスト用にします。以後の手順は残りの行だけから学びます。',
		sentence: (words) => {
			const share = `${Math.round(Number(words.text('fraction')) * 1000) / 10} %`;
			if (words.is('method', 'ordered'))
				return words.text('by') === ''
					? `最後の ${share} をテスト用にする`
					: `${named(words.text('by'))} の順で最後の ${share} をテスト用にする`;
			const strata = words.is('method', 'stratified') ? `${named(words.text('by'))} ごとに同じ割合で、` : '';
			return `${strata}無作為に ${share} をテスト用にする`;
		}
	},
	formula: {
		title: '列を計算する',
		description: 'ほかの列から、式で列を作ります。',
		sentence: (words) => `${named(words.text('name'))} = ${named(words.text('formula'))} を計算`
	},
	'replace-value': {
		title: '値を置き換える',
		description: '値を別の値に置き換えるか、欠損にします。',
		sentence: (words) =>
			words.text('to') === ''
				? `${columns(words)} の ${list(words.texts('from'))} を欠損にする`
				: `${columns(words)} の ${list(words.texts('from'))} を ${named(words.text('to'))} に置き換える`
	},
	'clean-text': {
		title: '文字を整える',
		description: '空白を取り、大文字と小文字をそろえます。',
		sentence: (words) => {
			const acts = [
				...(words.is('trim', true) ? ['前後の空白を取る'] : []),
				...(words.is('collapse', true) ? ['空白を一つに'] : []),
				...(words.is('case', 'keep') ? [] : [words.is('case', 'lower') ? '小文字に' : '大文字に']),
				...(words.is('emptyIsMissing', true) ? ['空は欠損に'] : [])
			];
			return `${columns(words)} を整える（${acts.join('、')}）`;
		}
	},
	'fill-missing': {
		title: '欠損を埋める',
		description: '欠損を平均、中央値、最頻値、または定数で埋めます。',
		sentence: (words) => {
			const fill = words.is('method', 'constant') ? named(words.text('value')) : (fills[words.text('method')] ?? '');
			return `${columns(words)} の欠損を${fill}で埋める`;
		}
	},
	'drop-missing': {
		title: '欠損のある行を捨てる',
		description: '値が欠けている行を捨てます。',
		sentence: (words) =>
			words.texts('columns').length === 0 ? '欠損のある行を捨てる' : `${columns(words)} が欠けた行を捨てる`
	},
	standardise: {
		title: '標準化する',
		description: '数値を平均 0、標準偏差 1 にそろえます。',
		sentence: (words) => `${columns(words)} を標準化`
	},
	'min-max': {
		title: '範囲に収める',
		description: '最小値と最大値を決めた範囲に写します。',
		sentence: (words) => `${columns(words)} を ${words.text('low')} 〜 ${words.text('high')} に写す`
	},
	clip: {
		title: '外れ値を抑える',
		description: '数値を境界、分位点、または平均からの偏差で抑えます。',
		sentence: (words) => {
			const limit = words.is('method', 'bounds')
				? `${words.text('lower') || '…'} 〜 ${words.text('upper') || '…'}`
				: words.is('method', 'quantile')
					? `分位点 ${words.text('lowerQuantile')} 〜 ${words.text('upperQuantile')}`
					: `標準偏差の ${words.text('deviations')} 倍以内`;
			return `${columns(words)} を ${limit} に抑える${words.is('beyond', 'missing') ? '（外は欠損）' : ''}`;
		}
	},
	bin: {
		title: '区間に分ける',
		description: '数値を同じ幅、同じ件数、または決めた境で区間に分けます。',
		sentence: (words) => {
			const column = named(words.text('column'));
			if (words.is('method', 'edges')) return `${column} を ${words.texts('edges').join('、')} で区切る${into(words)}`;
			const kind = words.is('method', 'quantile') ? '同じ件数' : '同じ幅';
			return `${column} を${kind}の ${words.text('count')} 区間に分ける${into(words)}`;
		}
	},
	'one-hot': {
		title: 'カテゴリごとに列を作る',
		description: 'カテゴリごとに 0 と 1 の列を作ります。',
		sentence: (words) => `${columns(words)} のカテゴリごとに列を作る`
	},
	ordinal: {
		title: 'カテゴリに番号を付ける',
		description: 'カテゴリを 0 からの番号にします。',
		sentence: (words) => `${columns(words)} のカテゴリに番号を付ける`
	},
	'date-parts': {
		title: '日付を分ける',
		description: '年、月、曜日などの列を作ります。',
		sentence: (words) =>
			`${named(words.text('column'))} から${words
				.texts('parts')
				.map((part) => options[part] ?? part)
				.join('、')}を取り出す`
	}
};

const options: Translation<typeof english.options> = {
	mean: '平均',
	median: '中央値',
	mode: '最頻値',
	constant: '定数',
	'equal-width': '同じ幅',
	quantile: '分位点',
	edges: '境を決める',
	label: '[10, 20) のような文字',
	number: '0 からの番号',
	random: '無作為',
	stratified: '群ごとに同じ割合',
	ordered: '最後の行',
	keep: 'そのまま',
	lower: '小文字',
	upper: '大文字',
	bounds: '境界',
	deviations: '平均からの偏差',
	bound: '境界の値にする',
	missing: '欠損にする',
	zeros: 'すべて 0',
	column: '専用の列を作る',
	alphabetical: '文字の順',
	frequency: '多い順',
	given: '自分で並べる',
	'minus-one': '-1 にする',
	ascending: '小さい順',
	descending: '大きい順',
	BIGINT: '整数',
	DOUBLE: '数値',
	VARCHAR: '文字',
	BOOLEAN: '真偽',
	DATE: '日付',
	TIMESTAMP: '日時',
	year: '年',
	quarter: '四半期',
	month: '月',
	day: '日',
	weekday: '曜日',
	'day-of-year': '年内の通算日',
	hour: '時',
	minute: '分',
	second: '秒',
	'is-weekend': '週末'
};

export const recipe: Translation<typeof english> = {
	title: 'レシピ',
	about: '元の表から欲しい表までの手順です。',
	emptyTitle: 'まだ手順がありません',
	emptyBody: 'レシピは、いつでも直せる手順で表を整えます。元の表はそのまま残ります。',
	add: '手順を追加',
	searchOperations: '操作を探す',
	noOperation: (search) => `「${search}」という操作はありません。欠損、分割、日付などの言葉で探してください。`,
	operations,
	groups: {
		columns: '列',
		rows: '行',
		values: '値',
		missing: '欠損',
		numbers: '数値',
		categories: 'カテゴリ',
		dates: '日付'
	},
	fields: {
		columns: '列',
		column: '列',
		method: '方法',
		value: '値',
		condition: '条件',
		formula: '式',
		name: '新しい列',
		into: '新しい列',
		count: 'いくつに',
		edges: '境',
		output: '結果',
		parts: '取り出すもの',
		keep: '元の列を残す',
		fraction: 'テスト用の割合',
		by: '基準の列',
		seed: 'シード',
		from: '値',
		to: '置き換え後',
		trim: '前後の空白を取る',
		collapse: '続く空白を一つに',
		case: '大文字と小文字',
		emptyIsMissing: '空は欠損にする',
		lower: '下の境界',
		upper: '上の境界',
		lowerQuantile: '下の分位点',
		upperQuantile: '上の分位点',
		deviations: '標準偏差の何倍',
		beyond: '外れた値',
		low: '最小値を',
		high: '最大値を',
		maxCategories: '多くとも',
		missing: '欠損',
		order: '順序',
		categories: 'カテゴリの並び',
		unseen: '未知のカテゴリ',
		format: '日付の書き方'
	},
	options,
	formulaErrors: {
		empty: 'age * 2 のような式を書いてください。',
		'too-long': '式が長すぎます。二つの列に分けてください。',
		'too-deep': '括弧が深すぎます。二つの列に分けてください。',
		unterminated: '引用符が閉じていません。',
		'unexpected-character': 'この文字には意味がありません。',
		'unexpected-token': 'ここには置けません。',
		'unexpected-end': '終わりに何か足りません。',
		'unknown-column': 'この列はありません。文字は一重引用符で囲みます。',
		'unknown-function': 'この関数はありません。',
		'wrong-type': 'ここで使える型ではありません。',
		'wrong-count': 'この関数に渡す値の数が違います。',
		'not-a-date': '日付は 2020-01-31 のように書きます。',
		'column-type': '先にこの列の型を変えてください。',
		'literal-wanted': '0 から 15 の整数を書いてください。'
	},
	formulaAt: (position) => `${position + 1} 文字目。`,
	stepNumber: (n) => `手順 ${n}`,
	rows: (from, to) => (from === to ? `${to} 行` : `${from} → ${to} 行`),
	rowsSpoken: (from, to) => `${from} 行から ${to} 行へ`,
	msTitle: 'この手順にかかった時間（表示中の行で計測）',
	learns: '学ぶ',
	learnsTitle: '行から学びます。分割の後は学習用の行だけから学び、新しい行にも同じことをします',
	disabled: '停止中',
	actions: (step) => `${step} の操作`,
	edit: '直す',
	disable: '止める',
	enable: '動かす',
	moveUp: '上へ',
	moveDown: '下へ',
	giveName: '名前',
	copy: '複製',
	remove: '削除',
	removed: (step) => `削除しました: ${step}`,
	undo: '元に戻す',
	redo: 'やり直す',
	show: 'この手順の後の表を見る',
	showAll: 'レシピ全体を見る',
	drag: '引いて動かす',
	keep: '残す',
	drop: 'やめる',
	keepHint: 'Enter で残す、Esc でやめる',
	changedCells: (cells, count) => `${count} 列の ${cells} 個の値が変わります`,
	droppedRows: (rows) => `${rows} 行が消えます`,
	noChange: 'この範囲の行では何も変わりません',
	sampled: (rows, total) => `全 ${total} 行のうち最初の ${rows} 行で表示し、学んでいます。実行時は全行を使います。`,
	run: '全行で実行',
	running: '実行中',
	runTitle: '新しいデータセットを作ります。今のものはそのまま残ります。',
	ran: (rows, count) => `新しいデータセット: ${rows} 行、${count} 列`,
	exportJson: 'JSON で保存',
	exportSql: 'SQL で保存',
	importJson: 'レシピを開く',
	more: 'レシピのファイル',
	allColumns: 'すべての列',
	chooseColumn: '列を選ぶ',
	searchColumns: '列を探す',
	noColumns: 'この表に合う型の列がありません。先に型を変えてください。',
	columnsChosen: (n) => `${n} 列`,
	inPlace: '元の列を置き換える',
	listHint: '一行に一つ、またはコンマで区切る',
	becomesMissing: '空なら欠損にします',
	formatHint: '31/01/2020 なら %d/%m/%Y、2020-01-31 なら空のまま',
	addPair: '列を足す',
	newName: '新しい名前',
	incomplete: '印の付いたところを埋めると下見ができます。',
	mends: {
		'recipe/column-missing': (column) =>
			`列 ${named(column)} がここにはもうありません。別の列を選ぶか、手順を止めてください。`,
		'table/column-kind': (column) => `${named(column)} は型が違います。前の手順で型を変えてください。`,
		'table/column-duplicate': (column) =>
			`${named(column)} という列はもうあります（大文字と小文字は区別されません）。別の名前にしてください。`,
		'recipe/operation-unknown': (op) =>
			`この版には ${named(op)} という操作がありません。手順を削除するか、更新してください。`,
		'recipe/params-invalid': (field) => `${named(field)} が正しく埋まっていません。手順を直してください。`,
		'recipe/formula-invalid': (reason) => `式が合わなくなりました。${reason}`,
		other: (code) => `手順を直すか、止めてください（${code}）。`
	}
};
