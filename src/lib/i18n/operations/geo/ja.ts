import type { geoOperations } from '$lib/core/recipe/operations/geo';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

const place = (words: StepWords) => `${named(words.text('latitude'))}、${named(words.text('longitude'))}`;

export const geo: GroupTexts<typeof geoOperations> = {
	operations: {
		'distance-between': {
			title: '二地点の距離',
			description: '二つの地点がどれだけ離れているかです（球面または楕円体）。',
			sentence: (words) => `二地点の距離を ${named(words.text('name'))} に求める`
		},
		'distance-to-place': {
			title: '一地点までの距離',
			description: '決めた地点、または全体の中心からの距離です。',
			sentence: (words) => `一地点までの距離を ${named(words.text('name'))} に求める`
		},
		bearing: {
			title: '方位',
			description: 'ある地点から別の地点への方位です。北を 0 度とします。',
			sentence: (words) => `方位を ${named(words.text('name'))} に求める`
		},
		midpoint: {
			title: '中間点',
			description: '二つの地点の真ん中の地点です。',
			sentence: (words) => `中間点を ${named(words.text('name'))} に求める`
		},
		destination: {
			title: '到達点',
			description: '方位と距離の先にある地点です。',
			sentence: (words) => `到達点を ${named(words.text('name'))} に求める`
		},
		'in-box': {
			title: '範囲の中か',
			description: '緯度と経度の範囲の中にあるかを調べます。',
			sentence: (words) => `範囲の中かを ${named(words.text('name'))} に印す`
		},
		'in-region': {
			title: '領域の中か',
			description: 'WKT や GeoJSON の多角形の中にあるかを調べます。',
			sentence: (words) => `領域の中かを ${named(words.text('name'))} に印す`
		},
		'nearest-place': {
			title: '最も近い地点',
			description: '別の表から最も近い地点の列と距離を取ります。',
			sentence: (words) => `${named(words.text('table'))} から最も近い地点を取る`
		},
		'count-within': {
			title: '周りの地点を数える',
			description: '別の表の地点が近くにいくつあるかです。',
			sentence: (words) => `周りにある ${named(words.text('table'))} の地点を数える`
		},
		'grid-cell': {
			title: '格子のマス',
			description: '地点を数キロメートルのマスに分けます。',
			sentence: (words) => `${words.text('size')} km のマスを ${named(words.text('name'))} に求める`
		},
		'geohash-encode': {
			title: 'ジオハッシュ',
			description: '近い地点ほど先頭が同じになる文字です。',
			sentence: (words) => `ジオハッシュを ${named(words.text('name'))} に求める`
		},
		'geohash-decode': {
			title: 'ジオハッシュを地点に',
			description: 'ジオハッシュのマスの中央です。',
			sentence: (words) => `ジオハッシュ ${named(words.text('column'))} を地点にする`
		},
		'plus-code-encode': {
			title: 'プラスコード',
			description: '8FVC9G8F+6X のような短い住所です。',
			sentence: (words) => `プラスコードを ${named(words.text('name'))} に求める`
		},
		'plus-code-decode': {
			title: 'プラスコードを地点に',
			description: 'プラスコードのマスの中央です。',
			sentence: (words) => `プラスコード ${named(words.text('column'))} を地点にする`
		},
		'mesh-code': {
			title: '地域メッシュコード',
			description: '日本の地点の地域メッシュコード（JIS X 0410）です。',
			sentence: (words) => `${words.text('size')} km の地域メッシュを ${named(words.text('name'))} に求める`
		},
		'map-tile': {
			title: '地図タイル',
			description: '地点が入るウェブ地図のタイルです。',
			sentence: (words) => `ズーム ${words.text('zoom')} の地図タイルを求める`
		},
		project: {
			title: 'メートル座標にする',
			description: '地点を東と北のメートルにします。',
			sentence: () => '地点をメートル座標にする'
		},
		'parse-coordinate': {
			title: '度分秒を読む',
			description: '35°41′22″N や北緯35度41分22秒を度として読みます。',
			sentence: (words) => `${columns(words)} を度として読む`
		},
		'parse-point': {
			title: '座標の組を読む',
			description: '35.68, 139.77 や POINT (139.77 35.68) を読みます。',
			sentence: (words) => `${named(words.text('column'))} から座標を読む`
		},
		'format-coordinate': {
			title: '度分秒で書く',
			description: '度を 35°41\'22.2"N のように書きます。',
			sentence: (words) => `${named(words.text('column'))} を度分秒で書く`
		},
		'format-point': {
			title: '座標の組を書く',
			description: '地点を一つの文字にします（組、WKT、GeoJSON、リンク）。',
			sentence: (words) => `地点を ${named(words.text('name'))} に書く`
		},
		'validate-coordinates': {
			title: '座標を確かめる',
			description: '緯度が 90 を超えるなど、ありえない地点を見つけます。',
			sentence: (words) => `座標 ${place(words)} を確かめる`
		},
		'swap-coordinates': {
			title: '緯度と経度を入れ替える',
			description: '逆になっている緯度と経度を入れ替えます。',
			sentence: (words) => `${place(words)} を入れ替える`
		},
		'speed-between': {
			title: '移動の速さ',
			description: '前の地点からの距離と速さです。',
			sentence: (words) => `${place(words)} の移動の速さを求める`
		},
		'distance-along': {
			title: '移動の道のり',
			description: '最初の地点からの道のりです。',
			sentence: (words) => `${place(words)} の道のりを ${named(words.text('name'))} に求める`
		}
	},
	fields: {
		table: '別の表',
		otherLatitude: 'その緯度',
		otherLongitude: 'その経度',
		columns: '持ってくる列',
		within: '離れていてよい距離',
		latitude: '緯度',
		longitude: '経度',
		toLatitude: '相手の緯度',
		toLongitude: '相手の経度',
		atLatitude: 'その緯度',
		atLongitude: 'その経度',
		place: 'どの地点か',
		model: '地球の形',
		unit: '単位',
		name: '結果の名前',
		at: 'どこで',
		bearing: '方位（度）',
		distance: '距離',
		south: '南端',
		north: '北端',
		west: '西端',
		east: '東端',
		region: '領域（WKT か GeoJSON）',
		letters: '文字数',
		codeDigits: 'コードの桁数',
		size: 'マスの大きさ（km）',
		centre: '中央を加える',
		column: '列',
		zoom: 'ズーム',
		output: '結果',
		projection: '投影法',
		suffix: '新しい列の接尾辞',
		order: '順序',
		axis: 'どちらか',
		style: '書き方',
		digits: '小数点以下の桁数',
		into: '新しい列',
		wrong: '誤りのとき',
		originIsWrong: '0, 0 は誤り',
		where: 'どの行を',
		time: '時刻',
		by: '軌跡を分ける列',
		direction: '行の順序'
	},
	options: {
		sphere: '球面（誤差 0.6 % 以内）',
		ellipsoid: '楕円体（誤差 0.1 mm）',
		kilometre: 'キロメートル',
		metre: 'メートル',
		mile: 'マイル',
		'nautical-mile': '海里',
		centre: '全体の中心',
		given: '自分で決める',
		start: '出発するとき',
		end: '着くとき',
		columns: '二つの列',
		path: 'z/x/y の文字',
		quadkey: 'クアッドキー',
		local: '全体の中心から',
		'web-mercator': 'ウェブメルカトル',
		utm: 'UTM',
		'latitude-first': '緯度が先',
		'longitude-first': '経度が先',
		latitude: '緯度',
		longitude: '経度',
		seconds: '度分秒',
		minutes: '度分',
		pair: '35.68, 139.77',
		wkt: 'POINT (139.77 35.68)',
		geojson: 'GeoJSON',
		uri: 'geo:35.68,139.77',
		missing: '欠損にする',
		drop: '行を捨てる',
		mark: '列に印す',
		wrong: '誤りの行だけ',
		all: 'すべての行',
		'80': '80',
		'0.5': '0.5',
		'0.25': '0.25',
		'1': '1',
		'10': '10'
	}
};
