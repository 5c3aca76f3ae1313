import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, CHROMIUM, goTo, launch, open, say, start, type Window } from './browser.ts'

const CHANNEL = 'Message #llm-platform'
const SCENARIO =
  'Hospital, patient notes must stay on our servers, no cloud, 2 ML engineers, two A100s, ~40k reports a month'
const HOSTILE =
  '<script>window.hacked=1</script> <img src=x onerror="window.hacked=1"> <javascript:hack()|click> [x](javascript:hack())'

/** Controls without a name: no text, label, `aria-label` or `aria-labelledby` that leads to text. */
const UNNAMED = `[...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=group], [role=region]')]
  .filter((e) => {
    const by = e.getAttribute('aria-labelledby')
    const label = by ? document.getElementById(by)?.textContent : e.getAttribute('aria-label')
    return !(label || e.closest('label')?.textContent || (e.matches('input, select, textarea') ? '' : e.textContent))?.trim()
  })
  .map((e) => e.outerHTML.slice(0, 120))`

const absent = !existsSync(CHROMIUM)
if (absent) console.warn(`skipped: the browser tests need ${CHROMIUM} (apt-get install chromium)`)

let browser: Browser
beforeAll(async () => {
  if (!absent) browser = await launch()
})
afterAll(() => browser?.close())

describe.skipIf(absent).each([
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 390 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 390 },
] as const)('the workspace with the bot, $scheme at $width px', (look) => {
  let bot: Awaited<ReturnType<typeof start>>
  let window: Window

  beforeAll(async () => {
    bot = await start()
    window = await open(browser, bot.address, look)
  })
  afterAll(async () => {
    await window?.page.context().close()
    bot?.stop()
  })

  it('completes commands and people by keyboard', async () => {
    const { page } = window
    const box = page.getByRole('combobox', { name: CHANNEL })
    await box.pressSequentially('/llm')
    await page.getByRole('option', { name: '/llm-advise' }).waitFor()
    await box.press('Tab')
    expect(await box.inputValue()).toBe('/llm-advise ')
    await box.fill('')
    await box.pressSequentially('hello @to')
    await page.getByRole('option', { name: 'Tomás Oliveira' }).waitFor()
    await box.press('Enter')
    expect(await box.inputValue()).toBe('hello @tomas ')
    await box.fill('')
  })

  it('answers the slash command privately', async () => {
    const { page } = window
    await say(page, CHANNEL, `/llm-advise ${SCENARIO}`)
    await page.locator('.message.private', { hasText: '#' }).getByRole('button', { name: 'Details' }).waitFor()
    await actAs(page, 'Marcus Chen')
    expect(await page.locator('#list').textContent()).not.toContain('patient notes')
  })

  it('opens the details, and Escape closes them', async () => {
    const { page } = window
    await actAs(page, 'Priya Raman')
    await page.locator('.message.private').getByRole('button', { name: 'Details' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('shares it, and another person sees it in the channel', async () => {
    const { page } = window
    await page.locator('.message.private').getByRole('button', { name: 'Share to channel' }).click()
    await page.locator('dialog[open] .primary').click()
    await page.locator('.message:not(.private)', { hasText: 'patient notes' }).waitFor()
    await actAs(page, 'Marcus Chen')
    await page.locator('.message', { hasText: 'patient notes' }).waitFor()
    expect(await page.locator('.message.private').count()).toBe(0)
  })

  it('answers a mention in the thread in which people argue', async () => {
    const { page } = window
    await page.locator('.replies').first().click()
    await say(page, 'Reply in the thread', '@open-or-closed what should we do?')
    await page.locator('#thread .message', { hasText: 'APP' }).waitFor()
    await page.getByRole('link', { name: 'Close thread' }).click()
  })

  it('lists the decisions in Home', async () => {
    const { page } = window
    await actAs(page, 'Priya Raman')
    await goTo(page, 'Open or Closed?')
    await page.locator('.home', { hasText: 'Hospital, patient' }).waitFor()
  })

  it('shows hostile text as text, whoever writes it', async () => {
    const { page } = window
    await goTo(page, 'llm-platform')
    await say(page, CHANNEL, HOSTILE)
    await page.locator('.message', { hasText: '<script>window.hacked=1</script>' }).waitFor()
    await say(page, CHANNEL, `/llm-advise ${HOSTILE} ${SCENARIO}`)
    await page.locator('.message.private').last().waitFor()
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(await page.locator('#list :is(script, img, iframe), #list a[href^="javascript"]').count()).toBe(0)
  })

  it('names every control for screen readers, in the channel, in a form and in Home', async () => {
    const { page } = window
    const unnamed = () => page.evaluate(UNNAMED)
    expect(await unnamed()).toEqual([])
    await page.locator('.message.private').last().getByRole('button', { name: 'Change assumptions' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await unnamed()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await goTo(page, 'Open or Closed?')
    await page.locator('.home').waitFor()
    expect(await unnamed()).toEqual([])
  })

  it('shows requests, fits the window, complains of nothing and asks no other machine', async () => {
    const { page, complaints } = window
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.getByRole('button', { name: 'Requests', exact: true }).click()
    await page.locator('#log-list tr', { hasText: 'app_mention' }).first().waitFor()
    expect(complaints).toEqual([])
  })
})
