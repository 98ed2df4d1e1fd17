import type { ErrorCode, ErrorDetails } from '$lib/core/errors';
import type { ErrorText } from './en';
import { megabytes } from './megabytes';

const gateway: Readonly<Record<string, (details: ErrorDetails) => string>> = {
	token: () => 'ゲートウェイのペアリングトークンが違います。',
	database: ({ message }) => `ゲートウェイにデータベース「${message}」はありません。`,
	statement: ({ message }) => `ゲートウェイは読み取り専用のため、このクエリを拒否しました: ${message}`,
	sql: ({ message }) => `データベースがクエリを拒否しました: ${message}`,
	value: ({ message }) => `そのままでは渡せない値があります: ${message}`,
	'too-large': ({ message }) => `結果がゲートウェイの上限を超えています（${message}）。`,
	'too-slow': ({ message }) => `クエリがゲートウェイの制限時間を超えました（${message}）。`,
	unavailable: ({ message }) => `ゲートウェイからデータベースに接続できません: ${message}`
};

/** よそにある表: アドレス、バケット、Athena、ゲートウェイ */
export const sourceErrors: Readonly<Record<Extract<ErrorCode, `source/${string}`>, ErrorText>> = {
	'source/address-invalid': {
		what: ({ address }) => `「${address}」は表のアドレスではありません。`,
		mend: 'https://かhttp://で始まり、ユーザー名とパスワードを含まないアドレスを指定してください。'
	},
	'source/bucket-invalid': {
		what: ({ bucket }) => `「${bucket}」はバケット名として使えません。`,
		mend: 's3://やスラッシュを付けず、名前だけを指定してください。'
	},
	'source/key-invalid': {
		what: ({ key }) => `オブジェクト「${key}」は取得できません。スラッシュの間に「.」か「..」があります。`,
		mend: '別の名前にコピーしてください。'
	},
	'source/offline': {
		what: ({ origin }) => `${origin}に接続できません。この端末はオフラインです。`,
		mend: 'よそにあるデータには接続が必要です。取り込み済みのものはそのまま使えます。'
	},
	'source/unreachable': {
		what: ({ address, reason }) => `${address}が応答しません: ${reason}`,
		mend: 'アドレスと接続を確かめてください。'
	},
	'source/blocked': {
		what: ({ address }) => `${address}から、このページが読める応答がありません。`,
		mend: '接続できないか、ほかのページからの読み取りを許していません（CORS）。管理者に許可してもらうか、ファイルを保存してここに置くか、temotoコマンドを使ってください。'
	},
	'source/redirected': {
		what: ({ address }) => `${address}は別のアドレスへ転送されますが、このページはそこへ接続できません。`,
		mend: '転送先のアドレスを指定してください。'
	},
	'source/missing': {
		what: ({ address }) => `${address}には何もありません。`,
		mend: 'アドレスを確かめてください。ファイルが移動した可能性があります。'
	},
	'source/forbidden': {
		what: ({ address, status }) => `${address}にアクセスできません（${status}）。`,
		mend: 'ログインの要らないアドレスを指定するか、ファイルを保存してここに置いてください。'
	},
	'source/status': {
		what: ({ address, status }) => `${address}がエラーを返しました（${status}）。`,
		mend: 'しばらくしてからもう一度試してください。'
	},
	'source/web-page': {
		what: ({ address }) => `${address}は表ではなくウェブページです。`,
		mend: 'ダウンロードのリンク先など、ファイルそのもののアドレスを指定してください。'
	},
	'source/too-large': {
		what: ({ address, sizeBytes, maxBytes }) =>
			`${address}は大きすぎます${sizeBytes ? `（${megabytes(sizeBytes)}）` : ''}。取得できるのは${megabytes(maxBytes)}までです。`,
		mend: '一部だけを取得するか、ファイルに保存してtemotoコマンドを使ってください。'
	},
	'source/cut-short': {
		what: ({ address }) => `${address}との接続が途中で切れました。`,
		mend: 'もう一度試してください。何も保存されていません。'
	},
	'source/answer-invalid': {
		what: ({ address }) => `${address}の応答は想定したものではありません。`,
		mend: 'アドレスを確かめてください。'
	},
	'source/keys-missing': {
		what: () => 'アクセスキーとシークレットの片方がありません。',
		mend: '両方を指定するか、公開バケットなら両方とも空にしてください。'
	},
	'source/aws-refused': {
		what: ({ address, reason, message, region }) =>
			`${address}が拒否しました（${reason}${message ? `: ${message}` : ''}）。${region ? `リージョンは${region}です。` : ''}`,
		mend: '名前とリージョン、キーが正しく有効期限内で読み取り権限があることを確かめてください。'
	},
	'source/query-failed': {
		what: ({ message }) => `クエリが失敗しました: ${message}`,
		mend: 'クエリか、結果の出力先を直してください。'
	},
	'source/gateway-refused': {
		what: (details) =>
			gateway[String(details['reason'])]?.(details) ?? `ゲートウェイが拒否しました: ${details['message']}`,
		mend: 'データベース、トークン、上限は、ゲートウェイを起動した画面で確かめてください。'
	}
};
