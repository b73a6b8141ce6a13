import type { Language } from '../language.ts'
import { FUNCTION_WORDS } from './function-words.ts'

export const ENGLISH: Language<'en'> = {
  code: 'en',
  name: 'English',
  alsoCalled: ['us', 'gb', 'english'],
  frequentWords: FUNCTION_WORDS,
  verbFinal: false,
  pastBehind: false,
  phrases: {
    payment: String.raw`\b(?:subscribe (?:to|now to) (?:continue|read|unlock)|subscribers? only|to continue reading|already a subscriber|this (?:article|content|story) is (?:for|reserved for|only available to) (?:\w+ )?(?:subscribers|members)|(?:register|sign in|log in) to (?:continue|read)|free articles? (?:left|remaining)|start your (?:free )?trial)\b`,
    consent: String.raw`\b(?:we (?:and our \w+ )?(?:use|value your).{0,40}(?:cookies|privacy)|accept (?:all )?cookies|before you continue|manage (?:your )?(?:privacy|consent|cookie)|your privacy choices|consent to the use)\b`,
    missing: String.raw`\b(?:page (?:not|can(?:no|')t be) found|404(?: error)?$|error 40[34]|access (?:is |has been )?denied|verify (?:that )?you are (?:a )?human|checking your browser|enable javascript|unusual traffic|are you a robot|too many requests|service unavailable|temporarily unavailable|not available in your (?:country|region)|unavailable for legal reasons|this page (?:doesn.t|does not) exist)\b`,
    calledOff: String.raw`\b(?:call(?:s|ed|ing)? off|cancel\w*|scrap(?:s|ped)?|postpon\w*|put(?:s|ting)? off|(?:drops?|dropped|ends?|ended|abandons?|abandoned|shelves|shelved) (?:(?:the|its|his|their|all) )?(?:plans?|talk|idea) (?:for|of|to)|(?:pull(?:s|ed|ing)? out|back(?:s|ed|ing)? out|withdr[ae]ws?) (?:of|from) (?:[\p{L}.'’-]+ ){0,5}(?:summit|talks|meeting|visit|trip)|(?:will not|won['’]t) (?:take place|happen|be held|go ahead))\b`,
    noLonger: String.raw`\b(?:call(?:s|ed|ing)? off|cancel\w*|scrap(?:s|ped|ping)?|pull(?:s|ed|ing)? out|withdr[ae]w\w*|will not (?:take place|happen|be held|go ahead|meet)|won['’]t (?:take place|happen|be held|go ahead)|postpon\w+|put(?:s|ting)? off|abandon(?:s|ed)|had been (?:set|planned|scheduled|due|slated|expected)|was supposed|were supposed|(?:originally|previously|initially) (?:scheduled|planned|set|due)|no longer|not to go)\b`,
    stillOn: String.raw`\b(?:still|back on|reinstat\w+|reschedul\w+|revive\w*|again|despite|could yet|instead|new date|until)\b`,
    kindOfEvent: String.raw`summit|meeting|meet\b|talks|trip|visit`,
    untilBefore: String.raw`(?:\bto|\band|\bthrough|\buntil|[-–~]) ?(?:\p{L}+day,? )?$`,
    spoken: String.raw`\b(?:said|says|told|called|warned|accused|denied|insisted|replied|responded|condemned|urged|vowed|added|according to)\b`,
    eventThere: String.raw`\b(?:talks?|summits?|meet(?:s|ing|ings)?|met|negotiat\w+|test(?:ed|s|ing)?|launch\w*|fir(?:ed|ing)|din(?:es|ed|ner)|ceremony|visit(?:s|ed|ing)?|arriv\w+|trip|travel\w*|flew|fly|speech|address(?:es|ed)?|sit down|held|hold(?:s|ing)?|host(?:s|ed|ing)?|gather\w*|forum|conference|signed|sign|handover|parade|rally|funeral|exercises?|drills?|explosion|dismantl\w+|tremors?|earthquake|tour(?:ed)?|attack|shooting|protests?|debate|rally|speaking|spoke|[Cc]ongress in|news conference|demolish\w*|released|detained|crossed|took place|takes? place|venue|delegations?|session|activity|reactor|deploy\w*|interceptors|plant|landed|satellite images?)\b`,
    longAgo: String.raw`\b(?:last (?:year|month|summer|fall|spring|winter)|years? ago|months? ago|since|failed|no-deal|collapsed|abortive|previous|earlier (?:this year|summit|meeting|round)|had been|following (?:the|a|their)|after (?:the|their|a|last)|unlike|(?:met|meeting|summit) in (?:January|February|March|April|May|June|July|August|September|October|November|December) in)\b`,
    statementTitle: '^.{0,24}statement',
    statementTold: String.raw`\b(?:in a statement|statement carried|said in a|press statement)\b`,
    citedBefore:
      "(?:according to|citing|cites|cited by|quoting|quoted by|told|via|reported by|by|as) (?:the )?(?:[a-z]+'s )?",
    citedBehind:
      '(?:,? (?:(?:news agency|newspaper|agency) )?(?:said|says|reports?|reported|reporting|quoted|cited|announced))',
    today: String.raw`\b(?:today|tonight)\b`,
    tomorrow: String.raw`\btomorrow\b`,
    nextMonth: String.raw`\bnext month\b`,
    lateThisMonth: String.raw`\blater this month\b`,
    yearEnd: String.raw`\b(?:by|before|until) (?:the )?(?:end of (?:the|this) year|year['’]s end|year-end)\b|\b(?:year-end|end-of-year) deadline\b`,
  },
  get furniture() {
    return [
      /^(?:advertisement|ad|sponsored|story continues|article continues|continue reading|read more|read also|read next|related|recommended|see also|watch|listen|photos?|image|video|gallery|slideshow|share|comments?|editor.?s note|correction|updated?|published|more)\b.{0,24}$/,
      /^(?:read more|read also|related|see also|watch(?: now| live)?|listen|more from|more on|don.t miss|breaking|full coverage|click here|download|follow us|photos?|photo by|image|image copyright|media caption|file photo|file ?[-–—:]|video|editor.?s note|correction|\[related|relacionado)\s*[:|–—]/,
      /\b(?:sign up (?:for|to)|subscribe (?:to|now|for)|newsletters?|your inbox|push notifications?|breaking news alerts?|protected by recaptcha|terms of (?:use|service)|privacy policy|cookies?|ad ?block\w*|all rights reserved|create an account|log ?in to|already a (?:subscriber|member)|free trial|support (?:our|independent) journalism|click here|follow (?:us|him|her|them|@?\w+) on (?:twitter|facebook|instagram)|download the .{0,30}\bapp\b|(?:facebook|twitter) page|this (?:material|article|story) (?:may not|was (?:originally|first) published|has been updated)|may not be (?:published|reproduced)|contributed to this (?:report|story|article)|reporting by|editing by|image copyright|image caption|toggle caption|getty images|copyright \d{4}|©|story continues below|hide caption|enlarge this image|share (?:all|this)|sharing options|skip to|javascript)\b/,
      /^(?:by|from) \p{L}[\p{L}.'’ -]{2,40}(?:,| and | \| |$)(?:.{0,60})$/u,
      /^(?:updated?|published|posted|last modified|first published)\b.{0,60}\d/,
      /\((?:ap|afp|reuters|getty|epa|yonhap)(?: photo|\/)[^)]*\)$/,
      /^(?:ap|afp|reuters|getty|epa)(?: photo)?\/|\/(?:ap|afp|reuters|getty images|epa)$/,
    ]
  },
  get goesOn() {
    return [
      /^["“'‘(]*(?:he|she|they|it|his|her|hers|their|its|him|them|that|this|these|those|such|but|and|or|so|nor|yet|still|also|then|thus|hence|therefore|however|meanwhile|moreover|furthermore|additionally|likewise|similarly|otherwise|instead|nevertheless|nonetheless|consequently|accordingly|afterwards?|later|earlier|indeed|besides|rather|too|here|there|both|neither|either|another|others?|some|one|most|many|each|all|none|asked|speaking|i|we|you|my|our|your|what|why|how|who|where|when asked|in (?:other words|addition|contrast|fact|response|return|turn|that|this|his|her|their|its|it)|on the other hand|at the (?:same )?time|as (?:a result|such|for|well)|for (?:example|instance|his|her|their|its|that|this|now)|after (?:that|this|all)|by (?:contrast|that|then)|to (?:that|this|do so)|despite (?:that|this)|because of (?:that|this)|even so|if (?:so|not|he|she|they|it|that|this)|not (?:only|all)|the (?:move|decision|announcement|comments?|remarks?|latter|former|pair|duo|trio|same|others?|two|three|four)|according to (?:him|her|them|it)|let.s|yes|no|well|ok(?:ay)?|thank(?:s| you)|please)(?![\p{L}\p{N}'’-])/iu,
      /,\s*(?:however|though|too|meanwhile|therefore|moreover|then|as well)\s*[,.]/i,
    ]
  },
}
