import type { testsOperations } from '$lib/core/recipe/operations/tests';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const tests: GroupTexts<typeof testsOperations> = {
	operations: {
		'length-equals': {
			title: '長さが等しいか',
			description: '文字数が決めた数に等しければ真です。',
			sentence: (words) => `${columns(words)} が ${words.text('length')} 文字か調べる`
		},
		'length-at-least': {
			title: '長さが以上か',
			description: '文字数が決めた数以上なら真です。',
			sentence: (words) => `${columns(words)} が ${words.text('length')} 文字以上か調べる`
		},
		'length-between': {
			title: '長さが範囲内か',
			description: '文字数が範囲に入れば真です。',
			sentence: (words) => `${columns(words)} が ${words.text('least')} 文字から ${words.text('most')} 文字か調べる`
		},
		'starts-with': {
			title: 'で始まるか',
			description: '決めた文字列で始まれば真です。',
			sentence: (words) => `${columns(words)} が ${named(words.text('text'))} で始まるか調べる`
		},
		'ends-with': {
			title: 'で終わるか',
			description: '決めた文字列で終われば真です。',
			sentence: (words) => `${columns(words)} が ${named(words.text('text'))} で終わるか調べる`
		},
		'contains-text': {
			title: 'を含むか',
			description: '決めた文字列を含めば真です。',
			sentence: (words) => `${columns(words)} が ${named(words.text('text'))} を含むか調べる`
		},
		'matches-pattern': {
			title: '正規表現に合うか',
			description: '正規表現に、どこか、先頭、または全体が合えば真です。',
			sentence: (words) => `${columns(words)} が ${named(words.text('pattern'))} に合うか調べる`
		},
		'equals-one-of': {
			title: '一覧にあるか',
			description: '挙げた値のどれかに等しければ真です。',
			sentence: (words) => `${columns(words)} が ${list(words.texts('values'))} のどれかか調べる`
		},
		'is-alphanumeric': {
			title: '英数字だけか',
			description: '字と数字だけなら真です（Python の isalnum）。',
			sentence: (words) => `${columns(words)} が字と数字だけか調べる`
		},
		'is-letters': {
			title: '文字だけか',
			description: '字だけなら真です（Python の isalpha）。',
			sentence: (words) => `${columns(words)} が字だけか調べる`
		},
		'is-digits': {
			title: '数字だけか',
			description: '数字（上付きも含む）だけなら真です（Python の isdigit）。',
			sentence: (words) => `${columns(words)} が数字だけか調べる`
		},
		'is-decimal': {
			title: '十進数字だけか',
			description: '0 から 9 の数字だけなら真です（Python の isdecimal）。',
			sentence: (words) => `${columns(words)} が十進数字だけか調べる`
		},
		'is-numeric': {
			title: '数を表す字だけか',
			description: '数字、分数、漢数字などだけなら真です（Python の isnumeric）。',
			sentence: (words) => `${columns(words)} が数を表す字だけか調べる`
		},
		'is-number': {
			title: '数値として読めるか',
			description: '12、-3.5、1e6 のように、有限の数として読めれば真です。',
			sentence: (words) => `${columns(words)} が数値として読めるか調べる`
		},
		'is-space': {
			title: '空白だけか',
			description: '空白だけなら真です。空の文字列は偽です（Python の isspace）。',
			sentence: (words) => `${columns(words)} が空白だけか調べる`
		},
		'is-blank': {
			title: '空か',
			description: '空、または空白だけなら真です。',
			sentence: (words) => `${columns(words)} が空か調べる`
		},
		'is-title': {
			title: '単語の先頭が大文字か',
			description: '字の続きごとに先頭が大文字なら真です（Python の istitle）。',
			sentence: (words) => `${columns(words)} の単語の先頭が大文字か調べる`
		},
		'is-lower': {
			title: '小文字か',
			description: '小文字があり、大文字がなければ真です（Python の islower）。',
			sentence: (words) => `${columns(words)} が小文字か調べる`
		},
		'is-upper': {
			title: '大文字か',
			description: '大文字があり、小文字がなければ真です（Python の isupper）。',
			sentence: (words) => `${columns(words)} が大文字か調べる`
		},
		'is-ascii': {
			title: 'ASCII だけか',
			description: 'すべて ASCII なら真です。空も真です。',
			sentence: (words) => `${columns(words)} が ASCII だけか調べる`
		},
		'has-digits': {
			title: '数字があるか',
			description: '数字が一つでもあれば真です。',
			sentence: (words) => `${columns(words)} に数字があるか調べる`
		},
		'has-letters': {
			title: '文字があるか',
			description: '字が一つでもあれば真です。',
			sentence: (words) => `${columns(words)} に字があるか調べる`
		},
		'has-japanese': {
			title: '日本語があるか',
			description: 'かながあれば真です。漢字だけでは中国語かもしれません。',
			sentence: (words) => `${columns(words)} に日本語があるか調べる`
		},
		'is-email': {
			title: 'メールアドレスか',
			description: 'メールアドレスの形なら真です。',
			sentence: (words) => `${columns(words)} がメールアドレスか調べる`
		},
		'is-url': {
			title: 'URL か',
			description: 'http か https の URL の形なら真です。',
			sentence: (words) => `${columns(words)} が URL か調べる`
		},
		'is-ip-address': {
			title: 'IP アドレスか',
			description: 'IPv4 か IPv6 のアドレスなら真です。',
			sentence: (words) => `${columns(words)} が IP アドレスか調べる`
		},
		'is-uuid': {
			title: 'UUID か',
			description: '8-4-4-4-12 桁の 16 進数なら真です。',
			sentence: (words) => `${columns(words)} が UUID か調べる`
		},
		'is-iso-date': {
			title: 'ISO の日付か',
			description: '2024-01-31 のような、実在する日付なら真です。時刻が続いてもかまいません。',
			sentence: (words) => `${columns(words)} が ISO の日付か調べる`
		},
		'is-hexadecimal': {
			title: '16 進数か',
			description: '0-9 と A-F だけなら真です。先頭の 0x や # は許します。',
			sentence: (words) => `${columns(words)} が 16 進数か調べる`
		},
		'is-boolean-word': {
			title: 'はい・いいえの語か',
			description: 'yes、no、はい、いいえ、1、0 などなら真です。',
			sentence: (words) => `${columns(words)} がはい・いいえの語か調べる`
		},
		'is-palindrome': {
			title: '回文か',
			description: '大文字小文字、空白、句読点を除いて、逆から読んでも同じなら真です。',
			sentence: (words) => `${columns(words)} が回文か調べる`
		},
		'is-card-number': {
			title: 'カード番号か',
			description: '12 桁から 19 桁の数字が Luhn の検査に通れば真です。',
			sentence: (words) => `${columns(words)} がカード番号か調べる`
		},
		'is-isbn': {
			title: 'ISBN か',
			description: '10 桁か 13 桁の ISBN の検査数字が正しければ真です。',
			sentence: (words) => `${columns(words)} が ISBN か調べる`
		},
		'count-characters': {
			title: '文字数を数える',
			description: '文字（符号位置）の数を数えます。',
			sentence: (words) => `${columns(words)} の文字数を数える`
		},
		'count-words': {
			title: '単語数を数える',
			description: '空白で区切られた単語の数を数えます。',
			sentence: (words) => `${columns(words)} の単語数を数える`
		},
		'count-unique-words': {
			title: '異なる単語を数える',
			description: '大文字小文字を区別せず、異なる単語の数を数えます。',
			sentence: (words) => `${columns(words)} の異なる単語を数える`
		},
		'count-lines': {
			title: '行数を数える',
			description: '行の数を数えます。空なら 0 です。',
			sentence: (words) => `${columns(words)} の行数を数える`
		},
		'count-sentences': {
			title: '文の数を数える',
			description: '句点や . ! ? などで終わる文の数を数えます。',
			sentence: (words) => `${columns(words)} の文の数を数える`
		},
		'count-punctuation': {
			title: '句読点を数える',
			description: '句読点や括弧などの数を数えます。',
			sentence: (words) => `${columns(words)} の句読点を数える`
		},
		'count-bytes': {
			title: 'バイト数を数える',
			description: 'UTF-8 でのバイト数を数えます。',
			sentence: (words) => `${columns(words)} のバイト数を数える`
		},
		'mean-word-length': {
			title: '単語の平均の長さ',
			description: '単語の文字数の平均です。単語がなければ欠損です。',
			sentence: (words) => `${columns(words)} の単語の平均の長さを求める`
		},
		'capital-ratio': {
			title: '大文字の割合',
			description: '文字のうち大文字の割合です。空なら欠損です。',
			sentence: (words) => `${columns(words)} の大文字の割合を求める`
		},
		'lower-ratio': {
			title: '小文字の割合',
			description: '文字のうち小文字の割合です。空なら欠損です。',
			sentence: (words) => `${columns(words)} の小文字の割合を求める`
		},
		'digit-ratio': {
			title: '数字の割合',
			description: '文字のうち数字の割合です。空なら欠損です。',
			sentence: (words) => `${columns(words)} の数字の割合を求める`
		},
		'special-ratio': {
			title: '特殊文字の割合',
			description: '文字のうち、字でも数字でも空白でもないものの割合です。',
			sentence: (words) => `${columns(words)} の特殊文字の割合を求める`
		},
		'space-ratio': {
			title: '空白の割合',
			description: '文字のうち空白の割合です。空なら欠損です。',
			sentence: (words) => `${columns(words)} の空白の割合を求める`
		},
		'similarity-to-text': {
			title: '文字列との似かた',
			description: '決めた文字列とどれほど似ているかを求めます。',
			sentence: (words) => `${columns(words)} が ${named(words.text('text'))} にどれほど似ているか求める`
		},
		'text-similarity': {
			title: '二列の似かた',
			description: '二つの列の文字列がどれほど似ているかを求めます。',
			sentence: (words) => `${named(words.text('column'))} と ${named(words.text('other'))} がどれほど似ているか求める`
		}
	},
	fields: {
		suffix: '新しい列名の語尾',
		text: '文字列',
		length: '文字数',
		least: '少なくとも',
		most: '多くとも',
		caseSensitive: '大文字と小文字を区別する',
		pattern: '正規表現',
		where: '場所',
		values: '値',
		other: 'もう一つの列'
	},
	options: {
		somewhere: 'どこか',
		start: '先頭',
		whole: '全体',
		'jaro-winkler': 'Jaro-Winkler',
		levenshtein: '編集の数（Levenshtein）',
		'edit-similarity': '1 - 編集の数 / 長さ',
		'damerau-levenshtein': '編集の数（Damerau-Levenshtein）',
		jaccard: '文字の Jaccard'
	}
};
