import type { profile as en } from './profile-en';

export const profile: typeof en = {
	title: (run) => `${run} の時間の内訳`,
	loading: 'プロファイルを読み込んでいます…',
	missing: 'この実行の記録はありません。',
	wholeJob: (total) => `ジョブ全体、${total}`,
	partOf: (from, to) => `表示中の範囲、${from} から ${to} まで`,
	charts: 'ステップ、スレッド、メモリ',
	leftOut: (count, share) =>
		`短いスパン ${count} 件は個別に表示していません（表示中の時間のうち ${share} の分だけを保存）。ジョブ全体の合計には含まれます。`,
	noGpuTimes: 'このアダプタは GPU 側の時刻を返さないため、GPU の行はありません。',
	noHeap: 'このブラウザは JavaScript ヒープの大きさを教えてくれません。',
	flame: {
		label: 'フレームチャート: スレッドごとのスパンを時間順に並べた図。下の表に同じ内容の数値があります。',
		hint: 'ドラッグで移動、ピンチか Ctrl + ホイールで拡大縮小、上の帯をドラッグすると範囲を選べます。キー: 矢印でスパン間の移動、W A S D で拡大と移動、Enter でスパンに合わせ、0 で全体表示。',
		search: '処理やカーネルを探す',
		matches: (count, time) => `表示中に ${count} 件、${time}`,
		next: '次の一致',
		zoomIn: '拡大',
		zoomOut: '縮小',
		whole: 'ジョブ全体を表示',
		range: (from, to) => `${from} – ${to}`,
		selected: (name, worker, time, start) => `${name}: ${time}（開始 ${start}、${worker}）`
	},
	names: {
		fit: '学習',
		refit: '全行での学習',
		fold: '分割',
		round: 'ラウンド',
		epoch: 'エポック',
		table: 'テーブルの読み込み',
		train: '学習の完了待ち',
		pack: 'モデルの梱包',
		keep: '実行とモデルの保存',
		query: 'SQL クエリ',
		load: 'テーブルの展開',
		'read blob': 'データの読み出し',
		'write blob': 'データの書き込み'
	},
	workers: {
		train: '学習スレッド',
		trees: '木スレッド',
		page: 'ページ',
		data: 'データスレッド',
		storage: 'ストレージ',
		network: 'ネットワーク',
		gpu: 'GPU'
	},
	table: {
		title: '処理とカーネル',
		name: '名前',
		worker: '場所',
		calls: '回数',
		total: '合計',
		self: '自身',
		mean: '平均',
		p95: '95 %',
		share: '割合',
		kinds: { group: 'まとまり', phase: '処理', kernel: 'カーネル', other: 'ほかのスレッドと装置' },
		sampled: (every) => `${every} ステップに 1 回計測`
	},
	steps: {
		title: '1 ステップの時間',
		sentence: (count, median, p95, outliers) =>
			`${count} ステップのうち半数は ${median} 以内、95 % は ${p95} 以内です。特に遅いものは ${outliers} 件。`,
		axis: '1 ステップの時間',
		from: '下限 (ms)',
		to: '上限 (ms)',
		count: 'ステップ数',
		limit: '平均 + 3σ',
		slowest: '遅い順:',
		outlier: (time, at) => `${time}（${at} 地点）`
	},
	busy: {
		title: '各スレッドの稼働率',
		sentence: (worker, share) => `最も働いていたのは${worker}で、時間の ${share} です。`,
		share: '稼働'
	},
	memory: {
		title: 'メモリ',
		sentence: (peaks) => `最大で ${peaks}。`,
		peak: (name, bytes) => `${name} ${bytes}`,
		comma: '、',
		axis: 'ms',
		inMegabytes: (name) => `${name} (MB)`,
		names: {
			wasm: 'WebAssembly メモリ',
			'js-heap': 'JavaScript ヒープ',
			gpu: 'GPU バッファ',
			storage: 'ストレージ'
		}
	},
	moved: {
		title: 'データの移動',
		kind: '経路',
		count: '回数',
		bytes: '大きさ',
		time: '時間',
		rate: '速度',
		kinds: {
			'storage-read': 'ストレージからの読み出し',
			'storage-write': 'ストレージへの書き込み',
			'network-sent': 'ネットワークへの送信',
			'network-received': 'ネットワークからの受信',
			threads: 'スレッド間',
			'to-gpu': 'GPU へ',
			'from-gpu': 'GPU から'
		}
	}
};
