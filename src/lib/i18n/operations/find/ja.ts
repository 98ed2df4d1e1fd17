import type { findOperations } from '$lib/core/recipe/operations/find';
import { named } from '../../recipe/names';
import { columns } from '../phrases-ja';
import type { GroupTexts } from '../texts';

export const find: GroupTexts<typeof findOperations> = {
	operations: {
		'find-first': {
			title: '最初の位置を調べる',
			description: '文字列が最初に現れる位置（1 から）。なければ 0 です。',
			sentence: (words) => `${columns(words)} で最初の ${named(words.text('text'))} の位置を調べる`
		},
		'find-last': {
			title: '最後の位置を調べる',
			description: '文字列が最後に現れる位置（1 から）。なければ 0 です。',
			sentence: (words) => `${columns(words)} で最後の ${named(words.text('text'))} の位置を調べる`
		},
		'find-all': {
			title: 'すべて見つける',
			description: '正規表現に合うものをすべて、リストで取り出します。',
			sentence: (words) => `${columns(words)} から ${named(words.text('pattern'))} をすべて見つける`
		},
		'count-matches': {
			title: '合う数を数える',
			description: '正規表現に合う回数を数えます。',
			sentence: (words) => `${columns(words)} で ${named(words.text('pattern'))} を数える`
		},
		'count-text': {
			title: '文字列を数える',
			description: '文字列が現れる回数を、重なりなしで数えます。',
			sentence: (words) => `${columns(words)} で ${named(words.text('text'))} を数える`
		},
		'extract-pattern': {
			title: '正規表現で取り出す',
			description: '正規表現に最初に合う部分、またはそのグループを取り出します。合わなければ欠損です。',
			sentence: (words) => `${columns(words)} から ${named(words.text('pattern'))} を取り出す`
		},
		'extract-groups': {
			title: 'グループを列に取り出す',
			description: '正規表現のグループごとに列を作ります。合わなければ欠損です。',
			sentence: (words) => `${named(words.text('column'))} から ${named(words.text('pattern'))} のグループを取り出す`
		},
		'extract-between': {
			title: '区切りの間を取り出す',
			description: '最初の左の区切りと、次の右の区切りの間を取り出します。',
			sentence: (words) =>
				`${columns(words)} から ${named(words.text('left'))} と ${named(words.text('right'))} の間を取り出す`
		},
		'extract-slice': {
			title: '位置で取り出す',
			description: '決めた位置から決めた文字数を取り出します。負の位置は末尾から数えます。',
			sentence: (words) =>
				`${columns(words)} の ${words.text('position')} 文字目から ${words.text('length')} 文字を取り出す`
		},
		'before-delimiter': {
			title: '区切りの前を取る',
			description: '最初の区切りより前を取ります。区切りがなければ全体です。',
			sentence: (words) => `${columns(words)} の ${named(words.text('delimiter'))} より前を取る`
		},
		'after-delimiter': {
			title: '区切りの後を取る',
			description: '最初の区切りより後を取ります。区切りがなければ欠損です。',
			sentence: (words) => `${columns(words)} の ${named(words.text('delimiter'))} より後を取る`
		},
		'nth-part': {
			title: '区切られた部分を取る',
			description: '区切りで分けた、決めた番目の部分を取ります。負の数は後ろから数えます。',
			sentence: (words) =>
				`${columns(words)} を ${named(words.text('delimiter'))} で分けた ${words.text('place')} 番目を取る`
		},
		'nth-word': {
			title: '何番目かの単語を取る',
			description: '空白で区切られた、決めた番目の単語を取ります。負の数は後ろから数えます。',
			sentence: (words) => `${columns(words)} の ${words.text('place')} 番目の単語を取る`
		},
		'first-word': {
			title: '最初の単語を取る',
			description: '空白で区切られた最初の単語を取ります。',
			sentence: (words) => `${columns(words)} の最初の単語を取る`
		},
		'last-word': {
			title: '最後の単語を取る',
			description: '空白で区切られた最後の単語を取ります。',
			sentence: (words) => `${columns(words)} の最後の単語を取る`
		},
		'first-characters': {
			title: '先頭の文字を取る',
			description: '先頭から決めた文字数を取ります。',
			sentence: (words) => `${columns(words)} の先頭 ${words.text('count')} 文字を取る`
		},
		'last-characters': {
			title: '末尾の文字を取る',
			description: '末尾から決めた文字数を取ります。',
			sentence: (words) => `${columns(words)} の末尾 ${words.text('count')} 文字を取る`
		},
		'extract-number': {
			title: '数を取り出す',
			description: '最初の数を、符号、桁区切り、小数も含めて取り出します。',
			sentence: (words) => `${columns(words)} から数を取り出す`
		},
		'extract-numbers': {
			title: '数をすべて取り出す',
			description: '文字列の中の数をすべて、リストで取り出します。',
			sentence: (words) => `${columns(words)} から数をすべて取り出す`
		},
		'extract-email': {
			title: 'メールアドレスを取り出す',
			description: '最初のメールアドレスを取り出します。',
			sentence: (words) => `${columns(words)} からメールアドレスを取り出す`
		},
		'extract-emails': {
			title: 'メールアドレスをすべて取り出す',
			description: 'メールアドレスをすべて、リストで取り出します。',
			sentence: (words) => `${columns(words)} からメールアドレスをすべて取り出す`
		},
		'email-domain': {
			title: 'メールのドメインを取る',
			description: '最初のメールアドレスの @ より後を小文字で取ります。',
			sentence: (words) => `${columns(words)} のメールのドメインを取る`
		},
		'extract-urls': {
			title: 'URL をすべて取り出す',
			description: 'http:// か https:// で始まる URL をすべて、リストで取り出します。',
			sentence: (words) => `${columns(words)} から URL をすべて取り出す`
		},
		'extract-url': {
			title: 'URL を取り出す',
			description: '最初の URL を取り出します。',
			sentence: (words) => `${columns(words)} から URL を取り出す`
		},
		'url-domain': {
			title: 'URL のドメインを取る',
			description: 'URL のホスト名を小文字で取ります。先頭の www. とポートは除きます。',
			sentence: (words) => `${columns(words)} のドメインを取る`
		},
		'url-path': {
			title: 'URL のパスを取る',
			description: 'URL のパスを取ります。パスがなければ / です。',
			sentence: (words) => `${columns(words)} のパスを取る`
		},
		'url-query-value': {
			title: 'URL のクエリの値を取る',
			description: 'URL の ? より後から、キーの値を取ります。',
			sentence: (words) => `${columns(words)} のクエリから ${named(words.text('key'))} を取る`
		},
		'extract-hashtags': {
			title: 'ハッシュタグを取り出す',
			description: '# に続く語をすべて、リストで取り出します。',
			sentence: (words) => `${columns(words)} からハッシュタグを取り出す`
		},
		'extract-mentions': {
			title: 'メンションを取り出す',
			description: '@ に続く名前をすべて、リストで取り出します。メールアドレスは除きます。',
			sentence: (words) => `${columns(words)} からメンションを取り出す`
		},
		'extract-digits': {
			title: '電話番号の数字だけにする',
			description: '数字だけを残します。全角は半角にし、先頭の + は残します。',
			sentence: (words) => `${columns(words)} を電話番号の数字だけにする`
		},
		'extract-postcode': {
			title: '郵便番号を取り出す',
			description: '選んだ国の書き方の郵便番号を取り出します。',
			sentence: (words) => `${columns(words)} から郵便番号を取り出す`
		},
		'extract-year': {
			title: '年を取り出す',
			description: '1000 年から 2999 年までの、最初の年を取り出します。',
			sentence: (words) => `${columns(words)} から年を取り出す`
		},
		'extract-date': {
			title: '日付を取り出す',
			description: '2024-01-31、2024/1/31、2024年1月31日のような、最初の日付を取り出します。',
			sentence: (words) => `${columns(words)} から日付を取り出す`
		},
		'extract-currency': {
			title: '通貨を取り出す',
			description: '最初に現れる通貨の記号やコードを、三文字のコードにします。',
			sentence: (words) => `${columns(words)} から通貨を取り出す`
		},
		'file-extension': {
			title: '拡張子を取る',
			description: 'ファイル名の最後の点より後を小文字で取ります。',
			sentence: (words) => `${columns(words)} の拡張子を取る`
		},
		'file-name': {
			title: 'ファイル名を取る',
			description: 'パスの最後の / か \\ より後を取ります。',
			sentence: (words) => `${columns(words)} のファイル名を取る`
		},
		'extract-quoted': {
			title: '引用の中を取り出す',
			description: '最初の引用符や鉤括弧の中を取り出します。',
			sentence: (words) => `${columns(words)} から引用の中を取り出す`
		},
		'replace-text': {
			title: '文字列を置き換える',
			description: '文字列をすべて、別の文字列に置き換えます。',
			sentence: (words) =>
				`${columns(words)} の ${named(words.text('text'))} を ${named(words.text('to'))} に置き換える`
		},
		'replace-first': {
			title: '最初の一つを置き換える',
			description: '最初に現れる一つだけを置き換えます。',
			sentence: (words) =>
				`${columns(words)} の最初の ${named(words.text('text'))} を ${named(words.text('to'))} に置き換える`
		},
		'replace-last': {
			title: '最後の一つを置き換える',
			description: '最後に現れる一つだけを置き換えます。',
			sentence: (words) =>
				`${columns(words)} の最後の ${named(words.text('text'))} を ${named(words.text('to'))} に置き換える`
		},
		'replace-pattern': {
			title: '正規表現で置き換える',
			description: '正規表現に合う部分をすべて置き換えます。\\\\1 はグループを表します。',
			sentence: (words) =>
				`${columns(words)} の ${named(words.text('pattern'))} を ${named(words.text('to'))} に置き換える`
		},
		'replace-between': {
			title: '区切りの間を置き換える',
			description: '最初の左の区切りと最後の右の区切りの間を置き換えます。',
			sentence: (words) =>
				`${columns(words)} の ${named(words.text('left'))} と ${named(words.text('right'))} の間を ${named(words.text('to'))} に置き換える`
		},
		'replace-slice': {
			title: '位置で置き換える',
			description: '決めた位置から決めた文字数を置き換えます。',
			sentence: (words) =>
				`${columns(words)} の ${words.text('position')} 文字目から ${words.text('length')} 文字を ${named(words.text('to'))} に置き換える`
		},
		'matches-to-missing': {
			title: '合うものを欠損にする',
			description: '正規表現に合う文字列を欠損にします。',
			sentence: (words) => `${columns(words)} の ${named(words.text('pattern'))} に合うものを欠損にする`
		},
		'others-to-missing': {
			title: '合わないものを欠損にする',
			description: '正規表現に合わない文字列を欠損にします。',
			sentence: (words) => `${columns(words)} の ${named(words.text('pattern'))} に合わないものを欠損にする`
		},
		'split-to-list': {
			title: '分けてリストにする',
			description: '区切りで分けた部分をリストにします。',
			sentence: (words) => `${columns(words)} を ${named(words.text('delimiter'))} で分けてリストにする`
		},
		'split-to-columns': {
			title: '分けて列にする',
			description: '区切りで分けた部分を、決めた数の列にします。足りなければ欠損です。',
			sentence: (words) =>
				`${named(words.text('column'))} を ${named(words.text('delimiter'))} で分けて ${words.text('count')} 列にする`
		},
		'split-at': {
			title: '位置で分ける',
			description: '決めた文字数までと、その残りの二つの列にします。',
			sentence: (words) => `${named(words.text('column'))} を ${words.text('position')} 文字目の後で分ける`
		},
		'split-into-rows': {
			title: '分けて行にする',
			description: '区切りで分けた部分ごとに一行にします。ほかの列は繰り返します。',
			sentence: (words) => `${named(words.text('column'))} を ${named(words.text('delimiter'))} で分けて行にする`
		},
		'split-camel-case': {
			title: 'camelCase を分ける',
			description: '小文字から大文字に変わるところに空白を入れます。',
			sentence: (words) => `${columns(words)} の camelCase を分ける`
		}
	},
	fields: {
		first: '何文字目から',
		last: '何文字目まで',
		suffix: '新しい列名の語尾',
		text: '文字列',
		pattern: '正規表現',
		group: 'グループ（0 は全体）',
		left: '左の区切り',
		right: '右の区切り',
		position: '何文字目から',
		length: '文字数',
		delimiter: '区切り',
		place: '何番目（負は後ろから）',
		key: 'キー',
		country: '国',
		most: '多くとも（0 は全部）',
		rest: '最後に残りを入れる'
	},
	options: { japan: '日本', 'united-states': 'アメリカ', 'united-kingdom': 'イギリス' }
};
