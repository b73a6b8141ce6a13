/** Words with which a sentence goes on from another one. */
const GOES_ON =
  /^["“'‘(]*(?:he|she|they|it|his|her|hers|their|its|him|them|that|this|these|those|such|but|and|or|so|nor|yet|still|also|then|thus|hence|therefore|however|meanwhile|moreover|furthermore|additionally|likewise|similarly|otherwise|instead|nevertheless|nonetheless|consequently|accordingly|afterwards?|later|earlier|indeed|besides|rather|too|here|there|both|neither|either|another|others?|some|one|most|many|each|all|none|asked|speaking|i|we|you|my|our|your|what|why|how|who|where|when asked|in (?:other words|addition|contrast|fact|response|return|turn|that|this|his|her|their|its|it)|on the other hand|at the (?:same )?time|as (?:a result|such|for|well)|for (?:example|instance|his|her|their|its|that|this|now)|after (?:that|this|all)|by (?:contrast|that|then)|to (?:that|this|do so)|despite (?:that|this)|because of (?:that|this)|even so|if (?:so|not|he|she|they|it|that|this)|not (?:only|all)|the (?:move|decision|announcement|comments?|remarks?|latter|former|pair|duo|trio|same|others?|two|three|four)|according to (?:him|her|them|it)|let.s|yes|no|well|ok(?:ay)?|thank(?:s| you)|please)(?![\p{L}\p{N}'’-])/iu

/** A word that turns the sentence against one before it. */
const TURNS = /,\s*(?:however|though|too|meanwhile|therefore|moreover|then|as well)\s*[,.]/i

const PERSON = /(?<![\p{L}'’-])(?:he|she|him|her|his|hers)(?![\p{L}'’-])/iu
/** Names of days and months, and words that begin a sentence with a capital, are nobody that "he" could be. */
const NOBODY =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$|^(?:On|In|At|By|For|From|After|Before|During|When|While|As|Since|Until|If|Although|Though|With|Without|The|A|An|Last|Early|Late|Hours|Days|Weeks|Months|Minutes|Moments|Speaking|Asked|To)$/

/** People whom a sentence can name without a capital. */
const ANYBODY =
  /\b(?:the president|the pope|the king|nobody|no one|anyone|everyone|who|(?:an?|one|every|each) (?:[\p{L}-]+ ){0,4}(?:man|woman|person|official|soldier|officer|diplomat|defector|aide|lawyer|judge|envoy|leader|boy|girl|child|citizen))\b/iu

const KOREAN =
  /^["“'‘]*(?:그는|그녀는|그가|이는|이에|이어|또|또한|그러나|하지만|그러면서|그리고|따라서|한편|다만|특히|이와 함께|이와 관련|앞서|이날|이들은|그들은|이를|이 같은|이같은|그런데|반면|아울러|즉|결국)(?=[\s,])/u
const JAPANESE =
  /^[「『]?(?:彼は|彼女は|同氏|彼らは|これは|これに|これを|これで|この|その|それ|しかし|だが|また|一方|さらに|ただ|そして|なお|同日|同国|こうした|そうした|ところが|つまり|例えば)/u
const CHINESE =
  /^["“「]?(?:他们?|她们?|它们?|這|这|此|该|該|其|但是?|然而|不过|不過|同时|同時|此外|另外|而且|因此|所以|并且|並且|对此|對此|与此同时|與此同時|随后|隨後|报道(?:称|还)|報道(?:稱|還))/u

/** Whether a sentence, standing alone, points at something that only stood before it: "He said…", "However, …". */
export function needsAntecedent(sentence: string): boolean {
  if (GOES_ON.test(sentence) || TURNS.test(sentence)) return true
  if (KOREAN.test(sentence) || JAPANESE.test(sentence) || CHINESE.test(sentence)) return true
  const pronoun = PERSON.exec(sentence)
  if (pronoun === null) return false
  const before = sentence.slice(0, pronoun.index).match(/(?<![\p{L}])\p{Lu}[\p{L}'’.-]*/gu) ?? []
  return before.every(word => NOBODY.test(word)) && !ANYBODY.test(sentence.slice(0, pronoun.index))
}
