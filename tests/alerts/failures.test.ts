import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classify, type FailureKind, isInvalidAnswer } from '../../src/alerts/delivery/failures.ts'

const codes: readonly (readonly [code: number, status: number, kind: FailureKind])[] = [
  [10003, 404, 'no-channel'],
  [10004, 404, 'channel'],
  [10008, 404, 'message-gone'],
  [10015, 404, 'channel'],
  [20016, 429, 'passing'],
  [20022, 429, 'later'],
  [20028, 429, 'passing'],
  [20029, 429, 'passing'],
  [30046, 400, 'later'],
  [40004, 403, 'passing'],
  [40005, 413, 'item'],
  [40062, 429, 'passing'],
  [40333, 400, 'passing'],
  [50001, 403, 'channel'],
  [50005, 403, 'not-ours'],
  [50008, 400, 'channel'],
  [50009, 403, 'channel'],
  [50013, 403, 'channel'],
  [50014, 401, 'process'],
  [50024, 400, 'channel'],
  [50027, 401, 'process'],
  [50035, 400, 'item'],
  [50083, 400, 'channel'],
  [130000, 503, 'passing'],
  [160005, 400, 'channel'],
  [160006, 400, 'channel'],
  [160007, 400, 'channel'],
  [200000, 400, 'item'],
  [220001, 400, 'channel'],
  [220003, 400, 'channel'],
  [220004, 400, 'channel'],
  [240000, 400, 'item'],
]

for (const [code, status, kind] of codes) {
  test(`code ${code} stops the ${kind}`, () => {
    const failure = classify(status, code)
    assert.equal(failure.kind, kind)
    assert.match(failure.why, new RegExp(`^\\w.+ \\(HTTP ${status}, code ${code}\\)$`, 'u'))
  })
}

const statuses: readonly (readonly [status: number, kind: FailureKind])[] = [
  [200, 'uncertain'],
  [302, 'uncertain'],
  [399, 'uncertain'],
  [400, 'item'],
  [401, 'process'],
  [402, 'item'],
  [403, 'channel'],
  [404, 'channel'],
  [405, 'item'],
  [408, 'passing'],
  [413, 'item'],
  [429, 'passing'],
  [499, 'item'],
  [500, 'uncertain'],
  [502, 'uncertain'],
  [503, 'passing'],
  [504, 'uncertain'],
  [599, 'uncertain'],
  [600, 'uncertain'],
]

for (const [status, kind] of statuses) {
  test(`HTTP ${status} whose JSON has no code, or one that is not known, stops the ${kind}`, () => {
    assert.equal(classify(status, 0).kind, kind)
    assert.match(classify(status, 0).why, new RegExp(`\\(HTTP ${status}\\)$`))
    assert.equal(classify(status, 99_999).kind, kind)
    assert.equal(classify(status, 0).again, true)
  })
}

test('what only Discord may refuse with is a passing fault where the answer is no JSON of Discord’s, such as the page of a wall before it', () => {
  for (const status of [401, 403, 404, 407]) {
    assert.equal(classify(status, null).kind, 'passing')
    assert.match(classify(status, null).why, new RegExp(`^something before Discord .*\\(HTTP ${status}\\)$`))
  }
  for (const [status, kind] of statuses.filter(([one]) => one !== 401 && one !== 403 && one !== 404))
    assert.equal(classify(status, null).kind, kind, `${status}`)
})

test('from 500 to 599 it is Discord that failed', () => {
  const failed = [499, 500, 599, 600].filter(status => /^Discord failed/.test(classify(status, null).why))
  assert.deepEqual(failed, [500, 599])
})

test('only a webhook that is gone is never asked again', () => {
  assert.deepEqual(
    codes.filter(([code, status]) => !classify(status, code).again).map(([code]) => code),
    [10015],
  )
})

test('every reason that a person can do something about says so', () => {
  assert.equal(
    classify(403, 50013).why,
    'the bot may not write here – give it Send Messages and Embed Links (HTTP 403, code 50013)',
  )
  assert.equal(classify(401, 0).why, 'Discord refuses the token – make a new one in the developer portal (HTTP 401)')
  assert.match(classify(401, 50027).why, /^the webhook’s address is wrong – copy it again in Discord/)
  assert.match(classify(400, 220001).why, /is a forum – give it a text channel, end its address with \?thread_id=/)
})

test('401, 403 and 429 count towards a ban of the address', () => {
  assert.deepEqual([200, 400, 401, 402, 403, 404, 428, 429, 430, 500].filter(isInvalidAnswer), [401, 403, 429])
})
