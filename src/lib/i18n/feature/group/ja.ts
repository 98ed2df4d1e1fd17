import type { Translation } from '../../translation';
import type { group as english } from './en';

/** グループひとつの画面。 */
export const group: Translation<typeof english> = {
	tabs: 'グループの内容',
	tab: {
		features: '特徴量',
		ingests: '取り込み',
		read: '読み出し',
		computed: '読むときに計算',
		lineage: '来歴',
		versions: '版',
		settings: '設定'
	},

	stale: {
		mark: '古い',
		never: (source) => `${source} の行はまだ入っていません。`,
		dataset: (source) => `もとの表に新しいものがあります（${source}）。`,
		recipe: (source) => `最後の取り込みのあとで手順が変わりました（${source}）。`,
		both: (source) => `最後の取り込みのあとで、表も手順も変わりました（${source}）。`,
		action: '新しい行を取り込む',
		running: (name) => `${name} の行を作り直しています`,
		done: (rows, name) => `${name} に ${rows} 行を取り込みました。`,
		followed: (rows, name) => `${name} がもとの表に追随し、${rows} 行を取り込みました。`,
		refused: (name) => `${name} の新しい行は前回と大きく違います。「特徴量」で確かめてください。`
	},

	validation: {
		column: '前回と比べて',
		first: '最初の取り込み',
		calm: '目立つ違いはありません',
		count: (count) => `目立つ違いが ${count} 件`,
		show: '違いを見る',
		hide: '違いを隠す',
		found: (rows) => `この ${rows} 行は前回と大きく違います。まだ何も取り込んでいません。`,
		accept: 'それでも取り込む',
		leave: '取り込まない',
		type: (feature, before, now) => `${feature}：型が ${before} から ${now} に`,
		missing: (feature, before, now) => `${feature}：欠けが ${before} から ${now} に`,
		mean: (feature, before, now, shift) => `${feature}：平均が ${before} から ${now} に（標準偏差の ${shift} 倍）`,
		meanConstant: (feature, before, now) => `${feature}：前回はすべて ${before}、今回の平均は ${now}`,
		range: (feature, before, now) => `${feature}：範囲が ${before} から ${now} に`,
		span: (from, to) => `${from}～${to}`,
		'new-values': (feature, values, share) => `${feature}：新しい値 ${values}（行の ${share}）`,
		'gone-values': (feature, values, share) => `${feature}：なくなった値 ${values}（前回の行の ${share}）`,
		more: (count) => `ほか ${count} 件`
	},

	ingests: {
		text: 'グループの記録は、すべてこのどれかで入りました。それぞれ前回の取り込みと比べてあります。',
		version: '定義の版',
		takeBack: '取り消す',
		takingBack: (name) => `${name} の取り込みを取り消しています`,
		takenBack: (rows, name) => `${name} から ${rows} 行の取り込みを取り消しました。`,
		deletion: (_, shown) => `対象 ${shown} 件の削除`
	},

	read: {
		whose: '読み出す対象',
		mode: { keys: '指定した対象', all: 'すべての対象' },
		keys: (columns) => `キー（${columns}）`,
		keysHint: '1 行に 1 件。いくつでも貼り付けられます。',
		keysHintMany: '1 行に 1 件、キーの間はタブかコンマ。いくつでも貼り付けられます。',
		prefix: 'キーの始まり',
		withDeleted: '削除されたものも',
		at: 'いつの時点',
		atHint: '空欄なら現在。または 2026-01-31 12:00 のような日時（UTC）。',
		atHintNumber: '空欄なら最新。またはグループと同じ尺度の数値。',
		known: 'いつ知られていたか',
		knownHint: 'その時までに書き留めたものだけを使います。',
		request: '計算に渡す値',
		action: '読み出す',
		more: (count) => `続きの ${count} 件`,
		keysRead: (count) => `キー ${count} 件`,
		faults: {
			line: (line) => `${line} 行目：キーの数が合っていません。`,
			at: 'このグループの時刻として読めません。',
			known: 'このグループの時刻として読めません。',
			many: (most) => `一度に ${most} 件までです。`
		},
		title: (group) => `${group} の読み出し`,
		says: {
			now: (_, shown) => `対象 ${shown} 件、現在の値です。`,
			at: (_, shown, when) => `対象 ${shown} 件、${when} 時点の値です。`,
			known: (_, shown, at, known) => `対象 ${shown} 件、${at} 時点の値を ${known} に知られていた範囲で。`
		},
		reading: '読み出しています…',
		none: '当てはまる対象はありません。',
		state: '状態',
		states: { fresh: '有効', expired: '期限切れ', gone: '削除済み', unknown: '記録なし', none: 'その時点の記録なし' },
		event: 'イベント時刻',
		tick: (key) => `${key} を選ぶ`,
		tickAll: 'すべて選ぶ',
		missing: '欠け'
	},

	gone: {
		ticked: (count) => `${count} 件を選択`,
		since: '削除の時刻',
		action: () => '削除されたと記録する',
		running: (name) => `${name} から削除しています`,
		done: (count, name) => `${name} の対象 ${count} 件を削除しました。履歴は残ります。`,
		known: 'その時点ですでに削除されていました。'
	},

	computed: {
		text: '読むときに、グループの特徴量と読む側が渡す値から計算します。保存はしません。',
		none: '読むときに計算する特徴量はまだありません。',
		feature: '特徴量',
		formula: '式',
		description: '説明',
		change: (name) => `${name} を変える`,
		remove: (name) => `${name} を外す`,
		removed: (name) => `${name} を外しました。`,
		makeTitle: '読むときに計算する特徴量を作る',
		changeTitle: (name) => `${name} を変える`,
		name: '名前',
		keep: '加える',
		cancel: 'やめる',
		kept: (name) => `これから ${name} を計算します。`,
		request: '読む側が渡す値',
		requestText: '学習用の表では、学習する行の列を使います。',
		requestName: '値の名前',
		requestKind: '種類',
		requestAdd: '値を加える',
		requestRemove: (name) => `${name} を尋ねない`,
		tryValue: (name) => `${name}（試す値）`,
		tried: (count) => (count === 1 ? '最初の対象で試した結果' : `最初の対象 ${count} 件で試した結果`),
		trying: '名前と式を書くと、結果をここで確かめられます。'
	},

	lineage: {
		title: 'どこから来て、何に使われているか',
		feature: '特徴量',
		columns: {
			source: 'もとの列',
			step: '手順',
			feature: '特徴量',
			computed: '読むときに計算',
			set: '学習用の表',
			model: 'モデル',
			package: 'パッケージ'
		},
		sentence: (feature, sources, readers) =>
			`${feature}：もとの列は ${sources} 列、使っている表・モデル・パッケージは ${readers} 件。`,
		way: (recipe, count) => `${recipe} · ${count} 件`,
		steps: (feature) => `${feature} までの手順`,
		pick: '特徴量を押すと、その経路が見られます。',
		from: 'もと',
		to: '先',
		none: 'もとの表や手順がもう無いため、どこから来たかはわかりません。'
	},

	versions: {
		text: '定義を変えるたびに新しい版ができ、前の版も残ります。',
		version: (version) => `版 ${version}`,
		now: '現行',
		made: 'グループを作りました。',
		back: 'この版に戻す',
		returned: (version) => `定義を版 ${version} の内容に戻しました。`,
		none: 'なし',
		what: {
			description: '説明',
			owner: '担当',
			tags: 'タグ',
			ttl: '有効な期間',
			deleted: '削除の印',
			writeTime: '記録時刻',
			source: 'もとの表',
			automatic: '自動で追随',
			feature: (name) => `特徴量 ${name}`,
			featureType: (name) => `${name} の型`,
			featureDescription: (name) => `${name} の説明`,
			computed: (name) => `${name} の式`,
			request: (name) => `渡す値 ${name}`
		},
		yes: 'はい',
		no: 'いいえ'
	},

	settings: {
		text: '変えるたびに定義の新しい版ができます。前の版も残ります。',
		saved: (name) => `${name} の設定を変えました。`,
		source: 'もとの表と手順',
		sourceText: '最後の取り込みのあとでこの表や手順が変わると、そのことを示します。',
		sourceTable: '表',
		sourceRecipe: '手順',
		noSource: 'なし',
		noRecipe: 'なし（行をそのまま使う）',
		automatic: '新しい行を自動で取り込む',
		automaticText:
			'このプロジェクトを開いている間、表や手順が変わるとすぐに取り込みます。大きく違う行は確認を待ちます。',
		noChange: '変えたところはありません。',
		danger: 'グループを削除',
		dangerText: '記録と版も消えます。学習用の表は残ります。'
	}
};
