import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visible } from '#src/domain/visible.ts'
import { escaped, inert, mentions, readable } from '#src/slack/text.ts'
import { clip } from '#src/slack/views/clip.ts'

const BOT = 'UBOT'

describe('readable', () => {
  it.each([
    ['<@UBOT> should we self-host?', 'should we self-host?'],
    ['<@UBOT|bot> hi', 'hi'],
    ['ask <@U2|ana> and <@U3>', 'ask @ana and @U3'],
    ['in <#C1|general>', 'in #general'],
    ['<!channel> <!here|here> <!subteam^S1|@ops>', '@channel @here @ops'],
    ['<!date^1392734382^{date}|Feb 18, 2014>', 'Feb 18, 2014'],
    ['see <https://a.example/x|the page> and <https://b.example>', 'see the page and https://b.example'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['latency &lt; 200 ms &amp; cost &gt; 0', 'latency < 200 ms & cost > 0'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ])('%s', (wire, text) => {
    expect(readable(wire, BOT)).toBe(text)
  })

  it('gives back every text that Slack encoded', () => {
    const encode = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    fc.assert(fc.property(fc.string(), (text) => readable(encode(text), BOT) === text.trim()))
  })
})

it('mentions only the one it names', () => {
  expect(mentions('hi <@UBOT>', BOT)).toBe(true)
  expect(mentions('hi <@UBOT2>', BOT)).toBe(false)
})

describe('what goes out', () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '!',
      '@',
      '#',
      '&',
      'channel',
      'U123',
      '|',
      'https://evil.example',
      '‮',
      '​',
      'lt;',
      ' ',
    ),
  })

  it('escaped text has no markup that Slack would act on', () => {
    fc.assert(fc.property(hostile, (text) => !/[<>]/.test(escaped(text))))
  })

  it('inert text opens no mention, link or command', () => {
    fc.assert(fc.property(hostile, (text) => !/<([@!#]|[a-z]+:)/i.test(inert(text))))
  })

  it('is free of characters that hide or turn text', () => {
    expect(visible('a‮b​c﻿d\u{e0041}e\u0000f\ng')).toBe('abcdef\ng')
  })
})

describe('clip', () => {
  it('keeps within the limit and never halves a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const cut = clip(text, max)
        expect(cut.length).toBeLessThanOrEqual(max)
        expect(cut.isWellFormed()).toBe(true)
      }),
    )
  })
})
