import type { Translation } from '../translation';
import { named } from '../recipe/names';
import type { lineage as englishLineage, picture as englishPicture } from './picture-en';

export const picture: Translation<typeof englishPicture> = {
	open: 'レシピを図で見る',
	saveAs: (library) => `Python（${library}）で保存`,
	title: 'レシピの図',
	keys: '矢印キーで手順を移動し、Enter でその手順のあとの表を表示します。',
	main: '主な手順',
	source: (table) => `${table}（元の表）`,
	table: (table) => `表 ${table}`,
	branch: (name) => `枝 ${name}`,
	goesOn: (line) => `${line}（続き）`,
	from: (names) => `${names} のあと`,
	meets: (names) => `${names} と結合`,
	heading: (name, count) => `${name} · ${count} 手順`,
	step: (n, sentence) => `${n}. ${sentence}`,
	show: 'このあとの表を表示',
	showSource: '手順の前の表を表示',
	shown: '表示中',
	off: 'オフ',
	broken: 'エラー',
	learns: '学習する',
	learned: '学習済み'
};

export const lineage: Translation<typeof englishLineage> = {
	open: '由来を図で見る',
	title: (column) => `${column} の由来と行き先`,
	keys: '列を押すとその列をたどり、手順を押すとそのあとの表を表示します。',
	sources: '元の列',
	steps: '手順',
	results: '今の列',
	all: '他の列も表示',
	of: (column, table) => `${table} の ${column}`,
	main: (n) => `手順 ${n}`,
	branch: (name, n) => `${name} の手順 ${n}`,
	makes: (columns) => `${columns} を作る`,
	onWay: '経路上',
	untouched: (table) => `${named(table)} の元の値のままです。`,
	madeFrom: (columns, steps) => `${columns} から${steps}で作られています。`,
	madeBy: (steps) => `${steps}で作られ、元になる列はありません。`,
	stepNumbers: (numbers) => `手順 ${numbers.join('、')} `,
	readBy: (columns) => `${columns} がこの列を使っています。`,
	readByGroups: (groups) => `特徴量グループ ${groups} がこの列を使っています。`,
	readByNone: 'この列から作られた列は他にありません。',
	list: (names, more) => `${names.map(named).join('、')}${more > 0 ? ` ほか ${more} 列` : ''}`
};
