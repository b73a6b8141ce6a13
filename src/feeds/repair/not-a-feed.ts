import { plainText } from '../../text/fold/html.ts'
import { absoluteUrl } from '../../text/url.ts'
import { readAttributes, scanXml } from './xml-scan.ts'

/** Characters of a page that are looked at. */
const HEAD = 200_000

/** Pages that walls serve in place of a feed, each by a telltale mark. */
const WALLS: readonly (readonly [RegExp, string])[] = [
  [
    /cf-chl-|challenge-platform|cf_chl_opt|just a moment\.\.\.|cf-browser-verification|attention required! \| cloudflare/i,
    'a Cloudflare check',
  ],
  [/_Incapsula_Resource|incapsula incident/i, 'an Incapsula check'],
  [/px-captcha|perimeterx/i, 'a PerimeterX check'],
  [/geo\.captcha-delivery\.com|datadome/i, 'a DataDome check'],
  [/ddos-guard/i, 'a DDoS-Guard check'],
  [/g-recaptcha|h-captcha|hcaptcha\.com/i, 'a captcha'],
  [
    /consent\.(?:google|yahoo|youtube)\.|guce\.|<form[^>]{0,300}consent|onetrust-consent-sdk[^>]{0,300}wall/i,
    'a consent page',
  ],
  [/<input[^>]{0,300}type\s*=\s*["']?password/i, 'a login page'],
]

/**
 * Names what came instead of a feed, so that a wall is never mistaken for a day without news.
 * @param baseUrl the feed's address, which a page's feed links are resolved against
 */
export function nameNoFeed(text: string, baseUrl: string | null): string {
  const head = text.slice(0, HEAD)
  if (head.trim() === '') return 'an empty body where a feed was expected'
  if (/^\s*[[{]/.test(head)) return 'JSON where a feed was expected: it is not a JSON Feed'
  const page = readPage(head, baseUrl)
  if (!page.html) {
    const root = /<([A-Za-z][\w:.-]{0,60})/.exec(head.replace(/<\?xml[^>]{0,300}>/, ''))?.[1]
    if (/^(?:rss|feed|rdf:rdf)$/i.test(root ?? '')) return 'a feed that breaks off before anything of it came'
    const begins = JSON.stringify(plainText(head.slice(0, 400)).slice(0, 60))
    if (head.includes('\u0000') || head.includes('\ufffd')) return 'bytes where a feed was expected: they are not text'
    return root === undefined
      ? `text where a feed was expected, it begins ${begins}`
      : `XML where a feed was expected, its root is <${root}>`
  }
  const wall = WALLS.find(([mark]) => mark.test(head))?.[1]
  const title = page.title === '' ? 'none' : JSON.stringify(page.title)
  const links = page.feeds.length === 0 ? 'none' : page.feeds.join(', ')
  return `HTML where a feed was expected${wall === undefined ? '' : ` (${wall})`}, title: ${title}; feed links found: ${links}`
}

/**
 * The feeds that a page links in its head, at most five, comment feeds last.
 * @param baseUrl the page's address
 */
export function feedLinks(text: string, baseUrl: string | null): readonly string[] {
  const { html, feeds } = readPage(text.slice(0, HEAD), baseUrl)
  const ofComments = (url: string) => Number(/comments?\b/i.test(url))
  return html ? [...new Set(feeds)].sort((a, b) => ofComments(a) - ofComments(b)) : []
}

const HTML =
  /^(?:html|head|body|title|h[1-6]|p|br|hr|b|i|a|font|center|div|span|section|main|nav|article|ul|table|script|noscript|style|form|iframe|img|input|link|meta|base)$/i

interface Page {
  readonly html: boolean
  readonly title: string
  readonly feeds: readonly string[]
}

function readPage(head: string, baseUrl: string | null): Page {
  // A text whose first element is not HTML's is other XML, even if it contains titles and texts.
  const root = /<!doctype\s+([\w:.-]+)|<([A-Za-z][\w:.-]{0,60})/i.exec(
    head.replace(/<\?[^>]{0,300}>|<!--[\s\S]{0,2000}?-->/g, ''),
  )
  const mayBe = HTML.test(root?.[1] ?? root?.[2] ?? '')
  let html = false
  let title = ''
  let inTitle = false
  const feeds: string[] = []
  scanXml(head, {
    open(name, attributeText) {
      const lower = name.toLowerCase()
      if (mayBe && HTML.test(lower)) html = true
      inTitle = lower === 'title' && title === ''
      if (lower !== 'link' || feeds.length >= 5) return
      const attributes = readAttributes(attributeText)
      if (!/\b(?:rss|atom|feed)\+(?:xml|json)/i.test(attributes.get('type') ?? '')) return
      const url = absoluteUrl(attributes.get('href') ?? '', baseUrl)
      if (url !== null) feeds.push(url)
    },
    close() {
      inTitle = false
    },
    text(raw) {
      if (inTitle) title = plainText(raw).slice(0, 120)
    },
    cdata() {},
  })
  return { html, title, feeds }
}
