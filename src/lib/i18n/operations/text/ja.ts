import type { textOperations } from '$lib/core/recipe/operations/text';
import { named } from '../../recipe/names';
import { columns, list } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const text: GroupTexts<typeof textOperations> = {
	operations: {
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
		'lower-case': {
			title: '小文字にする',
			description: '文字をすべて小文字にします。',
			sentence: (words) => `${columns(words)} を小文字にする`
		},
		'upper-case': {
			title: '大文字にする',
			description: '文字をすべて大文字にします。',
			sentence: (words) => `${columns(words)} を大文字にする`
		},
		capitalise: {
			title: '先頭だけ大文字にする',
			description: '最初の文字を大文字に、残りを小文字にします。',
			sentence: (words) => `${columns(words)} の先頭だけを大文字にする`
		},
		'title-case': {
			title: '各単語の先頭を大文字にする',
			description: '単語ごとに最初の文字を大文字、残りを小文字にします。',
			sentence: (words) => `${columns(words)} の各単語の先頭を大文字にする`
		},
		'swap-case': {
			title: '大文字と小文字を入れ替える',
			description: '大文字は小文字に、小文字は大文字にします。',
			sentence: (words) => `${columns(words)} の大文字と小文字を入れ替える`
		},
		'remove-digits': {
			title: '数字を取り除く',
			description: '数字（全角も含む）を取り除きます。',
			sentence: (words) => `${columns(words)} から数字を取り除く`
		},
		'remove-letters': {
			title: '文字（字母）を取り除く',
			description: 'あらゆる言語の字を取り除き、数字や記号を残します。',
			sentence: (words) => `${columns(words)} から字を取り除く`
		},
		'remove-punctuation': {
			title: '句読点を取り除く',
			description: '句読点、括弧、引用符などを取り除きます。',
			sentence: (words) => `${columns(words)} から句読点を取り除く`
		},
		'remove-symbols': {
			title: '記号を取り除く',
			description: '字、数字、空白だけを残します。',
			sentence: (words) => `${columns(words)} から記号を取り除く`
		},
		'remove-whitespace': {
			title: '空白を取り除く',
			description: '空白、タブ、改行、全角空白をすべて取り除きます。',
			sentence: (words) => `${columns(words)} から空白を取り除く`
		},
		'remove-accents': {
			title: 'アクセント記号を取り除く',
			description: 'é を e にします。ラテン文字とギリシャ文字だけが変わります。',
			sentence: (words) => `${columns(words)} からアクセント記号を取り除く`
		},
		'remove-emoji': {
			title: '絵文字を取り除く',
			description: '絵文字と、それをつなぐ文字を取り除きます。',
			sentence: (words) => `${columns(words)} から絵文字を取り除く`
		},
		'remove-html-tags': {
			title: 'HTML タグを取り除く',
			description: 'タグ、コメント、script と style の中身を取り除きます。',
			sentence: (words) => `${columns(words)} から HTML タグを取り除く`
		},
		'remove-invisible': {
			title: '見えない文字を取り除く',
			description: '制御文字やゼロ幅の空白を取り除きます。タブと改行は残ります。',
			sentence: (words) => `${columns(words)} から見えない文字を取り除く`
		},
		'remove-non-ascii': {
			title: 'ASCII 以外を取り除く',
			description: 'ASCII にない文字をすべて取り除きます。',
			sentence: (words) => `${columns(words)} から ASCII 以外を取り除く`
		},
		'collapse-spaces': {
			title: '続く空白を一つにする',
			description: '続く空白を半角空白一つにし、両端の空白を取り除きます。',
			sentence: (words) => `${columns(words)} の続く空白を一つにする`
		},
		'remove-line-breaks': {
			title: '改行をなくす',
			description: '続く改行を空白一つにします。',
			sentence: (words) => `${columns(words)} の改行をなくす`
		},
		'normalise-width': {
			title: '全角と半角をそろえる',
			description: '全角の英数字と記号を半角に、半角カタカナを全角にします。',
			sentence: (words) => `${columns(words)} の全角と半角をそろえる`
		},
		'normalise-unicode': {
			title: 'Unicode を正規化する',
			description: '字と記号を一文字に合成し（NFC）、見た目が同じ文字列を同じにします。',
			sentence: (words) => `${columns(words)} の Unicode を正規化する`
		},
		'hiragana-to-katakana': {
			title: 'ひらがなをカタカナにする',
			description: 'ひらがなをカタカナにします。',
			sentence: (words) => `${columns(words)} のひらがなをカタカナにする`
		},
		'katakana-to-hiragana': {
			title: 'カタカナをひらがなにする',
			description: '全角カタカナをひらがなにします。',
			sentence: (words) => `${columns(words)} のカタカナをひらがなにする`
		},
		'straighten-quotes': {
			title: '引用符とダッシュをそろえる',
			description: '曲がった引用符やダッシュを ASCII のものにします。',
			sentence: (words) => `${columns(words)} の引用符とダッシュをそろえる`
		},
		'reverse-text': {
			title: '逆順にする',
			description: '文字の順を逆にします。',
			sentence: (words) => `${columns(words)} を逆順にする`
		},
		slugify: {
			title: 'スラッグにする',
			description: 'URL に使える、小文字と数字とハイフンだけの文字列にします。',
			sentence: (words) => `${columns(words)} をスラッグにする`
		},
		'snake-case': {
			title: 'snake_case にする',
			description: '名前の単語を小文字にし、下線でつなぎます。',
			sentence: (words) => `${columns(words)} を snake_case にする`
		},
		'kebab-case': {
			title: 'kebab-case にする',
			description: '名前の単語を小文字にし、ハイフンでつなぎます。',
			sentence: (words) => `${columns(words)} を kebab-case にする`
		},
		'camel-case': {
			title: 'camelCase にする',
			description: '名前の単語をつなぎ、二つ目からの先頭を大文字にします。',
			sentence: (words) => `${columns(words)} を camelCase にする`
		},
		quote: {
			title: '引用符で囲む',
			description: '二重引用符で囲み、中の引用符は二つにします（CSV と同じ）。',
			sentence: (words) => `${columns(words)} を引用符で囲む`
		},
		unquote: {
			title: '引用符を外す',
			description: '文字列を囲む引用符を一組外します。',
			sentence: (words) => `${columns(words)} の引用符を外す`
		},
		'url-encode': {
			title: 'URL エンコードする',
			description: 'URL に書けない文字を % で表します。',
			sentence: (words) => `${columns(words)} を URL エンコードする`
		},
		'url-decode': {
			title: 'URL デコードする',
			description: '% で表された文字を元に戻します。UTF-8 にならないものは欠損です。',
			sentence: (words) => `${columns(words)} を URL デコードする`
		},
		'base64-encode': {
			title: 'Base64 にする',
			description: '文字列の UTF-8 を Base64 で表します。',
			sentence: (words) => `${columns(words)} を Base64 にする`
		},
		'base64-decode': {
			title: 'Base64 から戻す',
			description: 'Base64 を UTF-8 の文字列に戻します。戻せないものは欠損です。',
			sentence: (words) => `${columns(words)} を Base64 から戻す`
		},
		'html-decode': {
			title: 'HTML の文字参照を戻す',
			description: '&amp; や &#233; などを元の文字にします。',
			sentence: (words) => `${columns(words)} の HTML の文字参照を戻す`
		},
		'html-encode': {
			title: 'HTML 用に書き換える',
			description: '& < > と引用符を文字参照にします。',
			sentence: (words) => `${columns(words)} を HTML 用に書き換える`
		},
		md5: {
			title: 'MD5 にする',
			description: 'UTF-8 の MD5 を 16 進で表します。推測できる値を隠す力はありません。',
			sentence: (words) => `${columns(words)} を MD5 にする`
		},
		sha256: {
			title: 'SHA-256 にする',
			description: 'UTF-8 の SHA-256 を 16 進で表します。推測できる値は見つけ出せます。',
			sentence: (words) => `${columns(words)} を SHA-256 にする`
		},
		initials: {
			title: '頭文字にする',
			description: '各単語の最初の文字を大文字で並べます。',
			sentence: (words) => `${columns(words)} を頭文字にする`
		},
		'sort-words': {
			title: '単語を並べ替える',
			description: '空白で区切られた単語を文字の順に並べます。',
			sentence: (words) => `${columns(words)} の単語を並べ替える`
		},
		'unique-words': {
			title: '繰り返す単語を捨てる',
			description: '同じ単語（大文字と小文字は区別しない）は最初の一つだけ残します。',
			sentence: (words) => `${columns(words)} の繰り返す単語を捨てる`
		},
		'mask-email': {
			title: 'メールアドレスを伏せる',
			description: '@ より前は最初の一文字だけを残し、残りを *** にします。',
			sentence: (words) => `${columns(words)} のメールアドレスを伏せる`
		},
		'pad-left': {
			title: '左を埋める',
			description: '決めた長さになるまで左を埋めます。長い文字列はそのままです。',
			sentence: (words) => `${columns(words)} の左を ${words.text('width')} 文字まで埋める`
		},
		'pad-right': {
			title: '右を埋める',
			description: '決めた長さになるまで右を埋めます。長い文字列はそのままです。',
			sentence: (words) => `${columns(words)} の右を ${words.text('width')} 文字まで埋める`
		},
		'pad-both': {
			title: '両側を埋める',
			description: '決めた長さの中央に置きます。余りは右に入ります。',
			sentence: (words) => `${columns(words)} の両側を ${words.text('width')} 文字まで埋める`
		},
		'zero-pad': {
			title: 'ゼロで埋める',
			description: '符号の後に 0 を置いて、決めた長さにします。',
			sentence: (words) => `${columns(words)} を ${words.text('width')} 文字までゼロで埋める`
		},
		strip: {
			title: '両端を取り除く',
			description: '両端から、挙げた文字を取り除きます。挙げなければ空白です。',
			sentence: (words) => `${columns(words)} の両端を取り除く`
		},
		'strip-left': {
			title: '左端を取り除く',
			description: '先頭から、挙げた文字を取り除きます。挙げなければ空白です。',
			sentence: (words) => `${columns(words)} の左端を取り除く`
		},
		'strip-right': {
			title: '右端を取り除く',
			description: '末尾から、挙げた文字を取り除きます。挙げなければ空白です。',
			sentence: (words) => `${columns(words)} の右端を取り除く`
		},
		'add-prefix': {
			title: '前に付ける',
			description: '文字列の前に付け足します。',
			sentence: (words) => `${columns(words)} の前に ${named(words.text('text'))} を付ける`
		},
		'add-suffix': {
			title: '後ろに付ける',
			description: '文字列の後ろに付け足します。',
			sentence: (words) => `${columns(words)} の後ろに ${named(words.text('text'))} を付ける`
		},
		'remove-prefix': {
			title: '前の文字列を外す',
			description: '決めた文字列で始まるとき、それを外します。',
			sentence: (words) => `${columns(words)} の前から ${named(words.text('text'))} を外す`
		},
		'remove-suffix': {
			title: '後ろの文字列を外す',
			description: '決めた文字列で終わるとき、それを外します。',
			sentence: (words) => `${columns(words)} の後ろから ${named(words.text('text'))} を外す`
		},
		'remove-characters': {
			title: '文字を取り除く',
			description: '挙げた文字を、どこにあっても取り除きます。',
			sentence: (words) => `${columns(words)} から ${named(words.text('characters'))} を取り除く`
		},
		'keep-characters': {
			title: '文字を残す',
			description: '挙げた文字だけを残します。',
			sentence: (words) => `${columns(words)} に ${named(words.text('characters'))} だけを残す`
		},
		'shorten-text': {
			title: '切り詰める',
			description: '決めた長さに切り、省略記号を付けます。短い文字列はそのままです。',
			sentence: (words) => `${columns(words)} を ${words.text('length')} 文字に切り詰める`
		},
		'first-words': {
			title: '最初の単語だけ残す',
			description: '空白で区切られた単語を、先頭から決めた数だけ残します。',
			sentence: (words) => `${columns(words)} の最初の ${words.text('count')} 語を残す`
		},
		'repeat-text': {
			title: '繰り返す',
			description: '文字列を決めた回数だけ繰り返します。',
			sentence: (words) => `${columns(words)} を ${words.text('count')} 回繰り返す`
		},
		'insert-text': {
			title: '途中に差し込む',
			description: '決めた文字数の後に差し込みます。負の数は末尾から数えます。',
			sentence: (words) =>
				`${columns(words)} の ${words.text('position')} 文字目の後に ${named(words.text('text'))} を差し込む`
		},
		mask: {
			title: '伏せる',
			description: '最後（または最初）の数文字だけを残し、ほかを * などにします。',
			sentence: (words) => `${columns(words)} を伏せる`
		},
		'mask-digits': {
			title: '数字を伏せる',
			description: '最後の数桁だけを残し、数字を * にします。カード番号や電話番号のためのものです。',
			sentence: (words) => `${columns(words)} の数字を伏せる`
		},
		'remove-words': {
			title: '単語を取り除く',
			description: '挙げた単語（大文字と小文字は区別しない）を取り除きます。',
			sentence: (words) => `${columns(words)} から ${list(words.texts('words'))} を取り除く`
		},
		'remove-stop-words': {
			title: 'ストップワードを取り除く',
			description: 'the や of、単独の助詞など、意味の薄い単語を取り除きます。空白で区切られた単語だけを見ます。',
			sentence: (words) => `${columns(words)} からストップワードを取り除く`
		},
		'wrap-text': {
			title: '行を折り返す',
			description: '空白のところで、決めた文字数以内に折り返します。',
			sentence: (words) => `${columns(words)} を ${words.text('width')} 文字で折り返す`
		}
	},
	fields: {
		suffix: '新しい列名の語尾',
		width: '文字数',
		fill: '埋める文字',
		characters: '文字',
		text: '文字列',
		length: '文字数',
		ellipsis: '省略記号',
		count: '数',
		position: '何文字目の後',
		keep: '残す文字数',
		side: '残す側',
		character: '代わりの文字',
		words: '単語',
		language: '言語'
	},
	options: { last: '後ろ', first: '前', english: '英語', japanese: '日本語' }
};
