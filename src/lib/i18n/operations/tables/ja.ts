import type { joiningOperations } from '$lib/core/recipe/operations/tables';
import { named } from '../../recipe/names';
import { list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const tables: GroupTexts<typeof joiningOperations> = {
	operations: {
		join: {
			title: '表を結合する',
			description: 'キーが同じ行に、別の表の列を加えます。',
			sentence: (words) => {
				const table = named(words.text('table'));
				if (words.is('type', 'semi')) return `${table} にある行を残す`;
				if (words.is('type', 'anti')) return `${table} にある行を捨てる`;
				if (words.is('type', 'cross')) return `すべての行を ${table} のすべての行と組み合わせる`;
				return `${list(words.pairs('keys').map(([key]) => key))} で ${table} を結合する`;
			}
		},
		'look-up': {
			title: '表から引く',
			description: 'キーで別の表から値を1つずつ引きます。行は増えも減りもしません。',
			sentence: (words) =>
				`${list(words.pairs('keys').map(([key]) => key))} で ${named(words.text('table'))} から ${list(words.texts('columns'))} を引く`
		},
		concatenate: {
			title: '表を縦につなぐ',
			description: '別の表の行をこの表の下に加えます。',
			sentence: (words) => `${list(words.texts('tables'))} の行を下に加える`
		},
		'as-of-join': {
			title: '時点で結合する',
			description: '各行の時点で最新の、または最も近い、別の表の行を加えます。',
			sentence: (words) => {
				const table = named(words.text('table'));
				const time = named(words.text('time'));
				if (words.is('direction', 'after')) return `${time} 以後で最初の ${table} の行を結合する`;
				if (words.is('direction', 'nearest')) return `${time} に最も近い ${table} の行を結合する`;
				return `${time} 以前で最新の ${table} の行を結合する`;
			}
		},
		'interval-join': {
			title: '値の入る範囲で結合する',
			description: '値が入る範囲を持つ別の表の行を加えます。',
			sentence: (words) => `${named(words.text('column'))} の入る範囲で ${named(words.text('table'))} を結合する`
		},
		'overlap-join': {
			title: '重なる範囲で結合する',
			description: 'この行の範囲と重なる範囲を持つ別の表の行を加えます。',
			sentence: (words) =>
				`${named(words.text('start'))} から ${named(words.text('end'))} までと重なる ${named(words.text('table'))} の行を結合する`
		},
		'fuzzy-join': {
			title: 'あいまいに結合する',
			description: '同じではなくても似ている文字列で別の表を結合します。',
			sentence: (words) =>
				`${named(words.text('column'))} が ${named(words.text('otherColumn'))} に似た ${named(words.text('table'))} の行を結合する`
		},
		reconcile: {
			title: '基準の表に名寄せする',
			description: '各値を、基準の表で最も似た名前に対応させます。点数と候補も付けます。',
			sentence: (words) =>
				`${named(words.text('column'))} を ${named(words.text('table'))} の ${named(words.text('names'))} に名寄せする`
		},
		'mark-in-table': {
			title: '表にあるか印を付ける',
			description: '同じキーの行が別の表にあるか、または何行あるかを示します。',
			sentence: (words) =>
				`${list(words.pairs('keys').map(([key]) => key))} が ${named(words.text('table'))} にあるか印を付ける`
		},
		'update-from-table': {
			title: '表の値で更新する',
			description: 'キーが同じ行に、別の表の値を入れます。',
			sentence: (words) =>
				`${list(words.pairs('keys').map(([key]) => key))} で ${named(words.text('table'))} の値に更新する`
		},
		intersect: {
			title: '両方の表にある行',
			description: '別の表にもある行を残します。',
			sentence: (words) => `${named(words.text('table'))} にもある行を残す`
		},
		except: {
			title: '別の表にない行',
			description: '別の表にない行を残します。',
			sentence: (words) => `${named(words.text('table'))} にない行を残す`
		},
		'compare-tables': {
			title: '別の表と比べる',
			description: '各行が追加、削除、変更、同じのどれか、どの列が違うかを示します。',
			sentence: (words) => `${list(words.pairs('keys').map(([key]) => key))} で ${named(words.text('table'))} と比べる`
		}
	},
	fields: {
		table: '表',
		tables: '表',
		keys: '一致させるキー',
		type: '残す行',
		columns: '列',
		suffix: '重なる列名に付ける文字',
		suffixHere: 'この表の列名にも付ける文字',
		take: '取る値',
		default: '見つからないとき',
		match: '列の対応',
		distinct: '同じ行は1つだけ残す',
		source: '元の表を示す列',
		ownName: 'この表の呼び名',
		time: 'この表の時刻',
		otherTime: '相手の時刻',
		direction: 'どの行',
		equal: '同じ時刻を含める',
		tolerance: '離れてよい範囲',
		unit: '単位',
		column: 'この表の列',
		from: '相手の開始',
		to: '相手の終了',
		ends: '範囲に含める端',
		matches: '相手が複数のとき',
		start: 'この表の開始',
		end: 'この表の終了',
		touching: '端が接するだけでも重なりとする',
		into: '重なりの列',
		otherColumn: '相手の列',
		method: '測り方',
		threshold: '似ているとする点数',
		normalise: '大文字小文字、アクセント、全角半角、記号の違いを無視する',
		score: '点数の列',
		names: '相手の名前の列',
		key: '相手の行を特定する列',
		candidates: '候補の数',
		candidatesFrom: '候補に挙げる点数',
		unmatched: '対応がないとき',
		show: '表示',
		name: '新しい列',
		how: 'この表の値',
		add: '相手の表だけにある行を加える',
		same: '同じ行も残す'
	},
	options: {
		left: 'この表のすべて',
		inner: '相手のある行',
		right: '相手の表のすべて',
		full: '両方のすべて',
		semi: '相手のある行（列は加えない）',
		anti: '相手のない行',
		cross: 'すべての組み合わせ',
		name: '名前',
		position: '位置',
		all: 'すべて',
		shared: 'すべての表にある列',
		own: 'この表の列',
		before: '以前で最新',
		after: '以後で最初',
		nearest: '最も近い',
		seconds: '秒',
		minutes: '分',
		hours: '時間',
		days: '日',
		both: '両方',
		lower: '下端',
		upper: '上端',
		neither: 'どちらも含めない',
		first: '最初',
		last: '最後',
		best: '最も似たもの',
		'jaro-winkler': 'ジャロ・ウィンクラー',
		'edit-similarity': '1 - 編集距離 / 長さ（レーベンシュタイン）',
		'trigram-jaccard': '3文字組の共通度（ジャカード）',
		missing: '欠損にする',
		keep: '元の値のまま',
		found: 'あるかないか',
		count: '件数',
		overwrite: '上書きする',
		fill: '欠損だけ埋める',
		rows: '行数',
		distinct: '異なる値の数',
		sum: '合計',
		minimum: '最小',
		maximum: '最大',
		deviation: '標準偏差'
	}
};
