/**
 * Pictures of the local workspace with the bot in it, for the README: light and dark, a desk's width and a phone's.
 *
 *     node scripts/screenshots.ts            # writes docs/screenshots/*.png; needs Debian's chromium
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { goTo, launch, open, say, start } from '#test/browser/browser.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')

type Look = Parameters<typeof open>[2]

const settle = (page: Page) => page.waitForTimeout(400)

async function shoot(page: Page, name: string): Promise<void> {
  await settle(page)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  console.log(`docs/screenshots/${name}.png`)
}

/** The first minute: a scenario answered privately, its form, the shared card, the thread, Home, the wire. */
async function tour(browser: Browser, address: string, look: Look): Promise<void> {
  const name = (what: string) => `${what}-${look.scheme}-${look.width}`
  const { page } = await open(browser, address, look)
  await shoot(page, name('start'))
  await page.getByRole('button', { name: 'Patient notes, own servers' }).click()
  await page.locator('.message.private').getByRole('button', { name: 'Details' }).waitFor()
  await shoot(page, name('answer'))
  await page.locator('.message.private').getByRole('button', { name: 'Change assumptions' }).click()
  await page.getByRole('dialog').waitFor()
  await shoot(page, name('form'))
  await page.keyboard.press('Escape')
  await page.locator('.message.private').getByRole('button', { name: 'Share to channel' }).click()
  await page.locator('dialog[open] .primary').click()
  await page.locator('.message:not(.private)', { hasText: 'patient notes' }).waitFor()
  await page.locator('.replies').first().click()
  await say(page, 'Reply in the thread', '@open-or-closed what should we do?')
  await page.locator('#thread .message', { hasText: 'APP' }).waitFor()
  await shoot(page, name('thread'))
  await page.getByRole('button', { name: 'Requests', exact: true }).click()
  await page.locator('#log-list button').nth(1).click()
  await shoot(page, name('requests'))
  await page.getByRole('button', { name: 'Close requests' }).click()
  await page.getByRole('link', { name: 'Close thread' }).click()
  await goTo(page, 'Open or Closed?')
  await page.locator('.home', { hasText: 'Hospital, patient' }).waitFor()
  await shoot(page, name('home'))
  await page.context().close()
}

/** The tour with a bot of its own, which ends whatever happens. */
async function fresh(browser: Browser, look: Look): Promise<void> {
  const bot = await start()
  try {
    await tour(browser, bot.address, look)
  } finally {
    bot.stop()
  }
}

mkdirSync(FOLDER, { recursive: true })
const browser = await launch()
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) await fresh(browser, { scheme, width })
  }
} finally {
  await browser.close()
}
