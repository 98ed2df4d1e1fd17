import { metricTexts } from '$lib/core/clarify/texts/metric-ja';
import type { Translation } from '../translation';
import { bias } from './bias-ja';
import type { clarify as english } from './en';
import { effects } from './effects-ja';
import { errors } from './errors-ja';
import { explain } from './explain-ja';
import { limits } from './limits-ja';
import { mend } from './mend-ja';
import { whatIf } from './what-if-ja';
import { report } from './report-ja';

export const clarify: Translation<typeof english> = {
	title: '公平性',
	lead: 'あるグループがほかより不利になっていないか、データと予測の両方で調べ、手を打ちます。',
	empty: {
		title: '調べる表がまだありません',
		text: '公平性には、結果の列と、グループを分ける列のあるデータセットが必要です。',
		action: '表を取り込む'
	},
	settings: '調べるもの',
	dataset: '表',
	label: '結果',
	labelHint: 'ラベル：何が決まったか',
	positive: '良い結果',
	outcome: {
		reading: '結果の読み方',
		values: '値（そのいくつかが良い結果）',
		above: 'この値を超えたら良い',
		aboveHint: '選ぶまでは中央値。ラベルも予測も同じ値で分けます',
		also: 'ほかの良い値',
		alsoNone: '良い値を追加…',
		remove: (value: string) => `${value} を良い値から外す`
	},
	facet: 'グループの列',
	facetHint: 'ファセット：だれをほかと比べるか',
	threshold: 'この値より上',
	thresholdHint: '数値の列はここで分け、上側をグループとします',
	group: '条件をそろえる列',
	groupHint: '似たものどうしを比べます（CDDL）',
	noGroup: 'すべての行をまとめて',
	model: 'モデル',
	modelNone: 'この表のモデルはまだありません',
	measuring: '偏りを測っています',
	value: 'グループ',
	against: (who: string, n: string, rest: string) => `${who}：${n} 行、ほかは ${rest} 行。`,
	missing: {
		facet: (n: string) => `グループのない ${n} 行は「ほか」に数えます。`,
		label: (n: string) => `結果のない ${n} 行は除きます。`,
		predicted: (n: string) => `予測のない ${n} 行は予測の部から除きます。`,
		group: (n: string) => `条件の値がない ${n} 行は CDDL から除きます。`
	},
	before: 'データでは',
	beforeNote: (n: string) => `全 ${n} 行。`,
	after: '予測では',
	afterNote: (n: string) => `モデルが見ていない ${n} 行。`,
	afterAllNote: (n: string) => `全 ${n} 行を今予測した結果。学習に使われた行があると、実際より良く見えます。`,
	afterNone: 'この表でモデルを学習すると、予測もここで並べて測ります。',
	afterAction: 'モデルを学習する',
	columns: { metric: '指標', line: '値と 95 % 区間', bars: 'グループとほか', sentence: 'ことばで' },
	interval: (low: string, high: string) => `95 % 区間 ${low} 〜 ${high}`,
	ties: (low: string, high: string) => `同順位の扱いにより ${low} 〜 ${high}`,
	fair: (value: string) => `${value} なら偏りなし`,
	bar: { facet: 'グループ', rest: 'ほか' },
	notDefined: '定義されません',
	...metricTexts,
	views: {
		label: '表示するもの',
		bias: '偏り',
		mend: '打てる手',
		explain: '説明',
		'what-if': 'もし変えたら',
		errors: '誤り'
	},
	limits,
	report,
	bias,
	mend,
	explain,
	whatIf,
	effects,
	errors
};
