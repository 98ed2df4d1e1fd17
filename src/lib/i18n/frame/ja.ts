import type { Translation } from '../translation';
import type { frame as english } from './en';

export const frame: Translation<typeof english> = {
	appName: '手元 Temoto',
	stages: {
		home: 'ホーム',
		data: 'データ',
		features: '特徴量',
		fairness: '公平性',
		train: '学習',
		models: 'モデル',
		edge: 'エッジ',
		monitor: '監視',
		pipelines: 'パイプライン'
	},
	marks: {
		ready: '準備済み',
		empty: 'まだ何もありません',
		stale: '古いデータから作られています',
		alarming: '確認が必要です'
	},
	stagesLabel: '段階',
	skip: '本文へ移動',
	findOrDo: '検索と操作',
	keys: 'キー',
	palette: {
		title: '検索と操作',
		placeholder: 'したいこと、開きたいものを入力',
		nothing: '該当するものがありません。'
	},
	groups: { go: '移動', do: '操作', open: '開く' },
	commands: {
		palette: '検索と操作',
		keys: 'キー一覧を表示',
		theme: '明暗を切り替える',
		language: 'Show in English',
		sample: 'サンプルを開く',
		importFile: '表を取り込む',
		newProject: '新しいプロジェクト',
		exportProject: 'このプロジェクトを書き出す'
	},
	theme: { label: 'テーマ', light: '明るい', dark: '暗い', system: 'システムに合わせる' },
	language: '言語',
	offline: {
		ready: 'オフライン可',
		storing: (done, total) => `オフライン用に保存中 ${done}/${total}`,
		not: 'オフライン未対応',
		offlineNow: 'オフライン'
	},
	threads: (count) => `${count}スレッド`,
	storage: (used, quota) => `${used} / ${quota}`,
	inspector: '詳細',
	close: '閉じる',
	cancel: '中止',
	undo: '元に戻す',
	copy: '詳細をコピー',
	copied: 'コピーしました',
	retry: 'もう一度',
	showTable: '表で見る',
	showChart: '図で見る',
	more: 'その他',
	tasks: {
		label: '作業',
		left: (time) => `残り${time}`,
		done: (title) => `完了: ${title}`,
		failed: (title) => `失敗: ${title}`,
		cancelled: (title) => `中止: ${title}`
	},
	phases: {
		read: '読み込み中',
		types: '型を判定中',
		store: '保存中',
		query: '計算中',
		profile: '集計中',
		load: '読み出し中',
		explain: '説明を計算中',
		bias: '偏りを計測中',
		drift: 'ドリフトを計測中',
		prepare: '準備中',
		pipeline: '手順を実行中',
		check: '確認中',
		latest: '最新の記録を保管中'
	},
	update: { text: '新しい版があります。', reload: '再読み込み' },
	readOnly: '別のタブがこのプロジェクトに書き込んでいるため、ここでは閲覧のみです。そのタブを閉じると書き込めます。',
	home: {
		title: '機械学習を、手元で。',
		lead: '表をここに置けば、監視つきのモデルまで進めます。インストールは不要で、データはこの端末から出ません。',
		drop: '表をここに置くか、選んでください',
		choose: 'ファイルを選ぶ',
		formats: 'CSV、TSV、JSON、Parquet、Arrow',
		sample: 'サンプルを開く',
		sampleText: 'えこひいきのないプレイリスト：5万曲を整え、公平さを確かめ、学習と監視まで済んでいます。',
		sampleMissing: 'この版にはサンプルが含まれていません。',
		recent: 'プロジェクト',
		noProjects: 'まだプロジェクトがありません。最初の表を置くと始まります。',
		device: 'この端末',
		nothing: 'まだ空です',
		tables: (count) => `表${count}件`,
		models: (count) => (count === 0 ? 'モデルなし' : `モデル${count}件`),
		changed: (when) => `${when}に更新`,
		deviceFacts: {
			gpu: 'グラフィックス',
			gpuYes: 'WebGPUが使えます。ニューラルネットをGPUで学習できます。',
			gpuNo: 'WebGPUは使えません。ニューラルネットはCPUで学習します。',
			threads: 'スレッド',
			threadsYes: (count) => `${count}本が同時に動き、メモリを共有します。`,
			threadsNo: '1本だけ動きます。このページは分離されていません。',
			storage: '保存領域',
			kept: '作ったものは、削除するまで残ります。',
			mayGo: '空きが減ると、ブラウザが消すことがあります。',
			keep: '消さないようブラウザに頼む',
			refused: 'ブラウザが応じませんでした。インストールするか、使い続けると応じることがあります。'
		}
	},
	project: {
		menu: 'プロジェクト',
		new: '新しいプロジェクト',
		open: '開く',
		rename: '名前を変える',
		export: 'ファイルに書き出す',
		import: 'ファイルから読み込む',
		remove: '削除',
		removed: (name) => `${name}を削除しました`,
		name: 'プロジェクト名',
		untitled: '無題',
		save: '保存',
		exported: (name) => `${name}を書き出しました`,
		imported: (name) => `${name}を開きました`
	},
	notFound: { title: 'ページがありません', text: 'アドレスが間違っているかもしれません。', home: 'ホームへ' },
	dropHere: '置くと取り込みます'
};
