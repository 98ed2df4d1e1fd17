/** Words for true and false, in lower case. */
export const trueWords = 'true t yes y on 1 はい 真 有 あり ○ 〇 ok'.split(' ');
export const falseWords = 'false f no n off 0 いいえ 偽 無 なし × ✕ ng'.split(' ');
